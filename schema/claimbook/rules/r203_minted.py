"""R203: no identifier vanishes, changes or is used again: every one is in ``ids.lock``."""

import re
from collections.abc import Iterator, Sequence

from claimbook.dataset import Dataset, Entry
from claimbook.diagnostic import Diagnostic, Edit, Fix, Place
from claimbook.records.types import RELEASE_PATTERN
from claimbook.records.vocabulary import CLOSED, OPEN
from claimbook.rules.hint import Hints
from claimbook.rules.rule import Example, FileLine, Finding, Rule, Spot
from claimbook.values.identifier import PREFIXES

LOCK = "dataset/ids.lock"
"""The file that lists every identifier ever minted, sorted, each with its first release."""

_SORT = "sort the file"
_LISTS = CLOSED.keys() | OPEN

CODED = ("measures", "units", "series", "codes")
"""The tables whose keys are codes of our own lists."""

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
    *CODED,
)
"""The tables whose keys are kept for ever: identifiers, and the codes of our own lists.

A code is listed with its list before it (``medium.speech``, ``measures.strikes``), for two lists
may share a word.
"""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare the identifiers in use, the retired ones and those ever minted."""
    if dataset.minted is None:
        if LOCK not in dataset.broken:
            yield Finding(FileLine(LOCK, 1, ""), f"{LOCK} is missing", "run `claimbook anchor`")
        return
    used = {entry.minted_as: entry for table in LOCKED for entry in dataset.table(table)}
    retired = {entry.key: entry for entry in dataset.table("retired")}
    known = used.keys() | retired.keys() | dataset.shadows
    there = {entry.parent for entry in dataset.table("codes")}
    missing = _LISTS - there  # R108 finds these lists
    gone = {
        line.key: FileLine(LOCK, line.line, line.key)
        for line in dataset.minted
        if line.key not in known
        and line.key not in dataset.elsewhere
        and line.key.partition(".")[0] not in missing
    }
    renamed: dict[str, str] = {}
    yield from _new(dataset, used, gone, renamed)
    for key, line in gone.items():
        yield Finding(line, f"`{key}` was minted and is gone", _repair(key, renamed.get(key)))
    for key in used.keys() & retired.keys():
        note = Spot(retired[key], ("record",), "retired here")
        yield Finding(Spot(used[key], (named(used[key]),)), f"`{key}` was retired", related=(note,))
    yield from _order(dataset)
    yield from _releases(dataset)


def _new(
    dataset: Dataset, used: dict[str, Entry], gone: dict[str, FileLine], renamed: dict[str, str]
) -> Iterator[Finding]:
    """Find what was never minted, and note which of those that are gone it seems to be."""
    minted = {line.key for line in dataset.minted or ()}
    hints = Hints(dataset)
    for key, entry in used.items():
        if key not in minted and _known_list(entry):
            near = hints.among(key, gone)
            renamed.update((old, key) for old in near)
            asked = f"`{near[0]}` is missing: was it renamed? " if near else ""
            help_ = f"{asked}For a new record run `claimbook anchor`"
            yield Finding(Spot(entry, (named(entry),)), f"`{key}` is not in {LOCK}", help_)


def _known_list(entry: Entry) -> bool:
    """Whether a record is no code, or one of a list of the contract: R108 finds the others."""
    return entry.table != "codes" or entry.parent in _LISTS


def _repair(key: str, renamed: str | None) -> str:
    if renamed and key[:4] in PREFIXES:
        return f"`{renamed}` is new: if it is the same, give it back the identifier `{key}`"
    if key[:4] in PREFIXES:
        tombstone = f"`- {{record: {key}, reason: WHY}}`"
        return f"bring the record back, or put a tombstone into dataset/retired.yaml: {tombstone}"
    if key.startswith("series."):
        return "bring the series back"
    return "bring the code back, with `deprecated_in` if it is no longer to be used"


def named(entry: Entry) -> str:
    """Return the field that holds a record's key."""
    return "code" if entry.table in CODED else "id"


def _order(dataset: Dataset) -> Iterator[Finding]:
    last, first = "", True
    for line in dataset.minted or ():
        if line.key <= last:
            spot, message = FileLine(LOCK, line.line, line.key), "is out of order or stands twice"
            # One repair for all of them: it is as long as the file.
            yield Finding(spot, f"`{line.key}` {message}", _SORT, instead=_SORT if first else None)
            first = False
        last = max(last, line.key)


def fix(finding: Diagnostic, lines: Sequence[str]) -> Fix | None:
    """Sort the file, and say each line once; what is missing from it nobody can mend alone."""
    ordered = "".join(f"{line}\n" for line in sorted({line.rstrip("\r") for line in lines} - {""}))
    if finding.fix is None or ordered == "\n".join(lines):
        return None
    whole = Place(LOCK, 1, 1, len(lines), len(lines[-1]) + 1)
    return Fix(_SORT, (Edit(whole, ordered),))


def _releases(dataset: Dataset) -> Iterator[Finding]:
    """Hold each first release to its form, and to the release that is being made."""
    for line in dataset.minted or ():
        spot = FileLine(LOCK, line.line, f"{line.key} {line.release}")
        if line.release and not re.fullmatch(RELEASE_PATTERN, line.release):
            yield Finding(spot, f"`{line.release}` is no release", "write it as YYYY.M.N")
        elif line.release and dataset.release and _later(line.release, dataset.release):
            yield Finding(spot, f"`{line.release}` is later than the release, {dataset.release}")


def _later(one: str, other: str) -> bool:
    """Whether a release comes after another, compared as numbers.

    >>> _later("2026.11.0", "2026.9.3")
    True
    """
    numbers = [tuple(int(part) for part in release.split(".")) for release in (one, other)]
    return numbers[0] > numbers[1]


RULE = Rule(
    code="R203",
    severity="error",
    scope="dataset",
    title="An identifier, once minted, is kept, or retired with a reason, and never used again.",
    why="People cite identifiers. One that vanishes or changes its meaning breaks their work.",
    help="keep the identifier",
    example=Example("seeds/reference/items.yaml", "- id: itm_warship", "- id: itm_war-ship"),
    check=check,
    fix=fix,
)
