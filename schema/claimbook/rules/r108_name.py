"""R108: a file's name and its contents agree, and the code lists are those of the contract."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from claimbook.dataset import Dataset, Entry
from claimbook.records.evidence import Evidence
from claimbook.records.measure import VocabularyCode
from claimbook.records.vocabulary import CLOSED, OPEN
from claimbook.rules.rule import Example, FileLine, Finding, Rule, Spot

_VOCABULARIES = "seeds/reference/vocabularies"
_CODES = "seeds/reference/codes"

LISTS = ("iso_3166_1", "iso_3166_2", "katottg", "languages", "licences")
"""The official lists whose codes records hold; without its list a code would not be checked."""


def check(dataset: Dataset) -> Iterator[Finding]:
    """Compare names with what they name, and the code lists with the contract."""
    yield from _files(dataset)
    codes: dict[str, list[tuple[Entry, VocabularyCode]]] = {}
    for entry, code in dataset.each(VocabularyCode):
        codes.setdefault(entry.path, []).append((entry, code))
    for path, found in codes.items():
        yield from _vocabulary(dataset, path, found)
    yield from _missing(dataset)


def _files(dataset: Dataset) -> Iterator[Finding]:
    for table in ("documents", "events", "changelog", "mappings"):
        for entry in dataset.table(table):
            yield from _name(entry, entry.key, "id")
    claims = [entry for entry in dataset.table("claims") if entry.path.endswith(".yaml")]
    first = {entry.path: entry for entry in reversed(claims)}  # a machine's lines name their own
    for entry in first.values():
        yield from _name(replace(entry, loc=()), entry.parent, "document")
    for entry, line in dataset.each(Evidence):
        yield from _name(entry, line.document, "document")


def _name(entry: Entry, said: str, field: str) -> Iterator[Finding]:
    stem = PurePosixPath(entry.path).name.split(".")[0]
    if stem != said:
        yield Finding(Spot(entry, (field,)), f"`{said}` stands in the file of `{stem}`")


def _vocabulary(
    dataset: Dataset, path: str, found: list[tuple[Entry, VocabularyCode]]
) -> Iterator[Finding]:
    """Compare one code list with the contract; a finding on the whole list is at its head."""
    name, head = PurePosixPath(path).stem, replace(found[0][0], loc=())
    if head.parent != name:
        yield Finding(Spot(head, ("vocabulary",)), f"code list `{head.parent}` is misnamed")
    elif name not in CLOSED and name not in OPEN:
        message = f"the contract has no code list `{name}`"
        yield Finding(Spot(head, ("vocabulary",)), message, "delete the file")
    elif dataset.opened.get(path) is not (name in OPEN):
        message = f"the code list `{name}` is {'open' if name in OPEN else 'closed'}"
        yield Finding(Spot(head, ("open",)), message, "write what the contract says")
    if name in CLOSED and path not in dataset.broken:
        there = {code.code: entry for entry, code in found}
        for code in sorted(set(CLOSED[name]) - set(there)):
            yield Finding(Spot(head, ("codes",), key=True), f"code `{code}` has no entry")
        for code in sorted(set(there) - set(CLOSED[name])):
            message = f"`{code}` is not a code of the closed list `{name}`"
            yield Finding(Spot(there[code], ("code",)), message)


def _missing(dataset: Dataset) -> Iterator[Finding]:
    wanted = [f"{_VOCABULARIES}/{name}.yaml" for name in (*CLOSED, *OPEN)]
    for path in (*wanted, *(f"{_CODES}/{name}.csv" for name in LISTS)):
        if path not in dataset.paths:
            yield Finding(FileLine(path, 1, ""), "the code list is missing", "bring it back")


RULE = Rule(
    code="R108",
    severity="error",
    scope="dataset",
    title="A file holds what its name says, and a closed code list what the contract says.",
    why="A record in the wrong file is not found by those who look for it by name.",
    help="rename the file, or move the record",
    example=Example("seeds/reference/vocabularies/event_mode.yaml", "open: true", "open: false"),
    check=check,
)
