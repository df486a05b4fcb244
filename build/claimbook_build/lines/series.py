"""Machine-made claims of declared daily series: what only the whole of a series shows.

The lines of such documents are read once more and held, as bytes and as records: there are some for
each day, and not millions (docs/decisions/0019).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from pydantic import ValidationError

from claimbook.dataset import Dataset, Entry, Loc
from claimbook.diagnostic import Diagnostic
from claimbook.records.document import Document
from claimbook.records.files import MachineClaim
from claimbook.records.record import Record
from claimbook.rules.catalogue import BY_CODE
from claimbook.rules.rule import FileLine, Finding, Spot
from claimbook_build.check.collect import Collection
from claimbook_build.check.run import FOLLOWING, diagnostic, waives
from claimbook_build.check.unfold import entries_of, unfold
from claimbook_build.lines.beside import OWN, Asked, Beside
from claimbook_build.lines.block import blocks
from claimbook_build.lines.shown import show_lines
from claimbook_build.read.node import Node, Sequence
from claimbook_build.read.strict_json import iter_jsonl

SERIES = FOLLOWING | {"R404", "R407"}
"""The rules that follow a series from its first number to its last."""

_MOST_SHOWN = 1000
_DOCUMENT = re.compile(b'"(doc_[a-z0-9-]*)"')


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
    yield from held.findings()
    held.show()


def _paths(dataset: Dataset, documents: frozenset[str]) -> Iterator[str]:
    """Yield the files that hold something of a series, or a waiver of what only it can show."""
    for entry in dataset.entries:
        of_series = entry.table == "series" or entry.key in documents or entry.parent in documents
        if of_series or any(code in FOLLOWING for _, _, code in _waivers(entry)):
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
            found.update((name, code) for _, name, code in _waivers(entry))
    return found


def _waivers(entry: Entry) -> Iterator[tuple[int, str, str]]:
    waivers = entry.record.waive if isinstance(entry.record, Record) else ()
    for at, waiver in enumerate(waivers):
        if waiver.rule in SERIES:
            yield at, f"{entry.table}.{entry.key}", waiver.rule


@dataclass
class _Held:
    """The lines of all series."""

    hand: Collection
    documents: frozenset[str]
    names: frozenset[bytes]
    lines: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    shown: dict[str, dict[int, bytes]] = field(default_factory=dict)

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
        return not self.names.isdisjoint(_DOCUMENT.findall(data))

    def _take(self, path: str, number: int, line: bytes) -> None:
        known = self.lines.setdefault(path, [])
        entries = _entries(path, number, line, (len(known),))
        if entries and entries[0].parent in self.documents:
            known.append((number, line))
            self.entries += entries

    def findings(self) -> Iterator[Diagnostic]:
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
                    yield self._told(code, finding)
        for entry in chain(self.hand.dataset.entries, self.entries) if not dataset.broken else ():
            for at, name, code in _waivers(entry):
                of_hand = entry.path not in self.lines and code not in FOLLOWING
                if (name, code) not in waived and not of_hand:
                    spot = Spot(entry, ("waive", at, "rule"))
                    yield self._told("R900", Finding(spot, f"the record does not break {code}"))

    def _own(self, spot: Spot | FileLine) -> bool:
        return isinstance(spot, Spot) and spot.entry.path in self.lines

    def _told(self, code: str, finding: Finding) -> Diagnostic:
        """Return a finding with its places: only the lines that it names are read as trees."""
        nodes: dict[str, list[Node]] = {}
        spots = [self._placed(spot, nodes) for spot in (finding.spot, *finding.related)]
        roots = self.hand.roots | {
            path: Sequence(tuple(found), (path, 1, 1, 1, 1)) for path, found in nodes.items()
        }
        collection = Collection(
            self.hand.root, self.hand.dataset, roots=roots, sources=self.hand.sources
        )
        moved = replace(finding, spot=spots[0], related=tuple(spots[1:]))
        return diagnostic(collection, code, moved)

    def _placed(self, spot: Spot | FileLine, nodes: dict[str, list[Node]]) -> Spot | FileLine:
        if not isinstance(spot, Spot) or not self._own(spot):
            return spot
        path, (at, *rest) = spot.entry.path, spot.entry.loc
        number, line = self.lines[path][int(at)]
        node = _node(path, number, line)
        if node is not None:
            nodes.setdefault(path, []).append(node)
            known = self.shown.setdefault(path, {})
            if len(known) < _MOST_SHOWN:
                known[number] = line
        loc = (len(nodes.get(path, ())) - 1, *rest)
        return replace(spot, entry=replace(spot.entry, loc=loc))

    def show(self) -> None:
        """Put the lines that findings are about among the sources, for excerpts."""
        for path, lines in self.shown.items():
            show_lines(self.hand.sources, path, lines)


def _entries(path: str, number: int, line: bytes, loc: Loc) -> list[Entry]:
    """Return the records of a line; what is no claim is told of where all lines are judged."""
    try:
        return list(unfold(MachineClaim.model_validate_json(line), path, loc))
    except ValidationError:
        node = _node(path, number, line)
        return entries_of(MachineClaim, node, path, loc)[0] if node else []


def _node(path: str, number: int, line: bytes) -> Node | None:
    [reading] = iter_jsonl([line], path, number)
    return None if reading.failed else reading.root
