"""What is noted of machine-made claims as they stream by, for rules that look at several at once.

Only where such claims stand is remembered, a block at a time: what is in memory does not grow with
the number of claims that nobody has to look at again.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import compress
from operator import itemgetter, le
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from claimbook.dataset import Dataset, Entry
from claimbook.diagnostic import Diagnostic
from claimbook.records.claim import Claim
from claimbook.records.document import Document
from claimbook.rules.catalogue import BY_CODE
from claimbook.rules.r407_same import Table
from claimbook.rules.r502_headline import (
    Topic,
    answers_against,
    said_by,
    within_title,
)
from claimbook.rules.r604_post import is_post
from claimbook.rules.r606_quotation import limit_of
from claimbook.values.evidence import MAX_OFFSET, parse_locator
from claimbook_build.check.run import GATHERED
from claimbook_build.lines.block import Block, blocks
from claimbook_build.lines.mention import Opener, Sought
from claimbook_build.lines.row_watch import RowWatch
from claimbook_build.lines.told import waivers_of
from claimbook_build.read.guard import MOST_BYTES

if TYPE_CHECKING:
    from claimbook_build.lines.some import Some  # by msgspec, which comes with the extra `build`

Kind: TypeAlias = Literal["watched", "headline", "table", "answer", "waiver"]
"""Why claims are noted: for their document, as headlines, as rows of a table in which parts are
their wholes, as answers that deny another claim, or because they waive a rule on several claims."""

_MOST_KNOWN: Final = 2**14
_first: Final = itemgetter(0)
_WAIVED: Final = frozenset(code for code in GATHERED if BY_CODE[code].waivable)

Names: TypeAlias = frozenset[str] | None
"""The identifiers of claims, or None where they are too many, or are found by their documents."""

_MOST_NAMES = 20  # of a block: more claims of it are found by reading it


class Watch:
    """Tells which claims are to be noted, beside the records written by hand.

    Attributes:
        rows: Tells it of rows of tables.
        topics: Of what the headlines speak that were looked at.
    """

    def __init__(self, hand: Dataset) -> None:
        documents = [document for _, document in hand.each(Document)]
        self._hand = hand
        self.rows = RowWatch(hand)
        self.topics: set[Topic] = set()
        self._known: dict[tuple[str, tuple[str, ...]], bool] = {}
        self._documents = frozenset(
            document.id
            for document in documents
            if is_post(document) or limit_of(document) is not None
        )
        self._ends = {
            document.id: max((parse_locator(one).end for one in document.title_evidence), default=0)
            for document in documents
        }
        self._letters = {key: end and 2 * len(str(end)) + 1 for key, end in self._ends.items()}

    def look(self, some: "Some") -> Iterator[tuple[Kind, Names]]:
        """Yield why any of some claims are noted, and which.

        They answer no claim and waive nothing, and their evidence names no other document.
        """
        if not self._documents.isdisjoint(some.documents):
            yield "watched", None
        headlines = set(self._headlines(some)) if some.claims else ()
        if headlines:
            self.topics.update(*(said_by(some.claims[at]) for at in headlines))
            names = frozenset(some.keys[at] for at in headlines)
            yield "headline", names if len(names) <= _MOST_NAMES else None
        if self.rows.any_alike(some):
            yield "table", None

    def _headlines(self, some: "Some") -> Iterator[int]:
        if some.in_title:
            yield from (at for at, claim in enumerate(some.claims) if claim.region == "title")
        sizes = map(len, map(_first, some.evidence))
        short = map(le, sizes, map(self._letters.__getitem__, some.documents))
        for at, document in compress(enumerate(some.documents), short):
            near = _end(some.evidence[at][0]) <= self._ends[document]
            if near and self._in_title(document, some.evidence[at]):
                yield at

    def _in_title(self, document: str, evidence: tuple[str, ...]) -> bool:
        known = self._known.get((document, evidence))
        if known is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            known = within_title(self._hand, document, evidence)
            self._known[document, evidence] = known
        return known

    def of(self, claim: Entry, figures: Iterable[Entry]) -> Iterator[tuple[Kind, Names]]:
        """Yield why one claim is noted, likewise."""
        record = claim.record
        if not isinstance(record, Claim):
            return
        own = frozenset({claim.key})
        for kind in self.of_plain(record, claim.parent):
            if kind == "headline":
                self.topics.update(said_by(record))
            yield kind, own if kind == "headline" else None
        if any(map(answers_against, record.responds_to)):
            yield "answer", own
        if any(any(waivers_in(entry)) for entry in (claim, *figures)):
            yield "waiver", own

    def of_plain(self, claim: Any, document: str) -> Iterator[Kind]:  # noqa: ANN401 - or mirrored
        """Yield why a claim of a document is noted, apart from what it answers and waives."""
        if document in self._documents:
            yield "watched"
        if claim.region == "title" or self._may_be_in_title(document, claim.evidence):
            yield "headline"
        if self.rows.tables(document, claim.figures):
            yield "table"

    def _may_be_in_title(self, document: str, evidence: tuple[str, ...]) -> bool:
        first = evidence[0]
        near = ":" in first or _end(first) <= self._ends.get(document, 0)
        return near and self._in_title(document, evidence)


class Piece(NamedTuple):
    """Lines of a file that are read together.

    Attributes:
        path: The file.
        offset: Where in it they begin, in bytes.
        line: The number of the first.
        size: How many bytes they are.
    """

    path: str
    offset: int
    line: int
    size: int


@dataclass
class Noted:
    """Where claims stand that are to be looked at again.

    Attributes:
        openers: How to open each file.
        pieces: Where claims stand that are noted for each reason; None while nobody looked: they
            may stand anywhere.
        unread: Whether any line could not be read, or has a record of the wrong shape.
        unlike: Tables that need not be looked at: in a row of each the part is not the whole.
        topics: Of what the headlines speak.
    """

    openers: Mapping[str, Opener]
    pieces: dict[Kind, dict[Piece, Names]] | None = None
    unread: bool = False
    unlike: AbstractSet[Table] = frozenset()
    topics: AbstractSet[Topic] = frozenset()

    def note(self, kinds: Iterable[tuple[Kind, Names]], piece: Piece) -> None:
        """Note some claims of a piece."""
        if self.pieces is None:
            self.pieces = {}
        for kind, names in kinds:
            known = self.pieces.setdefault(kind, {})
            before = known.get(piece, frozenset())
            together = None if names is None or before is None else names | before
            known[piece] = together if together and len(together) <= _MOST_NAMES else None

    def lines(self, kind: Kind) -> Iterator[tuple[str, int, bytes]]:
        """Yield the lines among which those noted for a reason are, with files and numbers."""
        if self.pieces is None:
            yield from self.every_line()
            return
        for piece, names in sorted(self.pieces.get(kind, {}).items(), key=_first):
            stream = self.openers[piece.path]()
            if isinstance(stream, Diagnostic):  # it was there a moment ago
                continue
            with stream:
                stream.seek(piece.offset)
                block = Block(stream.read(piece.size), 0, piece.line)
            yield from (
                _numbered(piece.path, block) if names is None else _named(piece.path, block, names)
            )

    def every_line(self) -> Iterator[tuple[str, int, bytes]]:
        """Yield every line of all files, likewise."""
        for path in sorted(self.openers):
            stream = self.openers[path]()
            if isinstance(stream, Diagnostic):
                continue
            with stream:
                for block in blocks(stream):
                    yield from _numbered(path, block)


def _numbered(path: str, block: Block) -> Iterator[tuple[str, int, bytes]]:
    for number, line in enumerate(block.lines(), block.line):
        yield path, number, line[: MOST_BYTES + 2]


def _named(path: str, block: Block, names: Iterable[str]) -> Iterator[tuple[str, int, bytes]]:
    """Yield the lines of a block in which any of some identifiers may stand."""
    starts = set[int]()
    for name in names:
        found = list(_starts(block.data, f'"{name}"'.encode()))
        if not found:  # it is spelt oddly
            sought = Sought(names)
            yield from (line for line in _numbered(path, block) if sought.any_in(line[2]))
            return
        starts.update(found)
    for start in sorted(starts):
        number = block.line + block.data.count(b"\n", 0, start)
        yield path, number, _line_at(block.data, start)


def _starts(data: bytes, word: bytes) -> Iterator[int]:
    """Yield where the lines begin in which a word stands."""
    at = data.find(word)
    while at >= 0:
        yield data.rfind(b"\n", 0, at) + 1
        at = data.find(word, at + 1)


def _line_at(data: bytes, start: int) -> bytes:
    end = data.find(b"\n", start)
    return data[start : end if end >= 0 else len(data)][: MOST_BYTES + 2]


def _end(span: str) -> int:
    """Return where a span ends; of what is no span, what is behind every title."""
    end = span.rpartition("-")[2]
    return int(end) if end.isdecimal() else MAX_OFFSET + 1


def waivers_in(entry: Entry) -> Iterator[tuple[int, str, str]]:
    """Yield the waivers of a record that only those rules can judge: place, record, rule."""
    return waivers_of(entry, _WAIVED)
