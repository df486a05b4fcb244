"""The shell's own commands, which begin with a dot: what each answers, as text."""

from collections.abc import Mapping, Sequence

from claimbook.release.manifest import TableEntry
from claimbook.release.result import QueryResult, ResultColumn
from claimbook.release.text_table import render_table, visible
from claimbook_build.shell.definition import Definition
from claimbook_build.shell.example import EXAMPLES

HELP = """\
Type SQL and end it with a semicolon; a statement may take several lines.
  .tables          what can be asked, with its meaning in short
  .schema TABLE    columns, with their types and meanings
  .explain VIEW    what a view or macro means, and its SQL
  .examples        statements to begin with
  .mode FORMAT     how answers are written: {modes}
  .help            this list
  .quit            leave; so does Ctrl-D
Tab completes names and keywords. Ctrl-C drops what is typed, or stops what runs.
"""


class UnknownNameError(Exception):
    """A command is asked about what there is not; its text says so."""


def tables(entries: tuple[TableEntry, ...], made: Mapping[str, Definition], width: int) -> str:
    """List tables, views and macros."""
    rows = [
        (entry.name, "table", f"{entry.rows} rows") for entry in entries if entry.name not in made
    ]
    rows += [
        (each.name + each.arguments, "macro" if each.arguments else "view", each.in_short)
        for each in made.values()
    ]
    return _table(("name", "kind", "holds"), sorted(rows), width)


def schema(entries: tuple[TableEntry, ...], name: str, width: int) -> str:
    """List the columns of a published table.

    Raises:
        UnknownNameError: There is no table of that name.
    """
    for entry in entries:
        if entry.name == name.lower():
            key = ", ".join(entry.primary_key) or "none"
            rows = [(each.name, each.type, each.description) for each in entry.columns]
            return _table(("column", "type", "meaning"), rows, width) + f"key: {key}\n"
    raise UnknownNameError(f"there is no table {visible(name)}; .tables lists what there is")


def explain(made: Mapping[str, Definition], name: str) -> str:
    """Tell what a view or macro means, and its SQL.

    Raises:
        UnknownNameError: There is no view of that name.
    """
    found = made.get(name.split("(", maxsplit=1)[0].lower())
    if found is None:
        raise UnknownNameError(f"there is no view {visible(name)}; .tables lists what there is")
    lines = [*found.meaning, "", *found.sql.splitlines()]
    return "".join(f"{visible(line)}\n" for line in lines)


def examples() -> str:
    """List statements to begin with."""
    return "".join(f"-- {each.question}\n{each.sql}\n" for each in EXAMPLES)


def _table(names: tuple[str, ...], rows: Sequence[tuple[str, str, str]], width: int) -> str:
    columns = tuple(ResultColumn(name, "VARCHAR") for name in names)
    return render_table(QueryResult(columns, tuple(rows)), width)
