"""Which machine-made claims may be rows of a table in which each part is its whole (R407)."""

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from claimbook.dataset import Dataset
from claimbook.records.files import MachineClaim
from claimbook.records.measure import Measure
from claimbook.rules.r407_same import Rows, Table, add_rows
from claimbook_build.check.unfold import unfold
from claimbook_build.lines.beside import Asked, Beside

if TYPE_CHECKING:
    from claimbook_build.lines.some import Some

_measure: Final = attrgetter("measure")


class RowWatch:
    """Looks at claims with a part and its whole, until a row of their table is unlike.

    Attributes:
        unlike: Tables of which a row was seen in which the part is not the whole.
    """

    def __init__(self, hand: Dataset) -> None:
        self.unlike: set[Table] = set()
        self._hand = hand
        self._wholes = {m.code: m.part_of for _, m in hand.each(Measure) if m.part_of}

    def any_alike(self, some: "Some") -> bool:
        """Whether any of some mirrored claims may be such a row of a table not known to be unlike.

        A row is unlike for certain only if the rule itself says so.
        """
        parts = self._wholes.keys() & set(map(_measure, some.figures))
        open_ = {(key, *both) for key in set(some.documents) for both in self._pairs(parts)}
        if open_ <= self.unlike:
            return False
        found = False
        for claim in some.claims:
            rows = self._rows(claim.document, claim.figures)
            if rows and any(words != whole for words, whole in rows.values()):
                self._judge(claim)
            found |= not rows.keys() <= self.unlike
        return found

    def tables(self, document: str, figures: Iterable[Any]) -> set[Table]:
        """Return the tables, not known to be unlike, of which a claim may be a row.

        Args:
            document: The document that carries the claim.
            figures: The claim's figures.
        """
        return set(self._rows(document, figures))

    def _pairs(self, parts: Iterable[str]) -> list[tuple[str, str]]:
        return [(part, whole) for part in parts for whole in self._wholes[part]]

    def _rows(self, document: str, figures: Iterable[Any]) -> dict[Table, tuple[str, str]]:
        """Return the tables of which a claim may be a row, with its two wordings."""
        words = {figure.measure: figure.wording for figure in figures}
        pairs = self._pairs(self._wholes.keys() & words)
        return {
            (document, part, whole): (words[part], words[whole])
            for part, whole in pairs
            if whole in words and (document, part, whole) not in self.unlike
        }

    def _judge(self, claim: Any) -> None:  # noqa: ANN401 - a mirrored claim
        import msgspec  # whoever mirrors claims has it

        record = MachineClaim.model_validate(msgspec.to_builtins(claim))
        entries = tuple(unfold(record, "", (0,)))
        found: dict[Table, Rows | None] = {}
        add_rows(Beside(self._hand, entries, Asked()), found)
        self.unlike.update(table for table, rows in found.items() if rows is None)
