"""Exit codes, and the one place where an exception becomes one."""

import io
import os
import sys
from collections.abc import Callable
from typing import Any, TextIO

from claimbook.errors import ClaimbookError

OK, FINDINGS, USAGE, INTERNAL, INTEGRITY, INTERRUPTED = 0, 1, 2, 3, 4, 130

MEANINGS: dict[int, tuple[str, str]] = {
    OK: (
        "clean; warnings and what could not be checked included",
        "`check` found warnings only",
    ),
    FINDINGS: (
        "findings",
        "`check` or `build` found errors, `diff` a difference, an SQL error, a record not there",
    ),
    USAGE: (
        "wrong usage",
        "an unknown option, a path that is not there, no dataset here, no release here",
    ),
    INTERNAL: ("an error of claimbook's own; please report it", ""),
    INTEGRITY: (
        "the network, the disk, or a release that is not what its manifest or its commit says",
        "a file of the release was changed",
    ),
    INTERRUPTED: ("interrupted", "Ctrl-C"),
}
"""What each code means, with an example; `docs/reference/exit-codes.md` is made from it."""


def guarded(run: Callable[..., Any]) -> int:
    """Run a command and return its exit code; never raises."""
    _prepare_streams()
    code = _run(run)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()
        return OK
    except OSError as error:
        silence()
        return code if code == INTEGRITY else _unwritten(error)
    return code


def _prepare_streams() -> None:
    """See to it that there are streams, and that no text is too much for the encoding of one."""
    for name in ("stdin", "stdout", "stderr"):  # in the order of their numbers
        stream = getattr(sys, name)
        if stream is None:  # the shell closed it: the next file opened would be taken for it
            handle = os.open(os.devnull, os.O_RDWR)
            setattr(sys, name, os.fdopen(handle, "r" if name == "stdin" else "w"))
        elif name != "stdin" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _run(run: Callable[..., Any]) -> int:  # noqa: PLR0911  a way out each
    try:
        run(standalone_mode=True)
    except SystemExit as done:
        return _code_of(done)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        silence()
        return OK
    except ClaimbookError as error:
        return _failed(error)
    except OSError as error:
        return _unwritten(error)
    except Exception as error:  # noqa: BLE001 - the last door: a traceback is no answer
        return _broken(error)
    return OK


def _code_of(done: SystemExit) -> int:
    if isinstance(done.__context__, BrokenPipeError):  # whoever reads us had enough: no finding
        return OK
    return done.code if isinstance(done.code, int) else FINDINGS


def _failed(error: ClaimbookError) -> int:
    from claimbook_build.report.show import show

    say("\n".join(show(line, limit=2000) for line in str(error).split("\n")))
    return int(getattr(error, "exit_code", USAGE))


def _unwritten(error: OSError) -> int:
    from claimbook_build.report.show import show

    where = f": {error.filename}" if error.filename else ""
    say(show(f"{error.strerror or error}{where}", limit=1000))
    return INTEGRITY


def _broken(error: Exception) -> int:
    from claimbook_build.report.show import show

    if os.environ.get("CLAIMBOOK_TRACEBACK"):
        import traceback

        traceback.print_exception(error)
    say(f"internal error (R999): {type(error).__name__}: {show(str(error))}")
    say("this is a fault of claimbook: please report it with the command and the file")
    return INTERNAL


def say(text: str) -> None:
    """Print a line on stderr, where everything but data goes.

    Where stderr takes none, a full disk or a terminal that is gone, the exit code must do.
    """
    try:
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


def silence(stream: TextIO | None = None) -> None:
    """Stop the interpreter from complaining about a stream, stdout by default, in its end."""
    handle = os.open(os.devnull, os.O_WRONLY)
    os.dup2(handle, (stream or sys.stdout).fileno())
    os.close(handle)
