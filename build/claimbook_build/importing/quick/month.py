"""The month of a row, and dates that no row may have."""

from datetime import date
from typing import Any

from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.slot import Filling, Slot
from claimbook_build.importing.reading import Dated


def month_slot(column: str) -> Slot:
    """Return what tells the month of a row from its date; a year alone names none."""

    def fill(values: dict[str, Any]) -> Filling:
        dated = values.get(column)
        if not isinstance(dated, Dated) or dated.precision == "year":
            raise Doubt
        return dated.day.isoformat()[:7]

    return Slot((column,), fill)


def is_behind(value: Any, last: date | None) -> bool:  # noqa: ANN401 - what a column holds
    """Whether a date lies behind the day on which its table was published."""
    return last is not None and isinstance(value, Dated) and value.day > last
