"""R203: no identifier vanishes, changes or is used again: every one is in ``ids.lock``."""

from collections.abc import Iterator

from claimbook.dataset import Dataset
from claimbook.rules.rule import Example, FileLine, Finding, Rule, Spot
from claimbook.values.identifier import nearest

LOCK = "dataset/ids.lock"
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


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare the identifiers in use, the retired ones and those ever minted."""
    if dataset.minted is None:
        yield Finding(FileLine(LOCK, 1, ""), f"{LOCK} is missing", "run `claimbook anchor`")
        return
    minted = {line.key: line.line for line in dataset.minted}
    used = {entry.key: entry for table in LOCKED for entry in dataset.table(table)}
    retired = {entry.key: entry for entry in dataset.table("retired")}
    lost = [key for key in minted if key not in used and key not in retired]
    for key, entry in used.items():
        if key not in minted:
            near = nearest(key, [k for k in lost if k not in dataset.shadows])
            help_ = f"`{near[0]}` is missing: was it renamed? " if near else ""
            yield Finding(
                Spot(entry, ("id",)),
                f"`{key}` is not in {LOCK}",
                f"{help_}For a new record run `claimbook anchor`",
            )
        if key in retired:
            note = Spot(retired[key], ("record",), "retired here")
            yield Finding(Spot(entry, ("id",)), f"`{key}` was retired", related=(note,))
    yield from _lost(dataset, lost)
    yield from _order(dataset)


def _lost(dataset: Dataset, lost: list[str]) -> Iterator[Finding]:
    lines = {line.key: line.line for line in dataset.minted or ()}
    for key in lost:
        if key not in dataset.shadows:
            yield Finding(
                FileLine(LOCK, lines[key], key),
                f"`{key}` was minted and is gone",
                "bring the record back, or put a tombstone into dataset/retired.yaml",
            )


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
    example=Example("seeds/reference/items.yaml", "- id: itm_drone-boat", "- id: itm_drone-ship"),
    check=check,
)
