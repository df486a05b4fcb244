"""The process in which a stranger's SQL runs; `claimbook.release.sandbox` starts it.

The order is the point: limits on the process, then files closed off, then the engine with its own
limits and its configuration locked, then the release's views, then the check of the statement, and
only then the statement.
"""

import json
import os
import resource
import signal
import sys
from typing import TYPE_CHECKING, Any

from claimbook.release.connect import ViewError, define
from claimbook.release.frames import FrameWriter, TooLargeError
from claimbook.release.landlock import allow_reading_only
from claimbook.release.statement import RefusedError, check_statement, without_end

if TYPE_CHECKING:
    import duckdb

_MIB = 2**20
_OPEN_FILES = 1024  # a question over several views scans some 200 tables, each a file
_ROWS_A_FRAME = 1000
_DEEPEST = 50_000  # Python's own recursion limit is below what the engine's parser accepts
_AS_IS = frozenset(
    {
        *("BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "VARCHAR"),
        *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", '"NULL"', "NULL"),
    }
)
_NESTED = ("STRUCT(", "MAP(", "UNION(", "VARIANT")


def main() -> None:
    """Read a request on standard input, answer in frames on standard output."""
    answer = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):  # the engine may print; nobody listens
        os.dup2(nothing, stream)
    request = json.loads(sys.stdin.buffer.read())
    writer = FrameWriter(answer.write, request["bytes"])
    try:
        _answer(request, writer)
        writer.frame(b"z", b"")
    except BaseException as error:  # noqa: BLE001  whatever it is, the parent must be told
        reason, message = _reason(error)
        writer.json(b"e", {"reason": reason, "message": message[:8000]})
    answer.close()
    os._exit(0)  # the engine's destructors may take long, and nothing is left to save


def _answer(request: dict[str, Any], writer: FrameWriter) -> None:
    if request["arrow"]:
        import pyarrow as pa  # noqa: F401  before files are closed off
    answer_in(prepare(request), request, writer)


def prepare(request: dict[str, Any]) -> "duckdb.DuckDBPyConnection":
    """Close this process off and return a connection that has the release's tables and views.

    The release's folder becomes the current one, so that no name of a file tells where it lies.
    """
    import duckdb

    os.chdir(request["root"])
    _limit_process(request)
    connection = duckdb.connect(config=_engine_limits(request))
    define(connection, request["tables"], request["views"])
    return connection


def answer_in(
    connection: "duckdb.DuckDBPyConnection", request: dict[str, Any], writer: FrameWriter
) -> None:
    """Check the statement of a request, run it and write its answer."""
    explains = check_statement(connection, request["sql"])
    if request["arrow"]:
        _send_arrow(connection, request, writer)
    else:
        _send_json(connection, request, writer, explains)


def _limit_process(request: dict[str, Any]) -> None:
    sys.setrecursionlimit(_DEEPEST)
    _die_with_parent()
    seconds = int(request["seconds"] * (request["threads"] + 1)) + 5
    for which, most in (
        (resource.RLIMIT_AS, request["memory"]),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_CPU, seconds),
    ):
        resource.setrlimit(which, (most, most))
    allow_reading_only(request["tables"].values())


def _die_with_parent() -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG


def _engine_limits(request: dict[str, Any]) -> dict[str, str | bool | int | float | list[str]]:
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": request["threads"],
        "memory_limit": f"{request['memory'] // 2 // _MIB}MiB",
        "max_temp_directory_size": "0MiB",
    }
    if int(duckdb.__version__.split(".")[0]) >= 2:
        config["async_threads"] = 1  # each thread takes 72 MiB of address space
    return config


def _send_json(
    connection: "duckdb.DuckDBPyConnection",
    request: dict[str, Any],
    writer: FrameWriter,
    explains: bool,
) -> None:
    relation = connection.sql(without_end(request["sql"]))
    if relation is None:  # DuckDB 1, of a statement that gives no rows
        raise RefusedError("the statement gives no rows")
    columns = [
        (name, str(kind)) for name, kind in zip(relation.columns, relation.types, strict=True)
    ]
    writer.json(b"h", columns)
    if explains:  # in DuckDB 1 what it gives cannot be selected from
        writer.json(b"d", relation.fetchall())
        return
    cells = ", ".join(_cell(number, kind) for number, (_, kind) in enumerate(columns, 1))
    cursor = connection.execute(relation.project(cells).sql_query())
    left = request["rows"]
    while rows := cursor.fetchmany(_ROWS_A_FRAME):
        left -= len(rows)
        if left < 0:
            raise TooLargeError
        writer.json(b"d", rows)


def _cell(number: int, kind: str) -> str:
    """Return the SQL that turns a column into what JSON can say; the engine knows its types."""
    if kind in _AS_IS:
        return f"#{number}"
    if kind.endswith("]") or kind.startswith(_NESTED):
        return f"to_json(#{number})::VARCHAR"
    return f"#{number}::VARCHAR"


def _send_arrow(
    connection: "duckdb.DuckDBPyConnection", request: dict[str, Any], writer: FrameWriter
) -> None:
    import pyarrow as pa

    reader: Any = connection.execute(request["sql"]).to_arrow_reader(100_000)
    left = request["rows"]
    with pa.ipc.new_stream(pa.PythonFile(writer, mode="w"), reader.schema) as stream:
        for batch in reader:
            left -= batch.num_rows
            if left < 0:
                raise TooLargeError
            stream.write_batch(batch)


def _reason(error: BaseException) -> tuple[str, str]:
    import duckdb

    words = str(error)
    if isinstance(error, duckdb.InternalException):
        words = words.split("\n", 1)[0]  # the rest is a stack of addresses
    kinds = (
        ((RefusedError, duckdb.PermissionException), "refused", words),
        (TooLargeError, "too_large", ""),
        (ViewError, "release", words),
        ((MemoryError, duckdb.OutOfMemoryException), "memory", ""),
        ((duckdb.Error, UnicodeError), "sql", words),
    )
    for kind, reason, message in kinds:
        if isinstance(error, kind):
            return reason, message
    return "crashed", f"{type(error).__name__}: {words}"


if __name__ == "__main__":
    main()
