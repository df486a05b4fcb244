"""One file on its way: resumed, counted, hashed while it streams, kept only when it is right."""

from dataclasses import dataclass
from pathlib import Path

from claimbook.release.remote.cache import Cache
from claimbook.release.remote.growing import Growing
from claimbook.release.remote.patience import Patience
from claimbook.release.remote.plain_file import BLOCK, open_for_append
from claimbook.release.remote.refusal import ChangedError, IntegrityError, NetworkError
from claimbook.release.remote.source import Body, Source
from claimbook.release.remote.tries import patiently
from claimbook.release.remote.watch import Watch


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that is wanted, and all that is known of it.

    Attributes:
        name: Its path below the address.
        size: Its length in bytes.
        sha256: Its SHA-256.
    """

    name: str
    size: int
    sha256: str


def fetch_bytes(source: Source, name: str, most: int, patience: Patience) -> bytes:
    """Return a small file of which nothing is known yet.

    Raises:
        NetworkError: It could not be had, in all tries.
        IntegrityError: It is longer than it may be, or its source contradicts itself.
    """

    def once() -> bytes:
        data = bytearray()
        body = source.open(name, 0, None, most)
        try:
            while block := body.read(BLOCK):
                data += block
                if len(data) > most:
                    raise IntegrityError(f"{name}: longer than the {most} bytes it may have")
        finally:
            body.close()
        return bytes(data)

    return patiently(once, patience)


class Transfer:
    """Brings one file into the cache, from whichever source."""

    def __init__(self, wanted: Wanted, cache: Cache, patience: Patience, watch: Watch) -> None:
        self._wanted = wanted
        self._cache = cache
        self._patience = patience
        self._watch = watch
        self._most = 0

    def run(self, source: Source, origin: str, part: Path) -> Path:
        """Fetch the file, or the rest of it, and return its place in the cache.

        A part that turns out to be of another edition is thrown away, and the whole fetched anew.

        Args:
            source: Where it comes from.
            origin: That source's address.
            part: What is here of it already, held by this process alone.

        Raises:
            NetworkError: It could not be had, in all tries; what came is kept for the next time.
            IntegrityError: What came is not the file that is wanted; it was thrown away.
            OSError: The disk does not take it.
        """

        def once() -> None:
            self._advance(source, origin, part)

        resumed = part.exists()
        try:
            patiently(once, self._patience, lambda: self._most)
        except (ChangedError, IntegrityError) as error:
            self._cache.forget(part)
            if not (resumed or isinstance(error, ChangedError)):
                raise
            self._anew(source, origin, part)
        return self._cache.keep(part, self._wanted.sha256)

    def _anew(self, source: Source, origin: str, part: Path) -> None:
        """Fetch the whole in one go: a second change of edition is one too many."""
        try:
            self._advance(source, origin, part)
        except (ChangedError, IntegrityError) as error:
            self._cache.forget(part)
            raise IntegrityError(str(error)) from None

    def _advance(self, source: Source, origin: str, part: Path) -> None:
        """Take what a source sends until the file is whole, and check that it is the right one."""
        with open_for_append(part) as file:
            growing = Growing(file, self._watch)
            try:
                if growing.size > self._wanted.size:
                    growing.clear()
                if growing.size < self._wanted.size:
                    self._draw(source, origin, part, growing)
                self._check(growing)
            except BaseException:
                self._watch.advance(-growing.size)
                raise
            finally:
                self._most = max(self._most, growing.size)

    def _draw(self, source: Source, origin: str, part: Path, growing: Growing) -> None:
        known, _, validator = (self._cache.noted(part) or "").partition("\n")
        same = validator if known == origin and validator else None
        body = source.open(self._wanted.name, growing.size, same, self._wanted.size)
        try:
            if body.total not in {None, self._wanted.size}:
                raise self._mismatch(f"{body.total} bytes long by its server's word")
            if body.start != growing.size:  # it sends the whole: ranges are not for everybody
                growing.clear()
            self._cache.note(part, f"{origin}\n{body.validator or ''}")
            self._pour(body, growing)
        finally:
            body.close()

    def _pour(self, body: Body, growing: Growing) -> None:
        size = self._wanted.size
        while growing.size < size:
            block = body.read(min(BLOCK, size - growing.size))
            if not block:
                said = f"{self._wanted.name}: cut short at {growing.size} of {size} bytes"
                raise NetworkError(said, transient=True)
            growing.append(block)
        if body.total is None and body.read(1):
            raise self._mismatch("longer")

    def _check(self, growing: Growing) -> None:
        if growing.sha256 != self._wanted.sha256:
            raise self._mismatch("of another SHA-256")

    def _mismatch(self, how: str) -> IntegrityError:
        said = f"its manifest says {self._wanted.size} bytes with {self._wanted.sha256[:12]}..."
        return IntegrityError(f"{self._wanted.name}: {how}; {said}")
