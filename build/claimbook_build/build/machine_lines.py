"""Lines of machine-made claims, read again to be published: some thousands at a time.

A check has found them right, so nothing is judged here. Structures that mirror the models read most
lines; what they cannot take is read strictly, and becomes records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from claimbook.dataset import Dataset, Entry
from claimbook.diagnostic import Diagnostic
from claimbook.records.figure import Figure
from claimbook.records.files import MACHINE_FOLDER, MachineClaim
from claimbook_build.build.tables import BuildError
from claimbook_build.check.unfold import entries_of
from claimbook_build.lines.block import Block, blocks
from claimbook_build.lines.mirror import Mirrors, Used
from claimbook_build.read.file import open_file
from claimbook_build.read.strict_json import iter_jsonl

MOST = 2**15
"""Claims of a batch, unless they have many figures."""

_MOST_FIGURES = 2**16

_ASKED: Used = {
    MachineClaim: frozenset({"about", "figures", "said_at", "time_zone", "responds_to"}),
    Figure: frozenset({"event", "embargo_until"}),
}
"""Fields that a structure has even while no line uses them."""


@dataclass(slots=True)
class Batch:
    """Some claims, each either mirrored or as entries.

    Attributes:
        claims: Mirrored claims, all of one structure.
        entries: The other claims, each followed by its figures.
    """

    claims: list[Any] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


class MachineLines:
    """Reads the files of machine-made claims of a dataset."""

    def __init__(self, hand: Dataset) -> None:
        """Prepare to read lines that stand beside these records written by hand."""
        self._hand = hand
        self._whole = msgspec.json.Decoder(Mirrors(hand.keys).of(MachineClaim))
        self._use(_ASKED)

    def batches(self, root: Path, paths: list[str], most: int = MOST) -> Iterator[Batch]:
        """Yield the claims of files, about so many at a time.

        Raises:
            BuildError: A file is not what was checked.
        """
        batch, figures = Batch(), 0
        for path in paths:
            for claims, entries in self._read(root, path):
                if batch.claims and claims and type(claims[0]) is not type(batch.claims[0]):
                    yield batch
                    batch, figures = Batch(), 0
                batch.claims += claims
                batch.entries += entries
                figures += sum([len(claim.figures) for claim in claims])
                if len(batch.claims) + len(batch.entries) >= most or figures >= _MOST_FIGURES:
                    yield batch
                    batch, figures = Batch(), 0
        if batch.claims or batch.entries:
            yield batch

    def _read(self, root: Path, path: str) -> Iterator[tuple[list[Any], list[Entry]]]:
        stream = open_file(path, root)
        if isinstance(stream, Diagnostic):
            raise BuildError(f"{path}: {stream.message}")
        with stream:
            for block in blocks(stream):
                claims = self._decoded(block.data)
                if claims is not None:
                    yield claims, []
                else:
                    yield from self._line_by_line(block, path)

    def _line_by_line(self, block: Block, path: str) -> Iterator[tuple[list[Any], list[Entry]]]:
        for number, line in enumerate(block.lines(), block.line):
            claims = self._decoded(line)
            if claims is not None and len(claims) == 1:
                yield claims, []
            else:
                yield [], self._entries(path, number, line)

    def _entries(self, path: str, number: int, line: bytes) -> list[Entry]:
        [reading] = iter_jsonl([line], path, number)
        if reading.root is None or reading.failed:
            raise BuildError(f"{path}, line {number}: not what was checked")
        entries, findings = entries_of(MachineClaim, reading.root, path, (number,))
        if findings:
            raise BuildError(f"{path}, line {number}: not what was checked")
        return entries

    def _decoded(self, lines: bytes) -> list[Any] | None:
        claims = _decoded(self._decoder, lines)
        if claims is None:
            known = _decoded(self._whole, lines)
            if known is None:
                return None
            plain = msgspec.to_builtins(known)
            nested = [figure for claim in plain for figure in claim.get("figures", ())]
            self._use(
                {
                    MachineClaim: self._used[MachineClaim].union(*plain),
                    Figure: self._used[Figure].union(*nested),
                }
            )
            claims = _decoded(self._decoder, lines)
        return claims

    def _use(self, used: Used) -> None:
        self._used = used
        struct = Mirrors(self._hand.keys, used).of(MachineClaim)
        self._decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(struct)


def machine_paths(dataset: Dataset) -> list[str]:
    """Return the files of machine-made claims, month by month; what is told beside them is none."""
    found = (path for path in dataset.paths if path.startswith(MACHINE_FOLDER))
    paths = (path for path in found if path.endswith(".jsonl"))
    return sorted(paths, key=lambda path: (PurePosixPath(path).stem, path))


def _decoded(decoder: "msgspec.json.Decoder[Any]", lines: bytes) -> list[Any] | None:
    try:
        found: list[Any] = decoder.decode_lines(lines)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return found
