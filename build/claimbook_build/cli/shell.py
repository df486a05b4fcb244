"""`claimbook shell`: a prompt for people, over the same sandbox as `claimbook query`."""

import sys
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Annotated

import typer

from claimbook_build.cli.exits import FINDINGS, OK, say
from claimbook_build.cli.reading import DataFormat, From, answer, emit, explain_error, open_chosen
from claimbook_build.cli.reading import width as table_width

if TYPE_CHECKING:
    from claimbook.release.open import Release
    from claimbook_build.shell.completion import Completer
    from claimbook_build.shell.definition import Definition

_LONGEST_LINE = 2**20

MODES = (DataFormat.table, DataFormat.csv, DataFormat.json, DataFormat.jsonl)
"""The formats that a terminal can take."""


def shell(
    release: From = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help="Longest time of one statement.")
    ] = 60.0,
) -> None:
    """Ask a release one statement after the other, with history and completion; .help tells more.

    Each statement ends with a semicolon and runs walled off, as with `query`. Without a terminal
    statements are read from stdin, and the exit code is 1 if any of them failed.

    Example: claimbook shell --release dist/2026.11.0
    """
    session = Session(open_chosen(release), seconds)
    if sys.stdin.isatty() and sys.stdout.isatty():
        from claimbook_build.cli.prompt import converse

        converse(session)
        raise typer.Exit(OK)
    _read_on(session)
    raise typer.Exit(FINDINGS if session.failed else OK)


def _read_on(session: "Session") -> None:
    """Run what stands on stdin; the last statement needs no semicolon."""
    from claimbook_build.shell.script import is_blank

    for line in _lines():
        if not session.take(line):
            return
    if not is_blank(session.pending):
        session.take(";")


def _lines() -> Iterator[str]:
    while line := sys.stdin.buffer.readline(_LONGEST_LINE):
        yield line.decode("utf-8", "surrogateescape")  # what is no text is refused as a statement


class Session:
    """What the shell remembers between lines.

    Attributes:
        pending: The beginning of a statement that is not ended yet.
        failed: Whether a statement or command failed.
    """

    def __init__(self, release: "Release", seconds: float) -> None:
        self.pending = ""
        self.failed = False
        self._release = release
        self._seconds = seconds
        self._mode = DataFormat.table

    @property
    def title(self) -> str:
        """What is being asked."""
        return f"{self._release.manifest.dataset} {self._release.manifest.release}"

    def take(self, line: str) -> bool:
        """Take a line: run what it ends. Return whether the shell goes on."""
        from claimbook.release.sandbox import MAX_SQL_BYTES
        from claimbook_build.shell.script import is_blank, split

        if is_blank(self.pending) and line.lstrip().startswith("."):
            self.pending = ""
            return self._command(line)
        self.pending += f"{line.rstrip()}\n"
        if ";" in line:  # else nothing ends, and what is pending may be long
            statements, self.pending = split(self.pending)
            for statement in statements:
                self._ask(statement)
        if len(self.pending) > MAX_SQL_BYTES:
            self._fail(f"a statement longer than {MAX_SQL_BYTES} bytes is not ended; it is dropped")
            self.pending = ""
        return True

    def _ask(self, sql: str) -> None:
        from claimbook.release.sandbox import Limits, SandboxError
        from claimbook_build.cli.bounds import BoundError

        try:
            emit(answer(self._release, sql.strip(), Limits(seconds=self._seconds), self._mode))
        except SandboxError as error:
            self.failed = True
            explain_error(error, self._release)
        except BoundError as error:
            self._fail(str(error))

    def _fail(self, text: str) -> None:
        self.failed = True
        say(text)

    def _command(self, line: str) -> bool:
        from claimbook_build.report.show import break_all_commands, show
        from claimbook_build.shell.command import UnknownNameError

        name, _, rest = line.strip().rstrip(";").partition(" ")
        if name in {".quit", ".exit"}:
            return False
        run = {
            ".help": self._help,
            ".tables": self._tables,
            ".schema": self._schema,
            ".explain": self._explain,
            ".examples": self._examples,
            ".mode": self._set_mode,
        }.get(name)
        if run is None:
            self._fail(f"there is no command {show(name)}; .help lists them")
            return True
        try:
            said = break_all_commands(run(rest.strip()))
            emit(said.encode("utf-8", "backslashreplace"))
        except UnknownNameError as error:
            self._fail(show(str(error)))
        return True

    def _help(self, rest: str) -> str:
        from claimbook_build.shell.command import HELP

        del rest
        return HELP.format(modes=", ".join(MODES))

    def _tables(self, rest: str) -> str:
        from claimbook_build.shell.command import tables

        del rest
        return tables(self._release.manifest, self._definitions, table_width())

    def _schema(self, rest: str) -> str:
        from claimbook_build.shell.command import schema

        if rest.lower() in self.columns and rest.lower() not in self._published:
            self._ask(f'DESCRIBE "{rest.lower()}"')
            return ""
        return schema(self._release.manifest, rest, self._definitions, table_width())

    def _explain(self, rest: str) -> str:
        from claimbook_build.shell.command import explain

        if rest.lower() in self._published - self._definitions.keys():
            return self._schema(rest)
        return explain(self._definitions, rest)

    def _examples(self, rest: str) -> str:
        from claimbook_build.shell.command import examples

        del rest
        return examples()

    def _set_mode(self, rest: str) -> str:
        from claimbook_build.shell.command import UnknownNameError

        if rest not in MODES:
            raise UnknownNameError(f".mode takes one of {', '.join(MODES)}")
        self._mode = DataFormat(rest)
        return ""

    @cached_property
    def _definitions(self) -> "dict[str, Definition]":
        from claimbook.release.connect import view_texts
        from claimbook_build.shell.definition import definitions

        return definitions(view_texts(self._release))

    @cached_property
    def _published(self) -> frozenset[str]:
        return frozenset(table.name for table in self._release.manifest.tables)

    @cached_property
    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns of every table and view."""
        from claimbook.release.sandbox import run_query

        found: dict[str, tuple[str, ...]] = {}
        sql = "FROM duckdb_columns() SELECT table_name, column_name WHERE NOT internal"
        for table, column in run_query(self._release, f"{sql} ORDER BY column_index").rows:
            found[str(table)] = (*found.get(str(table), ()), str(column))
        return found

    @cached_property
    def completer(self) -> "Completer":
        """What completes words; made when it is first asked for."""
        from claimbook_build.shell.completion import Completer

        macros = (each.name for each in self._definitions.values() if each.arguments)
        return Completer(self.columns, macros, MODES)
