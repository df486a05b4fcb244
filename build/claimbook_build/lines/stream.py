"""Files of machine-made claims, from their first byte to their last finding, in constant memory.

A month is a partition: its identifiers are compared with each other, whichever program wrote them,
and with no others, since each carries its month (R209).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from claimbook.diagnostic import Diagnostic, Place, Related
from claimbook_build.check.collect import Collection
from claimbook_build.lines.asked import Question, Questions
from claimbook_build.lines.beside import But
from claimbook_build.lines.block import Block, blocks
from claimbook_build.lines.explain import Explainer
from claimbook_build.lines.keys import KeyIndex
from claimbook_build.lines.mention import Opener, held_in, may_hold
from claimbook_build.lines.noted import Kind, Names, Noted, Piece, Watch
from claimbook_build.lines.seen import unknown
from claimbook_build.lines.shown import WIDTH, show_lines
from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.read.strict_json import MOST_OF_LINES, lone_return, the_rest

if TYPE_CHECKING:
    from claimbook_build.lines.some import Some

Prove: TypeAlias = Callable[[Block, str], tuple[list[int], list[str]]]
"""Which lines of a block are not proved right, and the identifiers of the others' records."""

_MOST_WAITING = 500
_MOST_BYTES_WAITING = 2**22
_MOST_SHOWN = 1000


def month_of(path: str) -> str:
    """Return the month for which a file is named.

    >>> month_of("dataset/machine/reader/2022-10.jsonl")
    '2022-10'
    """
    return PurePosixPath(path).stem


@dataclass
class _Part:
    """A block that was read: where it lies, and how many identifiers it brought."""

    path: str
    offset: int
    line: int
    size: int
    keys: int

    @property
    def piece(self) -> Piece:
        """Where it lies."""
        return Piece(self.path, self.offset, self.line, self.size)


@dataclass
class _Partition:
    """What is remembered of a month's files."""

    keys: KeyIndex
    parts: list[_Part] = field(default_factory=list)


class Stream:
    """Checks the files of machine-made claims beside the records written by hand.

    Attributes:
        elsewhere: The wanted identifiers that were found; complete when all findings are out.
        noted: Where claims stand that have to be looked at beside others; complete likewise.
    """

    def __init__(
        self,
        hand: Collection,
        openers: dict[str, Opener],
        wanted: frozenset[str] = frozenset(),
        *,
        quick: bool = True,
    ) -> None:
        """Prepare to check.

        Args:
            hand: The records written by hand.
            openers: How to open each file.
            wanted: Identifiers that those records name and do not hold.
            quick: Whether lines may be proved right without explaining them; the findings are the
                same in either case.
        """
        self.elsewhere: set[str] = set()
        self._hand = hand
        self._openers = openers
        self._wanted = wanted
        self._explainer = Explainer(hand)
        self._watch = Watch(hand.dataset)
        self.noted = Noted(openers, {}, unlike=self._watch.rows.unlike, topics=self._watch.topics)
        self._kinds: tuple[tuple[Kind, Names], ...] = ()  # why something of the last block is noted
        self._prove = prover(self._explainer, hand, self._look) if quick else _nothing_proved
        self._questions = Questions()
        self._asking: list[_Part] = []  # the blocks in which the questions stand
        self._shadows = KeyIndex()
        self._late: dict[str, dict[int, bytes]] = {}  # lines to show when their file was left

    def findings(self) -> Iterator[Diagnostic]:
        """Yield everything that is wrong, file by file; what concerns several files comes last."""
        by_month = sorted(self._openers, key=lambda path: (month_of(path), path))
        known: dict[str, _Partition] = {}
        try:
            for month, paths in groupby(by_month, month_of):
                known[month] = partition = _Partition(KeyIndex())
                for path in paths:
                    yield from self._file(path, partition)
                yield from bounded(self._twice(partition))
                partition.keys.settle()
            yield from bounded(self._unanswered(known))
        finally:
            for index in (*(partition.keys for partition in known.values()), self._shadows):
                index.close()
            self._questions.close()
            for path, lines in self._late.items():
                show_lines(self._hand.sources, path, lines)

    def _file(self, path: str, partition: _Partition) -> Iterator[Diagnostic]:
        stream = self._openers[path]()
        if isinstance(stream, Diagnostic):
            yield stream
            return
        shown, suspects = _Shown(), _Suspects(path)
        month, told = month_of(path), 0
        block: Block | None = None
        with stream:
            for block in blocks(stream):
                wrong, keys = self._prove(block, month)
                part = _Part(path, block.offset, block.line, len(block.data), len(keys))
                self.noted.note(self._kinds, part.piece)
                self._know(partition, part, keys)
                if wrong:
                    # More lines than that in a block are too short to be claims.
                    suspects.add(part, block, wrong[: MOST_OF_LINES + 1])
                if suspects.full:
                    explained = self._explained(suspects, partition, shown)
                    yield from explained
                    told += len(explained)
                if told > max(MOST_OF_LINES, block.line / 2):  # no dataset with faults: no dataset
                    yield the_rest(explained[-1])
                    self.noted.unread = True
                    break
        if block is not None and block.data.endswith(b"\r"):
            yield lone_return(path, block.line + block.data.count(b"\n"))
        if not partition.parts or partition.parts[-1].path != path:
            message = "the file holds no record"
            yield Diagnostic(Place(path), "R001", "error", message, "delete the file")
        yield from self._explained(suspects, partition, shown)
        self._hand.sources[path] = shown.text()

    def _look(self, some: "Some") -> None:
        self._kinds = tuple(self._watch.look(some))

    def _know(self, partition: _Partition, part: _Part, keys: list[str]) -> None:
        partition.parts.append(part)
        partition.keys.extend(keys)
        if self._wanted:
            self.elsewhere.update(self._wanted.intersection(keys))

    def _explained(
        self, suspects: "_Suspects", partition: _Partition, shown: "_Shown"
    ) -> list[Diagnostic]:
        """Explain the suspects, remember their identifiers, and return what is wrong with them."""
        explained = self._explainer.explain(suspects.path, suspects.lines.items())
        for part, keys in groupby(explained.keys, lambda named: suspects.parts[named[1]]):
            names = [key for key, _ in keys]
            self._know(partition, replace(part, keys=len(names)), names)
        self.elsewhere.update(self._wanted.intersection(explained.shadows))
        self._shadows.extend(explained.shadows)
        self._ask(suspects, explained.asked)
        self.noted.unread |= explained.unread
        for line, (claim, *figures) in explained.claims:
            self.noted.note(self._watch.of(claim, figures), suspects.parts[line].piece)
        shown.keep(suspects.lines, explained.findings)
        suspects.clear()
        return explained.findings

    def _ask(self, suspects: "_Suspects", asked: list[tuple[str, int]]) -> None:
        """Remember which lines name claims that are not known yet."""
        for part, some in groupby(sorted(asked, key=_line), lambda one: suspects.parts[one[1]]):
            if not self._asking or self._asking[-1] is not part:
                self._asking.append(part)
            number = len(self._asking) - 1
            self._questions.extend(Question(hash(key), number, line) for key, line in some)

    def _twice(self, partition: _Partition) -> Iterator[Diagnostic]:
        """Yield a finding for every identifier of the month that stood before.

        Only there: a program wrote both lines, and writes its file anew; no change to be looked at
        is the cause. Of records written by hand R201 tells both places.
        """
        repeated = partition.keys.repeated(4 * MOST_OF_LINES)  # of which so many are told of
        if not repeated:
            return
        first: dict[str, Place] = {}
        for part in _holding(partition, repeated):
            for key, place, line in self._places(part, repeated):
                self._keep(part.path, place.line, line)
                known = first.setdefault(key, place)
                if known is not place:
                    yield double(key, place, known)

    def _keep(self, path: str, number: int, line: bytes) -> None:
        lines = self._late.setdefault(path, {})
        if len(lines) < _MOST_SHOWN and len(line) <= WIDTH:
            lines[number] = line

    def _places(self, part: _Part, hashes: set[int]) -> Iterator[tuple[str, Place, bytes]]:
        """Yield the identifiers of a block that have one of these hashes, each with its place."""
        for number, line in self._lines(part):
            if may_hold(line, hashes):  # one or two of a whole block, and reading is dear
                for key, place in held_in(part.path, number, line):
                    if hash(key) in hashes:
                        yield key, place, line

    def _lines(self, part: _Part) -> Iterator[tuple[int, bytes]]:
        stream = self._openers[part.path]()
        if isinstance(stream, Diagnostic):  # it was there a moment ago
            return
        with stream:
            stream.seek(part.offset)
            data = stream.read(part.size)
        lines = Block(data, part.offset, part.line).lines()
        yield from enumerate((line[: MOST_BYTES + 2] for line in lines), part.line)

    def _unanswered(self, known: dict[str, _Partition]) -> Iterator[Diagnostic]:
        """Yield what is wrong with lines that name claims which are nowhere."""
        for some in self._questions.several():
            missing = self._shadows.missing({question.hashed for question in some})
            for partition in known.values():
                missing = partition.keys.missing(missing)
            asking = [question for question in some if question.hashed in missing]
            for number, of_part in groupby(asking, lambda question: question.part):
                lines = {question.line for question in of_part}
                yield from self._unknown(self._asking[number], lines, missing)

    def _unknown(self, part: _Part, asking: set[int], missing: set[int]) -> Iterator[Diagnostic]:
        """Yield what is wrong with some lines of a block that name claims with these hashes."""
        lines = [(number, line) for number, line in self._lines(part) if number in asking]
        explained = Explainer(self._hand, But(frozenset(missing))).explain(part.path, lines)
        for number, line in lines:
            self._keep(part.path, number, line)
        yield from (found for found in explained.findings if found.code == "R204")


def prover(
    explainer: Explainer, hand: Collection, look: Callable[["Some"], None] = lambda _: None
) -> Prove:
    """Return the quick path, as far as it is installed and knows every rule.

    Args:
        explainer: Explains what the quick path wants to learn.
        hand: The records written by hand.
        look: Is shown the claims of a block that are proved right.
    """
    try:
        from claimbook_build.lines.gate import Gate
    except ImportError:  # msgspec comes with the extra `build`
        return _nothing_proved
    if unknown():
        return _nothing_proved
    gate = Gate(explainer, hand.dataset)

    def prove(block: Block, month: str) -> tuple[list[int], list[str]]:
        proved = gate.prove(block, month)
        look(proved.some)
        return proved.suspects, proved.keys

    return prove


def _nothing_proved(block: Block, month: str) -> tuple[list[int], list[str]]:
    del month
    return list(range(len(block.lines()))), []


def _holding(partition: _Partition, hashes: set[int]) -> list[_Part]:
    """Return the blocks that hold identifiers with one of these hashes, in order."""
    held: dict[tuple[str, int], _Part] = {}
    parts = iter(partition.parts)
    part = next(parts)
    end = part.keys
    for position in partition.keys.positions(hashes):
        while position >= end:
            part = next(parts)
            end += part.keys
        held[part.path, part.offset] = part
    return [part for _, part in sorted(held.items())]


def bounded(findings: Iterator[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield as many findings as one file may have, and one that says that there are more."""
    for count, finding in enumerate(findings, start=1):
        if count > MOST_OF_LINES:
            message = (
                f"more than {MOST_OF_LINES} findings of {finding.code}: the others are left out"
            )
            yield Diagnostic(finding.place, finding.code, finding.severity, message)
            return
        yield finding


def double(key: str, place: Place, first: Place) -> Diagnostic:
    """Return the finding of an identifier that stands once more."""
    return Diagnostic(
        place,
        "R201",
        "error",
        f"`{key}` names two records",
        "give one of the two another identifier, or delete the repetition",
        key,
        (Related(first, "first said here"),),
    )


def _line(asked: tuple[str, int]) -> int:
    return asked[1]


class _Suspects:
    """Lines that wait to be explained: many at once cost less."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.lines: dict[int, bytes] = {}
        self.parts: dict[int, _Part] = {}
        self._bytes = 0

    @property
    def full(self) -> bool:
        """Whether it is time to explain them."""
        return len(self.lines) >= _MOST_WAITING or self._bytes >= _MOST_BYTES_WAITING

    def add(self, part: _Part, block: Block, wrong: list[int]) -> None:
        """Take some lines of a block."""
        lines = block.lines()
        for at in wrong:
            self.lines[block.line + at] = lines[at]
            self.parts[block.line + at] = part
            self._bytes += len(lines[at])

    def clear(self) -> None:
        """Forget them all."""
        self.lines, self.parts, self._bytes = {}, {}, 0


class _Shown:
    """The lines of a file that findings are about, the first of them, for excerpts."""

    def __init__(self) -> None:
        self._lines: dict[int, str] = {}

    def keep(self, lines: dict[int, bytes], findings: list[Diagnostic]) -> None:
        """Keep the lines that findings are about."""
        for finding in findings:
            if len(self._lines) >= _MOST_SHOWN:
                break
            line = lines[finding.place.line]
            if len(line) <= WIDTH:
                self._lines[finding.place.line] = line.decode("utf-8", "replace")

    def text(self) -> str:
        """Return the lines in their places, the others empty."""
        pieces: list[str] = []
        last = 1
        for number, text in sorted(self._lines.items()):
            pieces += ["\n" * (number - last), text]
            last = number
        return "".join(pieces)
