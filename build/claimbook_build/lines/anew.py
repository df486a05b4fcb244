"""Machine-made claims judged by what changed of them: new lines, and what those that went leave.

A line that stands as it stood was judged then. It is judged again for what other lines have to do
with it: an identifier that a new line has as well, a claim that it names and that is gone. All of
that is found in the bytes of the files, without reading the lines (`mention`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, groupby

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.check.collect import Collection
from claimbook_build.lines.altered import Altered
from claimbook_build.lines.beside import But
from claimbook_build.lines.block import SIZE, Block
from claimbook_build.lines.concern import concerned
from claimbook_build.lines.explain import Explained, Explainer
from claimbook_build.lines.mention import (
    DOCUMENT,
    Sought,
    any_claim_beside,
    held_in,
    known_by,
    lines_with,
    named_in,
)
from claimbook_build.lines.series import declared
from claimbook_build.lines.shown import WIDTH, show_lines
from claimbook_build.lines.stream import bounded, double, month_of, prover
from claimbook_build.read.guard import MOST_BYTES
from claimbook_build.read.strict_json import MOST_OF_LINES, lone_return, the_rest

_MOST_NEW = 2**26
"""Bytes of new lines that are held in memory; of more, the files are read as a stream."""

_BLOCK = SIZE + SIZE // 4  # few lines, not yet learnt from: what is learnt at once costs less
_MOST_WAITING = 500
_MOST_SHOWN = 1000
_CLAIM = "clm_"


def stands_apart(hand: Collection, files: Mapping[str, Altered], wanted: frozenset[str]) -> bool:
    """Whether what changed can be judged without the lines that stayed.

    It cannot where a daily series is touched, where a record made by hand names what came or went,
    or where rules on several claims may find something else than before: then they look at
    everything.

    Args:
        hand: The records written by hand: the same at both times.
        files: What changed, by path.
        wanted: Identifiers that those records name and do not hold.
    """
    new = [line for file in files.values() for line in file.new.values()]
    gone = [line for file in files.values() for line in file.gone]
    if sum(map(len, new)) > _MOST_NEW:
        return False
    documents = declared(hand.dataset)
    if documents and not documents.isdisjoint(
        key.decode() for line in chain(new, gone) for key in DOCUMENT.findall(line)
    ):
        return False
    if concerned(hand, new, gone):
        return False
    sought = Sought(wanted)
    came, went = (
        {key for line in lines if sought.any_in(line) for key in known_by(_cut(line))}
        for lines in (new, gone)
    )
    return wanted & came == wanted & went


class Anew:
    """Judges what changed of the files of machine-made claims; `stands_apart` must hold."""

    def __init__(self, hand: Collection, files: Mapping[str, Altered]) -> None:
        """Prepare to judge.

        Args:
            hand: The records written by hand, and how to open the files of the others.
            files: What changed, by path; a file that is not among them is as it was.
        """
        self._hand = hand
        self._files = files
        self._explainer = Explainer(hand)
        self._keys: defaultdict[str, list[str]] = defaultdict(list)
        self._shadows: set[str] = set()
        self._asked: list[tuple[str, int, str]] = []
        self._shown: defaultdict[str, dict[int, bytes]] = defaultdict(dict)

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with new lines, and with others because of what changed."""
        changed = sorted(self._files.keys() & self._hand.lines.keys())
        prove = prover(self._explainer, self._hand)
        for path in changed:
            yield from self._file(path, self._files[path], prove)
        for month, paths in groupby(sorted(self._hand.lines, key=month_of), month_of):
            if self._keys[month]:
                yield from bounded(self._twice(sorted(paths), self._keys[month]))
        yield from bounded(self._unanswered())
        for path in self._hand.lines:
            self._hand.sources.setdefault(path, "")
            if path in self._shown:
                show_lines(self._hand.sources, path, self._shown[path])

    def _file(
        self,
        path: str,
        file: Altered,
        prove: Callable[[Block, str], tuple[list[int], list[str]]],
    ) -> Iterator[Diagnostic]:
        """Yield what is wrong with the new lines of a file by themselves."""
        if file.empty:
            yield Diagnostic(
                Place(path), "R001", "error", "the file holds no record", "delete the file"
            )
        suspects: dict[int, bytes] = {}
        for block, numbers in _blocks(file.new):
            wrong, keys = prove(block, month_of(path))
            self._keys[month_of(path)] += keys
            suspects.update((numbers[at], file.new[numbers[at]]) for at in wrong)
        told = 0
        for some in _batches(suspects):
            explained = self._explained(path, some)
            yield from explained.findings
            told += len(explained.findings)
            if told > max(MOST_OF_LINES, max(some) / 2):
                yield the_rest(explained.findings[-1])
                break
        if file.half_ended:
            yield lone_return(path, file.half_ended)

    def _explained(self, path: str, lines: Mapping[int, bytes]) -> Explained:
        explained = self._explainer.explain(path, [(at, _cut(line)) for at, line in lines.items()])
        self._keys[month_of(path)] += (key for key, _ in explained.keys)
        self._shadows.update(explained.shadows)
        self._asked += ((path, number, key) for key, number in explained.asked)
        for finding in explained.findings:
            self._show(path, finding.place.line, lines[finding.place.line])
        return explained

    def _show(self, path: str, number: int, line: bytes) -> None:
        known = self._shown[path]
        if len(known) < _MOST_SHOWN and len(line) <= WIDTH:
            known[number] = line

    def _twice(self, paths: Iterable[str], keys: list[str]) -> Iterator[Diagnostic]:
        """Yield a finding for every identifier of a month that stood before, if one is new.

        Of two lines that stayed the later one is told of as well, as it is with all lines read.
        """
        own, paths = set(keys), list(paths)
        twice = {key for key, times in Counter(keys).items() if times > 1}
        if len(own) == len(keys):
            twice.clear()
        sought = Sought(own)
        found = [(path, *line) for path in paths for line in self._stayed(path, sought)]
        for path, number, line in found:
            twice.update(key for key, _ in held_in(path, number, line) if key in own)
        if not twice:
            return
        sought = Sought(twice)
        for path in paths:
            new = self._files[path].new if path in self._files else {}
            found += [(path, *line) for line in new.items() if sought.any_in(line[1])]
        first: dict[str, tuple[Place, bytes]] = {}
        for path, number, line in sorted(found):
            for key, place in held_in(path, number, _cut(line)):
                if key not in twice:
                    continue
                known, shown = first.setdefault(key, (place, line))
                if known is not place:
                    self._show(path, number, line)
                    self._show(known.path, known.line, shown)
                    yield double(key, place, known)

    def _stayed(self, path: str, sought: Sought) -> Iterator[tuple[int, bytes]]:
        """Yield the lines of a file that are as they were and may hold what is sought."""
        file = self._files.get(path)
        if file is None:
            yield from lines_with(self._hand.lines[path], sought)
        elif any(map(sought.any_in, file.pieces())):
            yield from (line for line in file.stayed() if sought.any_in(line[1]))

    def _unanswered(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with lines that name claims which are nowhere, or no longer."""
        here = self._shadows.union(*self._keys.values())
        asked = {key for _, _, key in self._asked} - here
        lost = self._gone(here)
        if not asked and not lost:
            return
        sought, found = Sought(asked | lost), list[tuple[str, int, bytes]]()
        for path in self._hand.lines:
            for number, line in self._stayed(path, sought):
                known = known_by(_cut(line))
                asked -= known
                lost -= known
                found.append((path, number, line))
        asking = ((path, number) for path, number, key in self._asked if key in asked)
        new = [(path, at, self._files[path].new[at]) for path, at in dict.fromkeys(asking)]
        yield from self._unknown(new, asked)
        yield from self._unknown(found if lost else [], lost)

    def _gone(self, here: set[str]) -> set[str]:
        """Return the claims that stood in lines which are gone, and in no new one."""
        lost: set[str] = set()
        gone = [line for file in self._files.values() for line in file.gone]
        for line in gone if any_claim_beside(gone, here) else ():
            named = named_in(line)
            if named is None or any(key.startswith(_CLAIM) for key in named - here):
                lost.update(key for key in known_by(_cut(line)) if key.startswith(_CLAIM))
        return lost - here

    def _unknown(
        self, lines: list[tuple[str, int, bytes]], missing: set[str]
    ) -> Iterator[Diagnostic]:
        """Yield what is wrong with some lines if claims that they name are nowhere."""
        explainer = Explainer(self._hand, But(frozenset(map(hash, missing))))
        for path, some in groupby(sorted(lines), lambda line: line[0]):
            held = {number: _cut(line) for _, number, line in some}
            for finding in explainer.explain(path, held.items()).findings:
                if finding.code == "R204":
                    self._show(path, finding.place.line, held[finding.place.line])
                    yield finding


def _blocks(lines: Mapping[int, bytes]) -> Iterator[tuple[Block, list[int]]]:
    """Yield lines in blocks, each with the numbers of its lines."""
    numbers, held, size = list[int](), list[bytes](), 0
    for number, line in lines.items():
        numbers.append(number)
        held.append(_cut(line))
        size += len(held[-1]) + 1
        if size >= _BLOCK:
            yield Block(b"\n".join([*held, b""]), 0, 1), numbers
            numbers, held, size = [], [], 0
    if held:
        yield Block(b"\n".join([*held, b""]), 0, 1), numbers


def _batches(lines: Mapping[int, bytes]) -> Iterator[dict[int, bytes]]:
    items = list(lines.items())
    for at in range(0, len(items), _MOST_WAITING):
        yield dict(items[at : at + _MOST_WAITING])


def _cut(line: bytes) -> bytes:
    """Shorten a line to what shows that it is too long."""
    return line[: MOST_BYTES + 2]
