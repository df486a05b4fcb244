"""R203: no identifier vanishes, changes or is used again: every one is in ``ids.lock``."""

from collections.abc import Iterator

from claimbook.dataset import Dataset, Entry
from claimbook.rules.rule import Example, FileLine, Finding, Rule, Spot
from claimbook.values.identifier import nearest

LOCK = "dataset/ids.lock"
"""The file that lists every identifier ever minted, sorted, one a line."""

LOCKED = (
    "documents",
    "actors",
    "places",
    "items",
    "events",
    "claims",
    "figures",
    "links",
    "reviews",
)
"""The tables whose keys are identifiers, not codes."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare the identifiers in use, the retired ones and those ever minted."""
    if dataset.minted is None:
        if LOCK not in dataset.broken:
            yield Finding(FileLine(LOCK, 1, ""), f"{LOCK} is missing", "run `claimbook anchor`")
        return
    used = {entry.key: entry for table in LOCKED for entry in dataset.table(table)}
    retired = {entry.key: entry for entry in dataset.table("retired")}
    gone = {
        line.key: FileLine(LOCK, line.line, line.key)
        for line in dataset.minted
        if line.key not in used and line.key not in retired and line.key not in dataset.shadows
    }
    yield from _new(dataset, used, gone)
    for key, line in gone.items():
        help_ = "bring the record back, or put a tombstone into dataset/retired.yaml"
        yield Finding(line, f"`{key}` was minted and is gone", help_)
    for key in used.keys() & retired.keys():
        note = Spot(retired[key], ("record",), "retired here")
        yield Finding(Spot(used[key], ("id",)), f"`{key}` was retired", related=(note,))
    yield from _order(dataset)


def _new(dataset: Dataset, used: dict[str, Entry], gone: dict[str, FileLine]) -> Iterator[Finding]:
    minted = {line.key for line in dataset.minted or ()}
    for key, entry in used.items():
        if key not in minted:
            near = nearest(key, gone)
            renamed = f"`{near[0]}` is missing: was it renamed? " if near else ""
            help_ = f"{renamed}For a new record run `claimbook anchor`"
            yield Finding(Spot(entry, ("id",)), f"`{key}` is not in {LOCK}", help_)


def _order(dataset: Dataset) -> Iterator[Finding]:
    last = ""
    for line in dataset.minted or ():
        if line.key <= last:
            spot = FileLine(LOCK, line.line, line.key)
            yield Finding(spot, f"`{line.key}` is out of order or stands twice", "sort the file")
        last = max(last, line.key)


RULE = Rule(
    code="R203",
    severity="error",
    scope="dataset",
    title="An identifier, once minted, is kept, or retired with a reason, and never used again.",
    why="People cite identifiers. One that vanishes or changes its meaning breaks their work.",
    help="keep the identifier",
    example=Example("seeds/reference/items.yaml", "- id: itm_warship", "- id: itm_war-ship"),
    check=check,
)
