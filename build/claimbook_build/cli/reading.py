"""`claimbook query` and `claimbook show`: answers from a release."""

import shutil
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, INTEGRITY, INTERNAL, OK, USAGE, say, silence

if TYPE_CHECKING:
    from typing import NoReturn

    from claimbook.release.open import Release
    from claimbook.release.result import QueryResult
    from claimbook.release.sandbox import Limits, SandboxError

NARROWEST = 60
WIDTH_WITHOUT_TERMINAL = 140
"""Columns of a table that goes into a pipe or a file."""
MOST_LINES = 6
"""Lines of an error of the engine: its words, the place in the statement, what was near."""


class DataFormat(StrEnum):
    """How an answer is written."""

    table = "table"
    csv = "csv"
    json = "json"
    jsonl = "jsonl"
    parquet = "parquet"
    arrow = "arrow"


From = Annotated[
    str | None,
    typer.Option(
        "--release",
        metavar="NAME",
        help="Version, folder or address of the release; the newest one here by default.",
    ),
]


def query(
    sql: Annotated[
        str, typer.Argument(help="One SQL statement that reads; - takes it from stdin.")
    ],
    release: From = None,
    format_: Annotated[
        DataFormat, typer.Option("--format", help="How the answer is written.")
    ] = DataFormat.table,
    seconds: Annotated[float, typer.Option("--seconds", min=0.1, help="Longest time.")] = 60.0,
) -> None:
    """Ask a release in DuckDB's SQL; every table, view and macro is ready.

    The statement runs in a process of its own that can read the release and nothing else.

    Example: claimbook query "from best_figure('official') select claimant, measure, wording"
    """
    from claimbook.release.sandbox import Limits, SandboxError

    text = _from_stdin() if sql == "-" else sql
    opened = open_chosen(release)
    try:
        emit(answer(opened, text, Limits(seconds=seconds), format_))
    except SandboxError as error:
        explain_error(error, opened)
        raise typer.Exit(exit_code(error)) from None


def _from_stdin() -> str:
    from claimbook.release.sandbox import MAX_SQL_BYTES

    data = sys.stdin.buffer.read(MAX_SQL_BYTES + 1)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if len(data) > MAX_SQL_BYTES:  # cut off inside a character, and refused for its length
            return data.decode("utf-8", "replace")
        say("what stands on stdin is not UTF-8")
        raise typer.Exit(USAGE) from None


def answer(release: "Release", sql: str, limits: "Limits", format_: DataFormat) -> bytes:
    """Ask in the sandbox and write the answer in a format.

    Raises:
        SandboxError: There is no answer.
        BoundError: It takes more of this process than it may.
    """
    from claimbook_build.cli.bounds import bounded

    with bounded(2 * limits.seconds + 5):
        return _answer(release, sql, limits, format_)


def _answer(release: "Release", sql: str, limits: "Limits", format_: DataFormat) -> bytes:
    from claimbook.release.render import arrow_bytes, parquet_bytes
    from claimbook.release.sandbox import run_query, run_query_arrow

    binary = {DataFormat.parquet: parquet_bytes, DataFormat.arrow: arrow_bytes}.get(format_)
    if binary is None:
        return _rendered(run_query(release, sql, limits), format_).encode()
    if sys.stdout.isatty():
        say(f"{format_.value} is not for a terminal: redirect it into a file")
        raise typer.Exit(USAGE)
    return binary(run_query_arrow(release, sql, limits))


def _rendered(result: "QueryResult", format_: DataFormat) -> str:
    from claimbook.release.render import render_csv, render_json, render_jsonl
    from claimbook.release.text_table import render_table
    from claimbook_build.report.show import break_all_commands
    from claimbook_build.report.surface import break_in_json

    if format_ is DataFormat.csv:
        return _for_terminal(render_csv(result)) if sys.stdout.isatty() else render_csv(result)
    if format_ is DataFormat.json:
        return break_in_json(render_json(result))
    if format_ is DataFormat.jsonl:
        return break_in_json(render_jsonl(result))
    return break_all_commands(render_table(result, width()))


def _for_terminal(csv: str) -> str:
    """Escape what would act on a terminal; a pipe or a file gets every text exactly."""
    from claimbook.release.text_table import visible

    return "".join(f"{visible(line)}\n" for line in csv.replace("\r\n", "\n").split("\n")[:-1])


def width() -> int:
    """Return how many columns a table may take."""
    if not sys.stdout.isatty():
        return WIDTH_WITHOUT_TERMINAL
    return max(NARROWEST, shutil.get_terminal_size().columns)


def emit(data: bytes) -> None:
    """Write data on stdout, exactly; a reader that has gone away is no error."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence()
        raise typer.Exit(OK) from None


def explain_error(error: "SandboxError", release: "Release") -> None:
    """Say why there is no answer, in a line or a few, with what may have been meant."""
    from claimbook.release.connect import view_texts
    from claimbook.release.sql_hint import explained, names_in
    from claimbook_build.report.show import show

    tables = (table.name for table in release.manifest.tables)
    names = names_in(tables, view_texts(release).values())
    message, helped = explained(str(error), names)
    lines = [line for line in message.split("\n") if line.strip()]
    if len(lines) > MOST_LINES:  # between the words and the place may stand a long list
        lines = [*lines[: MOST_LINES - 2], *lines[-2:]]
    say("\n".join(show(line, limit=1000) for line in lines))
    if helped and error.reason in {"sql", "refused"}:
        say(f"help: {show(helped)}")


def exit_code(error: "SandboxError") -> int:
    """Return the exit code of a query that gave no answer: a statement's fault is a finding."""
    return {"release": INTEGRITY, "crashed": INTERNAL}.get(error.reason, FINDINGS)


def show(
    key: Annotated[str, typer.Argument(metavar="ID", help="Identifier of any record.")],
    release: From = None,
) -> None:
    """Show one record as a person reads it, with what it rests on and what contradicts it.

    Example: claimbook show fig_jc-missiles-fired
    """
    from claimbook.release.connect import connect
    from claimbook_build.cli.foreign import telling_of
    from claimbook_build.report.record import card, nearest_keys
    from claimbook_build.report.show import break_all_commands

    opened = open_chosen(release)
    with telling_of(opened), connect(opened) as connection:
        text = card(connection, key, width())
        near = () if text else nearest_keys(connection, key)
    if text is None:
        unknown_record(key, near)
    else:
        emit(break_all_commands(text).encode())


def unknown_record(key: str, near: tuple[str, ...]) -> "NoReturn":
    """Say that there is no such record, and which one may have been meant; leave."""
    from claimbook_build.report.show import show

    hint = f"; did you mean {', '.join(map(show, near))}?" if near else ""
    say(f"there is no record `{show(key)}`{hint}")
    raise typer.Exit(FINDINGS)


def open_chosen(release: str | None) -> "Release":
    """Open the release that was asked for, as `claimbook.release.find` finds it.

    Raises:
        ReleaseError: It is not whole, or there is none.
        DownloadError: It could not be downloaded.
    """
    from claimbook.release.open import open_release

    return open_release(chosen_folder(release))


def chosen_folder(release: str | None) -> Path:
    """Return the folder of the release that was asked for, as `open_chosen` chooses it.

    Raises:
        ReleaseError: There is none.
        DownloadError: It could not be downloaded.
    """
    from claimbook.release.find import NoReleaseError, find, places
    from claimbook_build.cli.transfer_bar import transfer_bar
    from claimbook_build.report.show import show as show_text

    try:
        with transfer_bar() as watch:
            return find(release, places(), watch=watch)
    except NoReleaseError as error:
        if release is not None:
            raise
        say(f"{show_text(str(error), limit=1000)}, or name one with --release")
        raise typer.Exit(USAGE) from None
