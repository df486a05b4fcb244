"""Machine-made claims of a change: which lines are new, and how they are judged."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import BinaryIO

from claimbook.diagnostic import Diagnostic, Place
from claimbook_build.check.collect import Collection
from claimbook_build.check.layout import shelf_of
from claimbook_build.lines.altered import Altered, altered, appended, pieces
from claimbook_build.lines.mention import Opener
from claimbook_build.read.file import open_file
from claimbook_build.select.change import Base, machine_files
from claimbook_build.select.repository import Blob

_MOST = 2**27
"""Bytes of a file, then or now, that is compared; of a longer one all lines are new, unless they
were put behind those that stood there."""

_MOST_HELD = 2**28
"""Bytes of all such files that are held in memory at once."""


@dataclass
class ChangedLines:
    """The lines of machine-made claims that differ from a base.

    Attributes:
        files: What changed in each file that could be compared.
        alone: Whether nothing else changed, so that lines that stayed may be as they were.
        apart: Whether only what changed was judged; known when all findings are out.
    """

    files: Mapping[str, Altered]
    alone: bool
    apart: bool = field(default=False, init=False)

    def findings(self, hand: Collection, asked: Callable[[str], bool]) -> Iterator[Diagnostic]:
        """Yield what is wrong with machine-made claims; as little as possible is read."""
        from claimbook_build.lines.machine import machine_findings, named_elsewhere

        if not self.alone:
            yield from machine_findings(hand, asked=asked)
            return
        from claimbook_build.lines.anew import Anew, stands_apart

        wanted = named_elsewhere(hand.dataset)
        self.apart = stands_apart(hand, self.files, wanted)
        if self.apart:
            yield from Anew(hand, self.files).findings()
            hand.elsewhere |= wanted
        else:
            yield from machine_findings(hand, asked=asked)

    @property
    def count(self) -> int:
        """How many lines are new."""
        return sum(len(file.new) for file in self.files.values())

    def is_new(self, place: Place) -> bool:
        """Whether a place in a changed file belongs to what changed there."""
        file = self.files.get(place.path)
        return file is None or not file.before(place.line)

    def before(self, place: Place) -> Place:
        """Return where something stood that stands on a line which stayed."""
        file = self.files.get(place.path)
        line = file.before(place.line) if file is not None else 0
        return replace(place, line=line, end_line=line) if line else place


def changed_lines(
    root: Path, base: Base, touched: frozenset[str], release: str | None
) -> ChangedLines:
    """Compare the files of machine-made claims that changed with what they were.

    Args:
        root: The folder above `seeds/` and `dataset/`.
        base: What to compare with.
        touched: Every file that changed.
        release: The release that is being made, or None.
    """
    machine = machine_files(touched)
    files: dict[str, Altered] = {}
    held = 0
    for path in sorted(machine):
        found = _compared(root, base, path)
        if found is None:
            continue
        held += found.held
        if held > _MOST_HELD:
            found = found.numbered()
        files[path] = found
    alone = held <= _MOST_HELD and files.keys() == machine
    alone = alone and all(map(_is_prose, touched - machine)) and base.release == release
    return ChangedLines(files, alone)


def _is_prose(path: str) -> bool:
    shelf = shelf_of(path)
    return shelf is not None and shelf.form == "prose"


def _compared(root: Path, base: Base, path: str) -> Altered | None:
    """Compare a file with what it was; None if that is too long, or no file."""
    blob = base.files.get(path)
    [then] = base.repository.sizes([blob]) if blob is not None else [0]
    if then is None or (blob is not None and not blob.plain):
        return None
    opened = open_file(path, root) if os.path.lexists(root / path) else BytesIO()
    if isinstance(opened, Diagnostic):
        return None
    with opened as stream:
        now = stream.seek(0, SEEK_END)
        stream.seek(0)
        opener = partial(open_file, path, root)
        if blob is None:
            return appended(opener, 0, 1, stream.read(now)) if now <= _MOST else None
        if then <= now <= then + _MOST:
            found = _at_the_end(stream, opener, blob, then)
            if found is not None:
                return found
            stream.seek(0)
        if max(then, now) > _MOST:
            return None
        return altered(base.repository.contents([blob])[0], stream.read(now), opener)


def _at_the_end(stream: BinaryIO, opener: Opener, blob: Blob, size: int) -> Altered | None:
    """Describe what was put behind what a file held, if nothing else: that needs no unpacking."""
    counts: list[int] = []
    last = b"\n"

    def seen() -> Iterator[bytes]:
        nonlocal last
        for piece in pieces(stream, size):
            counts.append(piece.count(b"\n"))
            last = piece
            yield piece

    if blob.is_of(seen(), size) and last.endswith(b"\n"):
        return appended(opener, size, sum(counts) + 1, stream.read())
    return None
