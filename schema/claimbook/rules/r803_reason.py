"""R803: what was published does not change, or go, without a reason."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claimbook.dataset import Dataset, Entry
from claimbook.records.types import RECORD_TABLES
from claimbook.rules.r203_minted import LOCK
from claimbook.rules.rule import FileLine, Finding, ReleaseExample, Rule, Spot

if TYPE_CHECKING:
    from claimbook.succession import Altered, Succession

_TABLES = (*RECORD_TABLES, "reviews", "retired", "measures", "units", "series", "codes")
_MOST = 3
_LONGEST = 60


def check(dataset: Dataset) -> Iterator[Finding]:
    """Go through the rows that changed or went, and ask for what no entry answers."""
    found = dataset.succession
    for each in found.altered if found else ():
        if found and not each.answered:
            yield Finding(_spot(dataset, found, each), _told(found, each), _repair(each))


def _spot(dataset: Dataset, found: "Succession", each: "Altered") -> Spot | FileLine:
    """Return where the record stands, the value if the record itself holds it; or what is left."""
    entry = dataset.find(each.record, (each.table, *_TABLES))
    if entry is not None:
        return Spot(entry, _way(entry, each))
    lines = (line for line in dataset.minted or () if line.key == each.record)
    line = next(lines, None)
    return FileLine(LOCK, line.line, line.key) if line else FileLine(*found.declared)


def _way(entry: Entry, each: "Altered") -> tuple[str, ...]:
    if entry.table != each.table or not each.cells:
        return ()
    columns = (column for column, _, _ in each.cells)
    said = (name for name in columns if getattr(entry.record, name, None) not in {None, ()})
    return next(((name,) for name in said), ())


def _told(found: "Succession", each: "Altered") -> str:
    if not each.cells:
        return f"a row of `{each.table}` of `{each.record}` was in {found.previous} and is gone"
    cells = [
        f"`{column}` was {_short(old)} in {found.previous} and is {_short(new)}"
        for column, old, new in each.cells[:_MOST]
    ]
    rest = len(each.cells) - _MOST
    more = [f"{rest} more"] if rest > 0 else []
    return f"{each.table}, `{each.record}`: {'; '.join([*cells, *more])}"


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."


def _repair(each: "Altered") -> str:
    names = f"`tables: [{each.table}]`"
    if each.table not in {"codes", "measures", "units", "series", "reviews"}:
        names = f"`records: [{each.record}]` or {names}"
    return f"say why in dataset/changelog/SLUG.yaml, with {names}"


_GOOD = """\
id: settlements-placed
kind: corrected
summary: The liberated settlements are placed as exactly as their document does.
reason: curation_error
records: [evt_liberation-of-settlements-2019-04]
"""

RULE = Rule(
    code="R803",
    severity="error",
    scope="release",
    title="A published value changes, and a published row goes, only with a reason.",
    why="Whoever has used the number must be able to learn why it is another now.",
    help="say why in an entry of dataset/changelog/, or take the change back",
    example=None,
    release_example=ReleaseExample(
        path="dataset/events/2019/evt_liberation-of-settlements-2019-04.yaml",
        before="place_precision: 6\n",
        after="place_precision: 7\n",
        said_in="dataset/changelog/settlements-placed.yaml",
        good=_GOOD,
        bad=_GOOD.replace("evt_liberation-of-settlements-2019-04", "evt_shared-army-group"),
    ),
    check=check,
)
