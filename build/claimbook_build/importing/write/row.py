"""One row of a table beside the versions of it that a dataset holds."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from claimbook.counted import VOID
from claimbook.mapping.mapping import Mapping
from claimbook.records.files import MACHINE_FOLDER
from claimbook.values.cell import Cell, CellError, parse_pointer
from claimbook.values.evidence import LocatorError
from claimbook_build.importing.identity import identifier, key_slug
from claimbook_build.importing.write.difference import because
from claimbook_build.importing.write.line import (
    claim_in,
    id_in,
    like,
    line_of,
    superseded,
    versioned,
)
from claimbook_build.importing.write.link import Asserted
from claimbook_build.importing.write.naming import given, held
from claimbook_build.importing.write.outcome import Outcome
from claimbook_build.importing.write.substance import Substance, Tree, Unread
from claimbook_build.importing.write.verdict import Judge, Verdict

HELD, NEW, THERE = b"h", b"n", b"t"
"""What a spooled line is: of the dataset; of the table; a row of the table that cannot be read."""


@dataclass(slots=True)
class RowLines:
    """The lines of one row.

    Attributes:
        held: Those of the dataset.
        new: That of the table; None where it has none.
        unread: The columns of which that holds nothing, for they cannot be read or are not there.
        there: Whether the table has the row, though no claim could be made of it.
        doubles: How many further rows of the table have its identifier.
    """

    held: list[bytes] = field(default_factory=list)
    new: bytes | None = None
    unread: Unread = frozenset()
    there: bool = False
    doubles: int = 0

    @staticmethod
    def spooled(line: bytes, unread: Iterable[str]) -> bytes:
        """Return a line of the table as it is spooled."""
        return NEW + json.dumps([*unread]).encode() + b"\n" + line

    def take(self, line: bytes) -> None:
        """Take a spooled line."""
        kind, data = line[:1], line[1:]
        if kind == HELD:
            self.held.append(data)
        elif kind == THERE:
            self.there = True
        elif self.new is None:
            unread, _, self.new = data.partition(b"\n")
            self.unread = self.unread.union(json.loads(unread))
        else:
            self.doubles += 1


class Rows:
    """Turns rows into the lines of a month's file."""

    def __init__(
        self, mapping: Mapping, substance: Substance, asserted: Asserted, outcome: Outcome
    ) -> None:
        self._prefix = f"_{mapping.slug}-"
        self._slug = mapping.slug
        self._folder = f"{MACHINE_FOLDER}{mapping.origin}"
        self._asserted = asserted
        self._editions = asserted.editions
        self._judge = Judge(substance, asserted.editions)
        self._outcome = outcome
        self.links: list[Tree] = []

    def lines(self, month: str, row: RowLines) -> tuple[list[bytes], bool]:
        """Return the lines that a row has in its month's file, and whether they are others.

        Raises:
            WriteError: Versions of the table are not imported in their order, or a line that is
                held of the row is no claim.
        """
        if row.new is None:
            self._look_for(month, row)
            return row.held, False
        name = id_in(row.new, month)
        for _ in range(row.doubles):
            self._outcome.take("doubled", name)
        if not row.held or row.new in row.held:
            self._outcome.take("known" if row.held else "new", name)
            return row.held or [row.new], not row.held
        path = self._path(month)
        new = claim_in(row.new, path)
        claims = sorted((claim_in(line, path) for line in row.held), key=_version)
        verdict = self._judge.judge(new, claims, row.unread)
        if verdict.kind == "known":
            self._outcome.take("known", claims[verdict.of]["id"])
            return row.held, False
        return [*self._changed(verdict, new, claims)], True

    def _changed(self, verdict: Verdict, new: Tree, claims: list[Tree]) -> Iterator[bytes]:
        kind, at, told = verdict
        old = claims[at]
        if kind == "revised":
            new = versioned(new, _version(old) + 1)
            claims[at] = superseded(old)
            claims.append(new)
            why = because(told)
            self.links.append(self._asserted.corrects(new["id"], old["id"], why, old["document"]))
            self._outcome.take(kind, f"{new['id']}: {why}")
        else:
            claims[at] = like(versioned(new, _version(old)), old)
            self._outcome.take(kind, old["id"])
        yield from map(line_of, claims)

    # --- rows that the table has no more ---------------------------------------------------------
    def _look_for(self, month: str, row: RowLines) -> None:
        """Tell of a claim of this mapping that the table, a later version, says no more."""
        if row.there or not any(self._prefix.encode() in line[:200] for line in row.held):
            return
        path = self._path(month)
        claim = max((claim_in(line, path) for line in row.held), key=_version)
        order = self._editions.order([claim["document"]])
        if self._is_ours(month, claim) and claim.get("status") not in VOID and not order.after:
            own = claim["document"] == self._editions.document.id
            self._outcome.take("unfounded" if own else "vanished", claim["id"])

    def _path(self, month: str) -> str:
        return f"{self._folder}/{month}.jsonl"

    def _is_ours(self, month: str, claim: Tree) -> bool:
        """Whether a claim was made of a row by this mapping, as its identifier and cells say."""
        try:
            cell = parse_pointer(claim["evidence"][0])
        except (CellError, LocatorError, KeyError, IndexError):
            return False
        if not isinstance(cell, Cell):
            return False
        own = (key_slug(cell.row_key), cell.row_key[-2:])
        names = (identifier("clm_", month, self._slug, each) for each in own)
        return held(claim["id"]).base in {given(name).base for name in names}


def _version(claim: Tree) -> int:
    return held(claim["id"]).version
