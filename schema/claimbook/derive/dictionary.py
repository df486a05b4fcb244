"""Tables as a data dictionary in Markdown: grain, key, and what each column means."""

from collections.abc import Iterable, Iterator

from claimbook.columns import Column, Table

_HEAD = """\
# Data dictionary

Every table of a release, and every column of it. Where a column may be null, its meaning says what
null means there. Times are UTC, in columns named `..._utc`; days are those of Kyiv.
"""


def dictionary(tables: Iterable[Table]) -> str:
    """Return the data dictionary of these tables."""
    found = tuple(tables)
    contents = "\n".join(f"- [{table.name}](#{table.name}): {table.grain}" for table in found)
    return "\n".join((_HEAD, contents, *(_section(table) for table in found)))


def _section(table: Table) -> str:
    lines = [f"\n## {table.name}\n", f"{table.grain}\n"]
    lines.append(f"Key: {_names(table.primary_key)}. Sorted by {_names(table.sort_order)}.\n")
    lines += ["| column | type | null | meaning |", "| --- | --- | --- | --- |"]
    lines += [_row(column) for column in table.columns]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    null = "yes" if column.nullable else "no"
    meaning = " ".join((column.description, *_facts(column)))
    return f"| `{column.name}` | {column.type} | {null} | {_cell(meaning)} |"


def _facts(column: Column) -> Iterator[str]:
    """Yield what is known of a column beyond its description."""
    if column.unit is not None:
        yield f"Unit: {column.unit}."
    if column.references:
        yield f"Refers to {' or '.join(f'[{name}](#{name})' for name in column.references)}."
    if column.vocabulary is not None:
        kind = f"closed: {_names(column.closed)}" if column.closed else "open: see `codes`"
        yield f"Code list `{column.vocabulary}`, {kind}."
    if column.listed is not None:
        yield f"Official list `{column.listed}`."
    if column.pattern is not None and not column.references:
        yield f"Form: `{column.pattern}`."
    if not column.references:
        yield from _limits("characters", column.min_length, column.max_length)
    yield from _limits("in value", column.minimum, column.maximum)


def _limits(what: str, least: float | None, most: float | None) -> Iterator[str]:
    if least is not None and most is not None:
        yield f"{least} to {most} {what}."
    elif least is not None:
        yield f"At least {least} {what}."
    elif most is not None:
        yield f"At most {most} {what}."


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
