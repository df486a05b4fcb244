"""R204: what a record refers to is there."""

from collections.abc import Iterator
from dataclasses import replace

from claimbook.dataset import Dataset, Entry
from claimbook.marked import Marked
from claimbook.records.figure import Figure
from claimbook.rules.hint import Hints
from claimbook.rules.rule import Example, Finding, Rule, Spot

_OWN = ("id", "code")
_AFTERWARDS = frozenset({"retired", "reviews", "evidence", "changelog"})
"""Tables that may still name a record that was retired."""

_STATEMENTS = "dataset/statements/2019/doc_vd-2019-05-10-army-group.yaml"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Look up every reference of every record."""
    hints = Hints(dataset)
    retired = frozenset(entry.key for entry in dataset.table("retired"))
    for found in dataset.marked:
        if found.entry.table == "evidence" and _told_elsewhere(found):
            continue
        if found.marks.refs and not (len(found.loc) == 1 and found.loc[0] in _OWN):
            if not (found.value in retired and found.entry.table in _AFTERWARDS):
                spot = Spot(found.entry, found.loc)
                yield from _look_up(dataset, hints, spot, found.value, found.marks.refs)
        elif found.marks.pointer:
            yield from _pointer(dataset, hints, found)
    of_file = (entry for entry in reversed(dataset.table("claims")) if _in_statements(entry))
    first = {entry.path: entry for entry in of_file}
    for entry in first.values():
        spot = Spot(replace(entry, loc=()), ("document",))
        yield from _look_up(dataset, hints, spot, entry.parent, ("documents",))


def _told_elsewhere(found: Marked) -> bool:
    """Whether a line of a spans file says what is told without it.

    R607 tells of a line whose record is unknown, and whoever else names the document of the whole
    file is told that it is unknown.
    """
    name = found.entry.path.rpartition("/")[2].partition(".")[0]
    return found.loc == ("record",) or (found.loc == ("document",) and found.value == name)


def _in_statements(entry: Entry) -> bool:
    """Whether the claim's document is named once, at the head of its file."""
    return bool(entry.parent) and "document" not in type(entry.record).model_fields


def _pointer(dataset: Dataset, hints: Hints, found: Marked) -> Iterator[Finding]:
    document, colon, _ = found.value.rpartition(":")
    spot = Spot(found.entry, found.loc)
    if colon:
        yield from _look_up(dataset, hints, spot, document, ("documents",))
    elif found.entry.table == "events":
        yield Finding(spot, f"`{found.value}` names no document", "write `doc_x:START-END`")


def _look_up(
    dataset: Dataset, hints: Hints, spot: Spot, key: str, tables: tuple[str, ...]
) -> Iterator[Finding]:
    if dataset.find(key, tables) or key in dataset.shadows or key in dataset.elsewhere:
        return
    noun = " or ".join(map(_noun, tables))
    near = hints.nearest(key, tables)
    help_ = f"did you mean `{near}`?" if near else _choice(dataset, spot.entry, tables)
    yield Finding(spot, f"unknown {noun if len(tables) < 3 else 'record'} `{key}`", help_)


def _noun(table: str) -> str:
    return table if table == "series" else table.removesuffix("s")


def _choice(dataset: Dataset, entry: Entry, tables: tuple[str, ...]) -> str | None:
    """Say which codes there are: the units of the figure's measure, or in which file they are."""
    figure = entry.record
    if tables == ("units",) and isinstance(figure, Figure):
        measure = dataset.measure(figure.measure)
        if measure is not None:
            return f"the units of `{measure.code}` are: {', '.join(measure.units)}"
    if len(tables) == 1 and tables[0] in {"units", "measures", "series"}:
        return f"write a code of seeds/reference/{tables[0]}.yaml"
    return None


RULE = Rule(
    code="R204",
    severity="error",
    scope="dataset",
    title="A record that is referred to exists.",
    why="A reference that leads nowhere drops rows from every join, without a word.",
    help="write the identifier of a record that exists, or add the record",
    example=Example(
        _STATEMENTS, "claimants: [act_valery-zalushan]", "claimants: [act_valery-zalushny]"
    ),
    check=check,
)
