"""What a record points at: spans, cells and wordings, each in the document where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.records.actor import Actor
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.records.event import Event
from claimbook.records.evidence import Evidence
from claimbook.records.figure import Figure
from claimbook.values.cell import Cell, parse_pointer
from claimbook.values.evidence import Locator

_Pointed: TypeAlias = tuple[Entry, Loc, str, Locator | Cell]


@dataclass(frozen=True, slots=True)
class Pointer:
    """A span that a record gives as evidence.

    Attributes:
        entry: The record.
        loc: Where in the record the locator stands.
        document: The document pointed into.
        start: First code point of the span.
        end: First code point after it.
    """

    entry: Entry
    loc: Loc
    document: str
    start: int
    end: int

    @property
    def field(self) -> str:
        """What the span is to the record, as the spans files call it."""
        return "title" if self.loc[0] == "title_evidence" else "evidence"


@dataclass(frozen=True, slots=True)
class CellPointer:
    """A cell that a record gives as evidence.

    Attributes:
        entry: The record.
        loc: Where in the record the cell is named.
        document: The document pointed into.
        row_key: The key of the cell's row.
        column_name: The name of its column.
    """

    entry: Entry
    loc: Loc
    document: str
    row_key: str
    column_name: str

    def __str__(self) -> str:
        """Return the cell as a locator writes it that names no document."""
        return str(Cell(None, self.row_key, self.column_name))

    @property
    def line(self) -> Evidence:
        """The cell as evidence, in the form of a line that no spans file has."""
        return Evidence(
            record=self.entry.key,
            field="evidence",
            document=self.document,
            selector="cell",
            row_key=self.row_key,
            column_name=self.column_name,
        )


@dataclass(frozen=True, slots=True)
class Words:
    """A few words of a document that a record repeats: a number's, a date's, a title.

    Attributes:
        entry: The record.
        field: The field that holds them.
        document: The document in which they stand.
        text: The words.
    """

    entry: Entry
    field: str
    document: str
    text: str


def document_of(dataset: Dataset, entry: Entry) -> str:
    """Return the key of the document in which a record's words stand."""
    record = entry.record
    if isinstance(record, Document):
        return record.id
    if isinstance(record, Event):
        return record.evidence[0].rpartition(":")[0]
    if isinstance(record, Figure):
        claim = dataset.get("claims", entry.parent)
        return claim.parent if claim else ""
    return entry.parent


def pointers(dataset: Dataset) -> Iterator[Pointer]:
    """Yield every span that a record gives as evidence, in the order of files."""
    for entry, loc, document, at in _pointed(dataset):
        if isinstance(at, Locator):
            yield Pointer(entry, loc, at.document or document, at.start, at.end)


def cells(dataset: Dataset) -> Iterator[CellPointer]:
    """Yield every cell that a record gives as evidence, in the order of files."""
    for entry, loc, document, at in _pointed(dataset):
        if isinstance(at, Cell):
            yield CellPointer(entry, loc, at.document or document, at.row_key, at.column_name)


def _pointed(dataset: Dataset) -> Iterator[_Pointed]:
    for entry in dataset.entries:
        record = entry.record
        if isinstance(record, Claim | Figure | Event):
            yield from _each(dataset, entry, ("evidence",), record.evidence)
        elif isinstance(record, Document):
            yield from _each(dataset, entry, ("title_evidence",), record.title_evidence)
        elif isinstance(record, Actor):
            for at, role in enumerate(record.roles):
                loc: Loc = ("roles", at, "evidence")
                yield from _each(dataset, entry, loc, role.evidence, role.document)


def _each(
    dataset: Dataset, entry: Entry, loc: Loc, locators: tuple[str, ...], document: str = ""
) -> Iterator[_Pointed]:
    own = document or document_of(dataset, entry)
    for at, text in enumerate(locators):
        yield entry, (*loc, at), own, parse_pointer(text)


def wordings(dataset: Dataset) -> Iterator[Words]:
    """Yield the words of every date; a figure's wording and a title lie in spans of their own."""
    for entry, dated in dataset.dated:
        if dated.wording is not None:
            document = document_of(dataset, entry)
            yield Words(entry, f"{dated.field}_wording", document, dated.wording)
