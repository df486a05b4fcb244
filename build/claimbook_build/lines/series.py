"""Machine-made claims of declared daily series: what only the whole of a series shows.

The lines of such documents are read once more and held, as bytes and as records: there are some for
each day, and not millions (docs/decisions/0019).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from claimbook.dataset import Dataset, Entry
from claimbook.diagnostic import Diagnostic
from claimbook.records.document import Document
from claimbook.rules.catalogue import BY_CODE
from claimbook.rules.rule import FileLine, Finding, Spot
from claimbook_build.check.collect import Collection
from claimbook_build.check.run import FOLLOWING, waives
from claimbook_build.lines.beside import OWN, Asked, Beside
from claimbook_build.lines.block import blocks
from claimbook_build.lines.mention import DOCUMENT
from claimbook_build.lines.told import Teller, records_of, waivers_of

SERIES = FOLLOWING | {"R404"}
"""The rules that follow a series from its first number to its last."""


def series_findings(
    hand: Collection, asked: Callable[[str], bool] = lambda _: True
) -> Iterator[Diagnostic]:
    """Yield what is wrong with daily series where there are machine-made claims.

    Args:
        hand: The records written by hand, and how to open the files of the others.
        asked: Whether somebody wants to know what is wrong with a file. If nobody wants to know it
            of one that has to do with a series, no line is read.
    """
    documents = declared(hand.dataset)
    concerned = chain(hand.lines if documents else (), _paths(hand.dataset, documents))
    if not hand.lines or not any(map(asked, concerned)):
        return
    held = _Held(hand, documents, frozenset(map(str.encode, documents)))
    for path in sorted(hand.lines) if documents else ():
        held.read(path)
    teller = Teller(hand, held.line_of)
    yield from held.findings(teller)
    teller.show()


def _paths(dataset: Dataset, documents: frozenset[str]) -> Iterator[str]:
    """Yield the files that hold something of a series, or a waiver of what only it can show."""
    for entry in dataset.entries:
        of_series = entry.table == "series" or entry.key in documents or entry.parent in documents
        if of_series or any(code in FOLLOWING for _, _, code in waivers_of(entry, SERIES)):
            yield entry.path


def declared(dataset: Dataset) -> frozenset[str]:
    """Return the documents that belong to a daily series."""
    found = (document for _, document in dataset.each(Document))
    return frozenset(document.id for document in found if document.daily_series is not None)


def left_to_series(entries: Iterable[Entry], documents: frozenset[str]) -> set[tuple[str, str]]:
    """Return the waivers, by record and rule, that only the whole series can judge."""
    found: set[tuple[str, str]] = set()
    document = ""
    for entry in entries:
        document = entry.parent if entry.table == "claims" else document
        if document in documents:
            found.update((name, code) for _, name, code in waivers_of(entry, SERIES))
    return found


@dataclass
class _Held:
    """The lines of all series."""

    hand: Collection
    documents: frozenset[str]
    names: frozenset[bytes]
    lines: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def read(self, path: str) -> None:
        """Hold the lines of a file that name a document of a series; unsound ones are told of."""
        stream = self.hand.lines[path]()
        if isinstance(stream, Diagnostic):
            return
        with stream:
            for block in blocks(stream):
                if self._named(block.data):
                    for number, line in enumerate(block.lines(), block.line):
                        if self._named(line):
                            self._take(path, number, line)

    def _named(self, data: bytes) -> bool:
        return not self.names.isdisjoint(DOCUMENT.findall(data))

    def _take(self, path: str, number: int, line: bytes) -> None:
        known = self.lines.setdefault(path, [])
        entries = records_of(path, number, line, (len(known),))
        if entries and entries[0].parent in self.documents:
            known.append((number, line))
            self.entries += entries

    def line_of(self, entry: Entry) -> tuple[int, bytes] | None:
        """Return the line of a machine-made record; None for one that was written by hand."""
        held = self.lines.get(entry.path)
        return held[int(entry.loc[0])] if held is not None else None

    def findings(self, teller: Teller) -> Iterator[Diagnostic]:
        """Yield what the rules of series find in the lines, alone or beside records by hand."""
        by_hand = [entry for entry in self.hand.dataset.entries if entry.table in OWN]
        dataset = Beside(self.hand.dataset, (*by_hand, *self.entries), Asked())
        waived: set[tuple[str, str]] = set()
        for code in sorted(SERIES):
            rule = BY_CODE[code]
            for finding in rule.check(dataset):
                own = any(self._own(spot) for spot in (finding.spot, *finding.related))
                if not own and code not in FOLLOWING:
                    continue  # it concerns records written by hand alone, and is found there
                if not (rule.waivable and waives(finding, rule, waived)):
                    yield teller.told(code, finding)
        for entry in chain(self.hand.dataset.entries, self.entries) if not dataset.broken else ():
            for at, name, code in waivers_of(entry, SERIES):
                of_hand = entry.path not in self.lines and code not in FOLLOWING
                if (name, code) not in waived and not of_hand:
                    spot = Spot(entry, ("waive", at, "rule"))
                    yield teller.told("R900", Finding(spot, f"the record does not break {code}"))

    def _own(self, spot: Spot | FileLine) -> bool:
        return isinstance(spot, Spot) and spot.entry.path in self.lines
