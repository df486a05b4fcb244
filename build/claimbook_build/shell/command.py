"""The shell's own commands, which begin with a dot: what each answers, as text."""

from collections.abc import Iterable, Mapping, Sequence

from claimbook.release.manifest import Manifest
from claimbook.release.result import Cell, QueryResult, ResultColumn
from claimbook.release.text_table import render_table, visible
from claimbook_build.shell.definition import Definition
from claimbook_build.shell.example import EXAMPLES
from claimbook_build.standards.facts import described

HELP = """\
Type SQL and end it with a semicolon; a statement may take several lines.
  .tables          what can be asked, with its meaning in short
  .schema TABLE    columns, with their types and meanings
  .explain NAME    what a view, macro or table means; its SQL, or its columns
  .examples        statements to begin with
  .mode FORMAT     how answers are written: {modes}
  .help            this list
  .quit            leave; so does Ctrl-D
Tab completes names and keywords. Ctrl-C drops what is typed, or stops what runs.
"""


class UnknownNameError(Exception):
    """A command is asked about what there is not; its text says so."""


def tables(manifest: Manifest, made: Mapping[str, Definition], width: int) -> str:
    """List tables, views and macros: how many rows a table has, and what a row of it is."""
    entries = described(manifest)
    published = {each.entry.name for each in entries}
    rows: list[tuple[str, str, int | None, str]] = [
        (each.entry.name, "table", each.entry.rows, each.grain) for each in entries
    ]
    rows += [
        (each.name + each.arguments, "macro" if each.arguments else "view", None, each.in_short)
        for each in made.values()
        if each.name not in published
    ]
    return _table(("name", "kind", "rows", "holds"), sorted(rows), width)


def schema(manifest: Manifest, name: str, others: Iterable[str], width: int) -> str:
    """List the columns of a published table.

    Args:
        manifest: What the release holds.
        name: The table.
        others: The names of views and macros, which may have been meant.
        width: Columns of the terminal.

    Raises:
        UnknownNameError: There is no table of that name.
    """
    entries = {each.entry.name: each for each in described(manifest)}
    if (found := entries.get(name.lower())) is None:
        raise _unknown("table", name, (*entries, *others))
    head = f"{found.entry.name}: {found.grain} {found.entry.rows:,} rows.\n"
    key = ", ".join(found.entry.primary_key) or "none"
    rows = [(each.name, each.type, each.description) for each in found.entry.columns]
    return head + _table(("column", "type", "meaning"), rows, width) + f"key: {key}\n"


def explain(made: Mapping[str, Definition], name: str) -> str:
    """Tell what a view or macro means, and its SQL.

    Raises:
        UnknownNameError: There is no view of that name.
    """
    asked = name.split("(", maxsplit=1)[0]
    if (found := made.get(asked.lower())) is None:
        raise _unknown("view", asked, made)
    lines = [*found.meaning, "", *found.sql.splitlines()]
    return "".join(f"{visible(line)}\n" for line in lines)


def _unknown(kind: str, name: str, known: Iterable[str]) -> UnknownNameError:
    from claimbook.values.identifier import nearest

    near = nearest(name, known)
    hint = f"did you mean {near[0]}?" if near else ".tables lists what there is"
    return UnknownNameError(f"there is no {kind} {visible(name)}; {hint}")


def examples() -> str:
    """List statements to begin with."""
    return "".join(f"-- {each.question}\n{each.sql}\n" for each in EXAMPLES)


def _table(names: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], width: int) -> str:
    kinds = {"rows": "BIGINT"}
    columns = tuple(ResultColumn(name, kinds.get(name, "VARCHAR")) for name in names)
    return render_table(QueryResult(columns, tuple(rows)), width)
