"""Which identifiers stand twice, among more than memory holds: an index of hashes on disk.

Equal texts have equal hashes, so a hash that stands once is an identifier that stands once; the few
others are compared letter by letter by whoever asked. Eight bytes an identifier go to a temporary
file. What is in memory does not grow with their number.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import compress, count
from tempfile import TemporaryFile

_CHUNK = 2**17
_WHOLE = 2**20
"""How many hashes are compared in memory at once: some 80 MB."""

_WIDTH = 8


class KeyIndex:
    """The hashes of identifiers, in the order in which they came."""

    def __init__(self) -> None:
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

    def repeated(self) -> set[int]:
        """Return the hashes that stand more than once."""
        if len(self) <= _WHOLE:
            return _twice([hashed for chunk in self._chunks() for hashed in chunk])
        found: set[int] = set()
        for bucket in self._buckets():
            found |= _twice(bucket)
        return found

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

    def _buckets(self) -> Iterator["array[int]"]:
        """Yield the hashes again, apart by their last bits, each bucket small enough."""
        bits = (len(self) // _WHOLE).bit_length()
        mask = (1 << bits) - 1
        with TemporaryFile() as file:
            rows: list[tuple[int, int, int]] = []
            for chunk in self._chunks():
                apart = [array("q") for _ in range(mask + 1)]
                put = [bucket.append for bucket in apart]
                for hashed in chunk:
                    put[hashed & mask](hashed)
                for number, bucket in enumerate(apart):
                    rows.append((number, file.tell(), len(bucket)))
                    bucket.tofile(file)
            for number in range(mask + 1):
                whole = array("q")
                for _, at, length in (row for row in rows if row[0] == number):
                    file.seek(at)
                    whole.frombytes(file.read(length * _WIDTH))
                yield whole


def _twice(hashes: Iterable[int]) -> set[int]:
    known = list(hashes)
    if len(set(known)) == len(known):
        return set()
    return {hashed for hashed, times in Counter(known).items() if times > 1}
