"""Which identifiers stand twice, among more than memory holds: an index of hashes on disk.

Equal texts have equal hashes, so a hash that stands once is an identifier that stands once; the few
others are compared letter by letter by whoever asked. Eight bytes an identifier go to a temporary
file. What is in memory does not grow with their number.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from heapq import nsmallest
from itertools import compress, count
from tempfile import TemporaryFile

_CHUNK = 2**17
_WHOLE = 2**20
"""How many hashes are compared in memory at once: some 80 MB."""

_WIDTH = 8


class KeyIndex:
    """The hashes of identifiers, in the order in which they came."""

    def __init__(self, whole: int | None = None) -> None:
        """Begin an index.

        Args:
            whole: How many hashes are compared in memory at once, 80 bytes each; None: a million.
        """
        self._whole = whole
        self._file = TemporaryFile()  # noqa: SIM115 - open until `close`
        self._last = array("q")
        self._written = 0

    def close(self) -> None:
        """Give the file back; nothing can be asked afterwards."""
        self._file.close()

    def settle(self) -> None:
        """Put all on disk: no more will come for a while."""
        self._spill()

    def __len__(self) -> int:
        return self._written + len(self._last)

    def extend(self, keys: Iterable[str]) -> None:
        """Take further identifiers."""
        self._last.extend(map(hash, keys))
        if len(self._last) >= _CHUNK:
            self._spill()

    def repeated(self, most: int) -> set[int]:
        """Return the hashes that stand more than once; if more than so many, the first to do so."""
        if len(self) <= (self._whole or _WHOLE):
            found = _twice(self._chunks())
            return found if len(found) <= most else self._first_repeated(most)
        found = set()
        for bucket in self._buckets():
            found |= _twice(_parts(bucket))
            if len(found) > most:
                return self._first_repeated(most)
        return found

    def _first_repeated(self, most: int) -> set[int]:
        """Return so many hashes that stand more than once, those that do so before the others."""
        first: list[tuple[int, int]] = []
        for bucket in self._buckets(placed=True):
            known: set[int] = set()
            again: dict[int, int] = {}
            for hashed, position in zip(bucket[::2], bucket[1::2], strict=True):
                if hashed in known:
                    again.setdefault(hashed, position)
                known.add(hashed)
            first += ((position, hashed) for hashed, position in again.items())
            first = nsmallest(most, first)
        return {hashed for _, hashed in first}

    def positions(self, hashes: set[int]) -> Iterator[int]:
        """Yield the positions, from 0, at which any of these hashes stands, in order."""
        start = 0
        for chunk in self._chunks():
            yield from compress(count(start), [hashed in hashes for hashed in chunk])
            start += len(chunk)

    def missing(self, hashes: set[int]) -> set[int]:
        """Return those of the hashes that do not stand here."""
        left = set(hashes)
        for chunk in self._chunks():
            left.difference_update(chunk)
            if not left:
                break
        return left

    def _spill(self) -> None:
        self._file.seek(0, 2)
        self._last.tofile(self._file)
        self._written += len(self._last)
        del self._last[:]

    def _chunks(self) -> Iterator["array[int]"]:
        at = 0
        while at < self._written:
            chunk = array("q")
            self._file.seek(at * _WIDTH)
            chunk.frombytes(self._file.read(_CHUNK * _WIDTH))
            at += len(chunk)
            yield chunk
        yield self._last

    def _buckets(self, *, placed: bool = False) -> Iterator["array[int]"]:
        """Yield the hashes again, apart by their last bits, each bucket small enough.

        Args:
            placed: Whether each is followed by its position.
        """
        bits = (len(self) // (self._whole or _WHOLE)).bit_length()
        mask = (1 << bits) - 1
        with TemporaryFile() as file:
            rows: list[tuple[int, int, int]] = []
            start = 0
            for chunk in self._chunks():
                apart = [array("q") for _ in range(mask + 1)]
                put = [bucket.append for bucket in apart]
                for position, hashed in enumerate(chunk, start) if placed else ():
                    put[hashed & mask](hashed)
                    put[hashed & mask](position)
                for hashed in chunk if not placed else ():
                    put[hashed & mask](hashed)
                start += len(chunk)
                for number, bucket in enumerate(apart):
                    rows.append((number, file.tell(), len(bucket)))
                    bucket.tofile(file)
            for number in range(mask + 1):
                whole = array("q")
                for _, at, length in (row for row in rows if row[0] == number):
                    file.seek(at)
                    whole.frombytes(file.read(length * _WIDTH))
                yield whole


def _parts(hashes: "array[int]") -> Iterator["array[int]"]:
    for start in range(0, len(hashes), _CHUNK):
        yield hashes[start : start + _CHUNK]


def _twice(chunks: Iterable["array[int]"]) -> set[int]:
    """Return the hashes that stand more than once in all chunks together."""
    known: set[int] = set()
    found: set[int] = set()
    for chunk in chunks:
        fresh = set(chunk)
        if len(fresh) < len(chunk):
            found.update(hashed for hashed, times in Counter(chunk).items() if times > 1)
        found |= known & fresh
        known |= fresh
    return found
