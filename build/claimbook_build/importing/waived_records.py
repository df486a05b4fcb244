"""Waivers of a mapping, as the records of the rows carry them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from claimbook.mapping.mapping import CellWaiver

RECORDED = frozenset({"R306", "R402", "R404"})
"""Rules that judge the records as they judge the rows: their waivers go with the records."""


class WaivedRecords:
    """What rows and cells may break, ready to be put into claims and figures."""

    def __init__(self, waivers: Iterable[CellWaiver]) -> None:
        self._known: defaultdict[tuple[str, str | None], list[dict[str, str]]] = defaultdict(list)
        for waiver in waivers:
            if waiver.rule in RECORDED:
                said = {"rule": waiver.rule, "because": waiver.because}
                self._known[waiver.row, waiver.column].append(said)

    def of_row(self, key: str) -> dict[str, Any]:
        """Return the field `waive` of a row's claim, if it has any."""
        return self._field(key, None)

    def of_cell(self, key: str, column: str | None) -> dict[str, Any]:
        """Return the field `waive` of a cell's figure, if it has any."""
        return self._field(key, column) if column is not None else {}

    def _field(self, key: str, column: str | None) -> dict[str, Any]:
        found = self._known.get((key, column))
        return {"waive": found} if found else {}
