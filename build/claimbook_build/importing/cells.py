"""The cells of one column: from what is printed to a value, or to what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, TypeAlias
from urllib.parse import urljoin

from claimbook.mapping.column import Column
from claimbook.values.identifier import nearest
from claimbook.values.web_address import WebAddressError, check_web_address
from claimbook.values.wording import WordingError, parse_wording
from claimbook_build.importing.dates import DateReader
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.names import NamesOf
from claimbook_build.read.findings import excerpt

Read: TypeAlias = Callable[[Any], Any]
"""From the value of a cell that is not empty to a value, or a `Fault`."""

_INTEGER = re.compile("-?(0|[1-9][0-9]{0,17})")
_WHOLE = re.compile("-?[0-9]{1,18}[.]0{1,18}")
_DECIMAL = re.compile("-?[0-9]{1,18}([.][0-9]{1,18})?")
_PRINTED = re.compile(r"[\[({].*[\])}]", re.DOTALL)
_BETWEEN = (" and ", ";", ", ", " & ", "\n", " + ")
"""What parts several values in one cell of tables, unless the mapping says it."""

_MEMORY = 2**16


class Reader:
    """Reads the cells of one column.

    Attributes:
        column: What the mapping says of it.
        is_number: Whether it holds numbers.
    """

    def __init__(
        self,
        column: Column,
        zone: str | None,
        names: NamesOf | None = None,
        *,
        typed: bool = False,
    ) -> None:
        """Prepare to read a column.

        Args:
            column: What the mapping says of it.
            zone: IANA zone of times of day, where the column names none.
            names: The names that its texts may be, where it has `names_of`.
            typed: Whether the format tells numbers from texts, so that a number in quotes is one
                that a program lost the type of.
        """
        self.column = column
        self.is_number = column.holds in {"count", "number"}
        self._missing = frozenset(column.missing)
        self._names = names
        self._typed = typed
        self._dates = DateReader(
            column.forms, column.time_zone or zone, moments=column.holds == "moment"
        )
        readers: Mapping[str, Read] = {
            "text": self._text,
            "count": self._count,
            "number": self._number,
            "date": self._date,
            "moment": self._date,
            "code": self._code,
            "address": self._address,
        }
        self._read = readers[column.holds or "text"]
        self._known: dict[Any, Any] = {}

    def is_empty(self, value: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
        """Whether a cell says nothing."""
        return value is None or value == "" or (bool(self._missing) and str(value) in self._missing)

    def __call__(self, value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
        """Return the value of a cell that is not empty, or a `Fault`."""
        key = (type(value), value)
        found = self._known.get(key, self)
        if found is self:
            found = self._looked_up(value)
            if len(self._known) < _MEMORY:
                self._known[key] = found
        return found

    def _looked_up(self, value: Any) -> Any:  # noqa: ANN401
        values = self.column.values
        if values and self.column.holds != "code" and str(value) in values:
            value = values[str(value)]
        found = self._read(value)
        if isinstance(found, (int, float)):
            return self._bounded(found)
        return found

    def _bounded(self, number: float) -> float | Fault:
        least, most = self.column.least, self.column.most
        if (least is not None and number < least) or (most is not None and number > most):
            bounds = f"{'' if least is None else least}..{'' if most is None else most}"
            return Fault("out-of-range", f"{number} is not within {bounds}")
        return number

    # --- words -----------------------------------------------------------------------------------
    def _text(self, value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, str):
            return str(value)
        return self._several(value, self.column.separators) or value

    def _several(self, text: str, separators: Iterable[str]) -> Fault | None:
        found = next((by for by in separators if by in text.strip(by)), None)
        if found is None:
            return None
        parts = [part.strip() for part in text.split(found) if part.strip()]
        if len(parts) < 2:
            return None
        return Fault("several-values", f"{len(parts)} values in one cell: `{excerpt(text)}`")

    def _code(self, value: Any) -> Any:  # noqa: ANN401
        text = str(value)
        found = self._code_of(text)
        if found is not None:
            return found
        if isinstance(value, str) and _PRINTED.fullmatch(text):
            return _printed(text)
        for by in self.column.separators or _BETWEEN:
            parts = [part.strip() for part in text.split(by)] if by in text else []
            known = sum(1 for part in parts if self._code_of(part) is not None)
            if len(parts) > 1 and (known or self.column.separators):
                return Fault(
                    "several-values", f"{len(parts)} values in one cell: `{excerpt(text)}`"
                )
        return self._stranger(text)

    def _code_of(self, text: str) -> str | None:
        found = self.column.values.get(text)
        if found is None and self._names is not None:
            return self._names(text)
        if found is None and not self.column.values and self._names is None:
            return text
        return found

    def _stranger(self, text: str) -> Fault:
        known = (*self.column.values, *(self._names.texts if self._names else ()))
        near = nearest(text, known)
        help_ = f"did you mean `{near[0]}`?" if near else None
        return Fault("unknown-value", f"`{excerpt(text)}` is no known value", help_)

    # --- numbers ---------------------------------------------------------------------------------
    def _count(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            return self._quoted(value) or self._count_in(value)
        if isinstance(value, (float, Decimal)) and value % 1 == 0:
            return Fault("float-for-integer", f"{value} for a whole number")
        if isinstance(value, bool) or not isinstance(value, int):
            return Fault("not-a-number", f"`{excerpt(str(value))}` is no whole number")
        return value if value >= 0 else Fault("out-of-range", f"{value} is below 0")

    def _count_in(self, text: str) -> Any:  # noqa: ANN401
        if _INTEGER.fullmatch(text):
            return int(text) if text[0] != "-" else Fault("out-of-range", f"{text} is below 0")
        if _WHOLE.fullmatch(text):
            return Fault("float-for-integer", f"`{excerpt(text)}` for a whole number")
        return self._phrase(text)

    def _number(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, (bool, date, time)):
            return Fault("not-a-number", f"`{value}` is no number")
        if isinstance(value, (int, float, Decimal)):
            return value if isinstance(value, int) else float(value)
        if (quoted := self._quoted(value)) is not None:
            return quoted
        if _INTEGER.fullmatch(value):
            return int(value)
        return float(value) if _DECIMAL.fullmatch(value) else self._phrase(value)

    def _quoted(self, text: str) -> Fault | None:
        if not self._typed or _PRINTED.fullmatch(text):
            return None
        parted = self._several(text, self.column.separators or _BETWEEN)
        return parted or Fault("text-for-number", f"the text `{excerpt(text)}` for a number")

    def _phrase(self, text: str) -> Any:  # noqa: ANN401
        """Take words for a number if the grammar of numbers does: `about 60`."""
        if _PRINTED.fullmatch(text):
            return _printed(text)
        try:
            parse_wording(text)
        except WordingError:
            return self._several(text, self.column.separators or _BETWEEN) or Fault(
                "not-a-number", f"`{excerpt(text)}` is no number"
            )
        return text

    # --- dates and addresses ---------------------------------------------------------------------
    def _date(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, (date, datetime)):
            found = self._dates.typed(value)
        elif isinstance(value, (str, int)) and not isinstance(value, bool):
            found = self._dates.read(str(value))
        else:
            found = None
        if found is not None:
            return found
        text = str(value)
        if _PRINTED.fullmatch(text):
            return _printed(text)
        parted = self._several(text, self.column.separators)
        return parted or Fault("not-a-date", f"`{excerpt(text)}` is no date of a known form")

    def _address(self, value: Any) -> Any:  # noqa: ANN401
        text = str(value)
        parted = self._several(text, self.column.separators or (" ", "\n", ";"))
        if parted is not None:
            return parted
        if "://" not in text:
            if self.column.base is None:
                return Fault("relative-source", f"`{excerpt(text)}` is no absolute address")
            text = urljoin(self.column.base, text)
        try:
            check_web_address(text)
        except WebAddressError as error:
            return Fault("bad-address", f"`{excerpt(text)}`: {error}")
        return text


def _printed(text: str) -> Fault:
    return Fault("printed-structure", f"a list or dictionary as text: `{excerpt(text)}`")
