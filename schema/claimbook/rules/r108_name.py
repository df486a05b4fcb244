"""R108: a file's name and its contents agree, and the code lists are those of the contract."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from claimbook.dataset import Dataset, Entry
from claimbook.records.measure import VocabularyCode
from claimbook.records.vocabulary import CLOSED, OPEN
from claimbook.rules.rule import Example, FileLine, Finding, Rule, Spot

_FOLDER = "seeds/reference/vocabularies"


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare names with what they name."""
    yield from _files(dataset)
    yield from _vocabularies(dataset)


def _files(dataset: Dataset) -> Iterator[Finding]:
    for table in ("documents", "events"):
        for entry in dataset.table(table):
            yield from _name(entry, entry.key, ("id",))
    seen: set[str] = set()
    for entry in dataset.table("claims"):
        if entry.parent and entry.path not in seen:
            seen.add(entry.path)
            yield from _name(entry, entry.parent, ())
    for entry in dataset.table("evidence"):
        yield from _name(entry, str(getattr(entry.record, "document")), ("document",))  # noqa: B009


def _name(entry: Entry, expected: str, loc: tuple[str, ...]) -> Iterator[Finding]:
    stem = PurePosixPath(entry.path).name.split(".")[0]
    if stem != expected:
        yield Finding(Spot(entry, loc), f"`{expected}` stands in the file of `{stem}`")


def _vocabularies(dataset: Dataset) -> Iterator[Finding]:
    found: dict[str, list[Entry]] = {}
    for entry in dataset.table("codes"):
        found.setdefault(PurePosixPath(entry.path).stem, []).append(entry)
        if PurePosixPath(entry.path).stem != entry.parent:
            yield Finding(Spot(entry, ("code",)), f"code list `{entry.parent}` is misnamed")
    for name, codes in CLOSED.items():
        yield from _closed(dataset, name, codes, found.get(name, []))
    for name in found:
        if name not in CLOSED and name not in OPEN:
            spot = Spot(found[name][0], ("code",))
            yield Finding(spot, f"the contract has no code list `{name}`", "delete the file")


def _closed(
    dataset: Dataset, name: str, codes: tuple[str, ...], entries: list[Entry]
) -> Iterator[Finding]:
    path = f"{_FOLDER}/{name}.yaml"
    if path in dataset.broken or not entries:
        return
    there = {}
    for entry in entries:
        assert isinstance(entry.record, VocabularyCode)  # noqa: S101 - the table's records
        there[entry.record.code] = entry
    for code in sorted(set(codes) - set(there)):
        yield Finding(FileLine(path, 1, name), f"code `{code}` of `{name}` has no entry")
    for code in sorted(set(there) - set(codes)):
        spot = Spot(there[code], ("code",))
        yield Finding(spot, f"`{code}` is not a code of the closed list `{name}`")


RULE = Rule(
    code="R108",
    severity="error",
    scope="dataset",
    title="A file holds what its name says, and a closed code list what the contract says.",
    why="A record in the wrong file is not found by those who look for it by name.",
    help="rename the file, or move the record",
    example=Example(
        "dataset/statements/2031/doc_harbour-notes-2031-05-04.yaml",
        "document: doc_harbour-notes-2031-05-04",
        "document: doc_tarsa-bulletin-2031-05-06",
    ),
    check=check,
)
