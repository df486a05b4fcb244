"""The prompt of the shell on a terminal: line editing, history and completion by readline."""

import os
from contextlib import suppress
from pathlib import Path

from claimbook.errors import ClaimbookError
from claimbook_build.cli.exits import say
from claimbook_build.cli.shell import Session

try:
    import readline
except ImportError:  # a Python without it; the terminal edits the line
    readline = None  # type: ignore[assignment]

_REMEMBERED = 1000
PROMPTS = ("claimbook> ", "      ...> ")
"""For the beginning of a statement, and for its further lines."""


def converse(session: Session) -> None:
    """Read lines from the terminal and run them, until the session or the person ends it."""
    say(f"{session.title}: SQL ends with a semicolon; .help, .examples, .quit")
    history = history_file()
    if readline is not None:
        _prepare(session, history)
    try:
        while _goes_on(session):
            pass
    finally:
        if readline is not None:
            _save(history)


def _goes_on(session: Session) -> bool:
    try:
        return _one_line(session)
    except KeyboardInterrupt:  # what runs is stopped, and the shell stays
        session.pending = ""
        say("stopped")
        return True


def _one_line(session: Session) -> bool:
    from claimbook_build.shell.script import is_blank

    fresh = is_blank(session.pending)
    try:
        line = input(PROMPTS[not fresh])
    except EOFError:
        say("")
        return False
    except KeyboardInterrupt:
        session.pending = ""
        say("^C")
        return True
    return session.take(line)


def history_file() -> Path:
    """Return where typed lines are kept: the platform's folder for what a program remembers."""
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "claimbook" / "shell_history"


def _prepare(session: Session, history: Path) -> None:
    from claimbook_build.shell.completion import DELIMITERS

    with suppress(OSError):
        readline.read_history_file(history)
    readline.set_history_length(_REMEMBERED)
    readline.set_completer_delims(DELIMITERS)
    readline.set_completer(lambda text, number: _candidate(session, text, number))
    libedit = "libedit" in (readline.__doc__ or "")
    readline.parse_and_bind("bind ^I rl_complete" if libedit else "tab: complete")
    if not libedit:
        readline.parse_and_bind("set enable-bracketed-paste off")  # or each line asks for itself


def _candidate(session: Session, text: str, number: int) -> str | None:
    """Return one way in which a word goes on; readline asks for the next until there is none."""
    typed = session.pending + readline.get_line_buffer()[: readline.get_endidx()]
    try:
        found = session.completer.complete(typed, text)
    except ClaimbookError:  # what a release's views are broken by is said when it is asked
        return None
    return found[number] if number < len(found) else None


def _save(history: Path) -> None:
    """Write the history for its owner alone; a folder that cannot be written is no error."""
    with suppress(OSError):
        history.parent.mkdir(parents=True, exist_ok=True)
        history.touch(mode=0o600)
        readline.write_history_file(history)
