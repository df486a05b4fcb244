"""SQL from strangers: the single door.

A query runs in a process of its own that holds nothing worth stealing and can do nothing worth
fearing: a clean environment, no file but the release's own, none to write, limited memory, and an
end by the wall clock. What the engine can lock is locked (`claimbook.release.connect`), and the
statement is checked before it runs (`claimbook.release.statement`). Full strength is Linux's; on
macOS the kernel neither limits memory nor closes off files (no RLIMIT_AS, no Landlock), and where
there is no ``resource`` module (Windows) nothing is run at all.
"""

import importlib.util
import json
import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, cast

from claimbook.errors import ClaimbookError
from claimbook.release.connect import view_texts
from claimbook.release.frames import read_frames
from claimbook.release.open import Release
from claimbook.release.result import DepthError, QueryResult, read_result

if TYPE_CHECKING:
    import pyarrow as pa

Reason = Literal["sql", "refused", "timeout", "memory", "too_large", "fatal", "release", "crashed"]

MAX_SQL_BYTES = 256 * 1024
"""Longest statement: a hundred times what a person writes."""

_MIB = 2**20
_START = "from claimbook.release.sandbox_child import main; main()"
_FIRST = "import sys; sys.path += sys.argv[1:]; "
_FRAMING = _MIB  # heads and errors, beyond the data itself
_CHUNK = 2**16
_NOTICES_SIGNALS = 0.25  # one that comes just before a wait does not end that wait


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take.

    Attributes:
        seconds: Wall-clock time, the start of the process included.
        memory_mib: Address space of the process; the engine plans with half of it.
        threads: Threads of the engine.
        rows: Rows of the answer.
        bytes: Bytes of the answer as it is passed on.
    """

    seconds: float = 60.0
    memory_mib: int = 3072
    threads: int = 2
    rows: int = 1_000_000
    bytes: int = 256 * _MIB


class SandboxError(ClaimbookError):
    """A query gave no answer.

    Attributes:
        reason: ``sql`` the engine found it wrong; ``refused`` it may not be run; ``timeout``,
            ``memory`` and ``too_large`` it passed a limit; ``fatal`` the engine died of it;
            ``release`` the release's own views fail; ``crashed`` its process died of something
            else. The message can echo the query: it is foreign text.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        self.reason = reason
        super().__init__(message)


def run_query(release: Release, sql: str, limits: Limits | None = None) -> QueryResult:
    """Run one reading statement of any origin over a release.

    Args:
        release: What to ask.
        sql: One of SELECT, FROM, WITH, VALUES, TABLE, PIVOT, UNPIVOT, DESCRIBE, SUMMARIZE, SHOW,
            or EXPLAIN of these.
        limits: What it may take.

    Raises:
        SandboxError: There is no answer; ``reason`` says why.
    """
    frames = _ask(release, sql, limits or Limits(), arrow=False)
    try:
        return read_result(frames[b"h"][0], frames.get(b"d", []))
    except DepthError as error:
        raise SandboxError("too_large", str(error)) from None


def run_query_arrow(release: Release, sql: str, limits: Limits | None = None) -> "pa.Table":
    """Run one reading statement and keep its types; needs pyarrow (the extra ``build``).

    Raises:
        SandboxError: As for `run_query`; reason ``refused`` when pyarrow is not installed.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise SandboxError("refused", "this needs pyarrow: pip install 'claimbook[build]'")
    import pyarrow as pa

    frames = _ask(release, sql, limits or Limits(), arrow=True)
    with pa.ipc.open_stream(pa.BufferReader(b"".join(frames.get(b"d", [])))) as stream:
        table = stream.read_all()
    table.validate(full=True)
    return table


def _ask(release: Release, sql: str, limits: Limits, *, arrow: bool) -> dict[bytes, list[bytes]]:
    request = _request(release, sql, limits, arrow=arrow)
    data, status = _converse(_command(arrow=arrow), request, limits)
    frames, whole = read_frames(data)
    if b"e" in frames:
        error = json.loads(frames[b"e"][0])
        raise SandboxError(error["reason"], _in_words(error["reason"], error["message"], limits))
    if not whole and status < 0:
        raise SandboxError("fatal", f"the statement ended its own process (signal {-status})")
    if not whole:
        raise SandboxError("crashed", f"the query's process died (status {status})")
    return frames


def _request(release: Release, sql: str, limits: Limits, *, arrow: bool) -> bytes:
    try:
        length = len(sql.encode())
    except UnicodeEncodeError:
        raise SandboxError("refused", "the statement is not valid Unicode") from None
    if length > MAX_SQL_BYTES:
        raise SandboxError("refused", f"the statement is longer than {MAX_SQL_BYTES} bytes")
    request = {
        "sql": sql,
        "arrow": arrow,
        "root": str(release.root),
        "tables": {table.name: table.file for table in release.manifest.tables},
        "views": view_texts(release),
        "seconds": limits.seconds,
        "memory": limits.memory_mib * _MIB,
        "threads": limits.threads,
        "rows": limits.rows,
        "bytes": limits.bytes,
    }
    return json.dumps(request).encode()


def _command(*, arrow: bool) -> list[str]:
    """Return how to start the child: no environment, no site packages' start-up code."""
    modules = ("claimbook", "duckdb", *(("pyarrow",) if arrow else ()))
    places = dict.fromkeys(_place_of(module) for module in modules)
    return [sys.executable, "-I", "-S", "-c", _FIRST + _START, *places]


def _place_of(module: str) -> str:
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        raise SandboxError("crashed", f"{module} is not installed")
    return str(Path(spec.origin).parent.parent)


def _converse(command: list[str], request: bytes, limits: Limits) -> tuple[bytes, int]:
    """Start the child, pass the request, take the answer; kill it when its time is over."""
    if importlib.util.find_spec("resource") is None:
        raise SandboxError(
            "refused", "this system cannot limit a process; use claimbook.release.connect"
        )
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8", "TZ": "UTC"},
        cwd="/",
        start_new_session=True,
    )
    try:
        _pass(process, request)
        return _take(process, limits), process.wait()
    finally:
        _end(process)


def _pass(process: "subprocess.Popen[bytes]", request: bytes) -> None:
    """Hand over the request; the child reads all of it before it meets anything foreign."""
    stdin = cast("IO[bytes]", process.stdin)
    try:
        stdin.write(request)
        stdin.close()
    except BrokenPipeError:
        raise SandboxError("crashed", "the query's process could not start") from None


def _take(process: "subprocess.Popen[bytes]", limits: Limits) -> bytes:
    deadline = time.monotonic() + limits.seconds
    stdout = cast("IO[bytes]", process.stdout).fileno()
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stdout, selectors.EVENT_READ)
        while len(answer) <= limits.bytes + _FRAMING:
            if (left := deadline - time.monotonic()) <= 0:
                raise SandboxError("timeout", _in_words("timeout", "", limits))
            if not selector.select(min(left, _NOTICES_SIGNALS)):
                continue
            if not (chunk := os.read(stdout, _CHUNK)):
                return bytes(answer)
            answer += chunk
    raise SandboxError("too_large", _in_words("too_large", "", limits))


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Leave no process and no pipe behind, whatever happened."""
    with suppress(ProcessLookupError):  # it has ended, and has been waited for
        os.killpg(process.pid, signal.SIGKILL)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(BrokenPipeError):
                pipe.close()
    process.wait()


def _in_words(reason: Reason, message: str, limits: Limits) -> str:
    words = {
        "timeout": f"no answer within {limits.seconds:g} seconds",
        "memory": f"the query needs more than the {limits.memory_mib} MiB it may take",
        "too_large": f"the answer is larger than {limits.rows} rows or {limits.bytes} bytes; "
        "aggregate, or add a LIMIT",
    }
    return message or words.get(reason, "no reason is known")
