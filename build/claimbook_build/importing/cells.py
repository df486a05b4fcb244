"""The cells of one column: from what is printed to a value, or to what is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, TypeAlias
from urllib.parse import urljoin

from claimbook.mapping.column import Column
from claimbook.rules.r103_form import is_printed
from claimbook.values.identifier import nearest
from claimbook.values.web_address import WebAddressError, check_web_address
from claimbook.values.wording import WordingError, parse_wording
from claimbook_build.importing.dates import DateReader
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.names import Looked, NamesOf
from claimbook_build.importing.phrase import stated_in
from claimbook_build.read.findings import excerpt
from claimbook_build.table.row import Nested

Read: TypeAlias = Callable[[Any], Any]
"""From the value of a cell that is not empty to a value, or a `Fault`."""

_INTEGER = re.compile("-?(0|[1-9][0-9]{0,17})")
_WHOLE = re.compile("-?[0-9]{1,18}[.]0{1,18}")
_DECIMAL = re.compile("-?[0-9]{1,18}([.][0-9]{1,18})?")
_PRINTED = re.compile(r"[\[({].*[\])}]", re.DOTALL)
_OPEN_COMMA = re.compile("-?[0-9]{1,3},[0-9]{3}")
_CHOOSE = "write a decimal point, or no comma; if all are whole numbers, they are a `count`"
BETWEEN = (
    *(" and ", ";", " & ", "\n", " + "),
    *(" \u0438 ", " \u0456 ", " \u0439 ", " \u0442\u0430 "),  # `and` in Russian and Ukrainian
)
"""What parts several values in one cell of tables, unless the mapping says it.

Not a comma: it stands in many a name of one place.
"""
_BETWEEN = (*BETWEEN, ", ")
_PARTED = re.compile("[;&+\n]| (?:and|\u0438|\u0456|\u0439|\u0442\u0430) ")
_GREATEST = 10**18
"""Numbers from here on are no counts of anything, and no table keeps their last digits."""

_MEMORY = 2**16
_SHORT = 200
"""Characters of a text that is remembered: longer ones hardly come again, and fill the memory."""
_MOST_COMPARED = 500_000
"""Known texts that a column's unknown ones are compared with, all in all: some ten seconds."""


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
        self._separators = tuple(f" {by} " if by.isalpha() else by for by in column.separators)
        self._names = names
        self._resolved = names is None or names.resolved
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
        self._texts: set[str] = set()
        self._compared = 0

    def is_empty(self, value: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
        """Whether a cell says nothing."""
        if isinstance(value, str):
            value = value.strip()
        return value is None or value == "" or (bool(self._missing) and str(value) in self._missing)

    def __call__(self, value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
        """Return the value of a cell that is not empty, or a `Fault`.

        Space around a text is no part of it; the reader of the table told of it (R106).
        """
        key = (type(value), value)
        found = self._known.get(key, self)
        if found is self and type(value) is Nested:
            return _printed(value)
        if found is self:
            found = self._looked_up(value.strip() if isinstance(value, str) else value)
            if len(self._known) < _MEMORY and (type(value) is not str or len(value) <= _SHORT):
                self._known[key] = found
        return found

    def _looked_up(self, value: Any) -> Any:  # noqa: ANN401
        values = self.column.values
        if values and self.column.holds != "code" and str(value) in values:
            meant = values[str(value)]
            found = self._number_in(meant) if self.is_number else self._read(meant)
        else:
            found = self._read(value)
        if isinstance(found, (int, float)):
            return self._bounded(found)
        if self.is_number and isinstance(found, str):
            bounded = (self._bounded(number) for number in stated_in(found))
            return next((fault for fault in bounded if isinstance(fault, Fault)), found)
        return found

    def _bounded(self, number: float) -> float | Fault:
        least, most = self.column.least, self.column.most
        if (least is not None and number < least) or (most is not None and number > most):
            bounds = f"{'' if least is None else least}..{'' if most is None else most}"
            return Fault("out-of-range", f"{number} is not within {bounds}")
        if not -_GREATEST < number < _GREATEST:
            return Fault("out-of-range", "a number of more than 18 digits")
        return number

    # --- words -----------------------------------------------------------------------------------
    def _text(self, value: Any) -> Any:  # noqa: ANN401
        text = str(value)
        if is_printed(text):
            return _printed(text)
        if self._separators:
            return self._several(text, self._separators) or text
        # Most texts hold none of these: one look tells.
        for by in BETWEEN if _PARTED.search(text) else ():
            parts = [part.strip() for part in text.split(by)] if by in text else []
            if len(parts) > 1 and all(part in self._texts for part in parts):
                return Fault(
                    "several-values",
                    f"{len(parts)} values in one cell, each of which others have alone: "
                    f"`{excerpt(text)}`",
                )
        if len(self._texts) < _MEMORY and len(text) <= _SHORT:
            self._texts.add(text)
        return text

    def _several(self, text: str, separators: Iterable[str]) -> Fault | None:
        for by in separators:
            if by not in text:
                continue
            parts = [part for part in text.split(by) if part.strip()]
            if len(parts) > 1:
                message = f"{len(parts)} values in one cell: `{excerpt(text)}`"
                return Fault("several-values", message)
        return None

    def _code(self, value: Any) -> Any:  # noqa: ANN401
        text = str(value)
        if not self.column.values and self._names is None:
            return self._text(value)
        if self._separators and text not in self.column.values and not self._resolved:
            # Where no name was looked up, all of them are known: those of several as well.
            parted = self._several(text, self._separators)
            if parted is not None:
                return parted
        found = self._code_of(text)
        if found is not None:
            return Looked(found, text)
        if isinstance(value, str) and _PRINTED.fullmatch(text):
            return _printed(text)
        for by in (*self._separators, *_BETWEEN):
            parts = [part.strip() for part in text.split(by)] if by in text else []
            known = sum(1 for part in parts if self._code_of(part) is not None)
            if len(parts) > 1 and (known or by in self._separators):
                return Fault(
                    "several-values", f"{len(parts)} values in one cell: `{excerpt(text)}`"
                )
        return self._stranger(text)

    def _code_of(self, text: str) -> str | None:
        found = self.column.values.get(text)
        return self._names(text) if found is None and self._names is not None else found

    def _stranger(self, text: str) -> Fault:
        near: tuple[str, ...] = ()
        if self._compared < _MOST_COMPARED and len(text) <= _SHORT:
            known = (*self.column.values, *(self._names.texts if self._names else ()))
            near = nearest(text, known)
            self._compared += len(known)
        help_ = f"did you mean `{near[0]}`?" if near else None
        return Fault("unknown-value", f"`{excerpt(text)}` is no known value", help_)

    # --- numbers ---------------------------------------------------------------------------------
    def _count(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            return self._quoted(value) or self._number_in(value)
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            return Fault("not-a-number", f"`{excerpt(str(value))}` is no whole number")
        if isinstance(value, int):
            return value if value >= 0 else Fault("out-of-range", f"{value} is below 0")
        if isfinite(value) and not -_GREATEST < value < _GREATEST:
            return self._bounded(float(value))  # the remainder of a long Decimal cannot be had
        if not isfinite(value) or value % 1:
            return Fault("not-a-number", f"`{excerpt(str(value))}` is no whole number")
        return self._decimal(str(value), int(value))

    def _decimal(self, text: str, number: int) -> Fault:
        """Tell of a count with a decimal point, which says what it says all the same."""
        if number < 0:
            return Fault("out-of-range", f"{number} is below 0")
        name = "decimal-point" if self.column.decimals else "float-for-integer"
        bounded = self._bounded(number)
        if isinstance(bounded, Fault):
            return bounded
        return Fault(name, f"`{excerpt(text)}` for a whole number", value=number)

    def _number_in(self, text: str) -> Any:  # noqa: ANN401
        """Return the number of a text: bare digits, or words that the grammar of numbers takes."""
        if self.column.holds == "number":
            if _INTEGER.fullmatch(text):
                return int(text)
            return _float(Decimal(text)) if _DECIMAL.fullmatch(text) else self._phrase(text)
        if _INTEGER.fullmatch(text):
            return int(text) if text[0] != "-" else Fault("out-of-range", f"{text} is below 0")
        if _WHOLE.fullmatch(text):
            return self._decimal(text, int(text.partition(".")[0]))
        if _DECIMAL.fullmatch(text):
            return Fault("not-a-number", f"`{excerpt(text)}` is no whole number")
        return self._phrase(text)

    def _number(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, str):
            return self._quoted(value) or self._number_in(value)
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
            return Fault("not-a-number", f"`{excerpt(str(value))}` is no number")
        if not isfinite(value):
            return Fault("not-a-number", f"`{value}` is no finite number")
        return _float(value) if isinstance(value, Decimal) else value

    def _quoted(self, text: str) -> Fault | None:
        """Tell of a text where the format has numbers; of one in brackets more can be said."""
        if not self._typed or _PRINTED.fullmatch(text):
            return None
        parted = self._several(text, self._separators or _BETWEEN)
        number = self._number_in(text)
        known = number.value if isinstance(number, Fault) else number
        known = known if isinstance(known, (int, float)) else None
        if parted is None and known is not None:
            return Fault("quoted-number", f"`{excerpt(text)}` in quotes", value=known)
        return parted or Fault("text-for-number", f"the text `{excerpt(text)}` for a number")

    def _phrase(self, text: str) -> Any:  # noqa: ANN401
        """Take words for a number if the grammar of numbers does: `about 60`."""
        if _PRINTED.fullmatch(text):
            return _printed(text)
        if self.column.holds == "number" and _OPEN_COMMA.fullmatch(text):
            message = f"`{text}` may be {text.replace(',', '.')} or {text.replace(',', '')}"
            return Fault("not-a-number", message, _CHOOSE)
        try:
            parse_wording(text)
        except WordingError:
            return self._several(text, self._separators or _BETWEEN) or Fault(
                "not-a-number", f"`{excerpt(text)}` is no number"
            )
        return text

    # --- dates and addresses ---------------------------------------------------------------------
    def _date(self, value: Any) -> Any:  # noqa: ANN401
        if isinstance(value, (date, datetime)):
            found = self._dates.typed(value)
        elif isinstance(value, (str, int)) and not isinstance(value, bool):
            text = str(value)
            found = self._dates.read(text) if len(text) <= _SHORT else None
        else:
            found = None
        if found is not None:
            return found
        text = str(value)
        if _PRINTED.fullmatch(text):
            return _printed(text)
        parted = self._several(text, self._separators or BETWEEN)
        clock = "" if self._dates.zoned or not self._dates.moments else "; its time zone is unknown"
        return parted or Fault("not-a-date", f"`{excerpt(text)}` is no date of a known form{clock}")

    def _address(self, value: Any) -> Any:  # noqa: ANN401
        text = str(value)
        parted = self._several(text, self._separators or (" ", "\n", ";"))
        if parted is not None:
            return parted
        if "://" not in text:
            if self.column.base is None:
                message = f"`{excerpt(text)}` is no absolute address"
                return Fault("relative-source", message, value=text)
            try:
                text = urljoin(self.column.base, text)
            except ValueError:
                return Fault("bad-address", f"`{excerpt(text)}` is no address")
        try:
            check_web_address(text)
        except WebAddressError as error:
            return Fault("bad-address", f"`{excerpt(text)}`: {error}")
        return text


def _float(number: Decimal) -> float | Fault:
    """Return a number that is printed in decimals, if no digit of it gets lost."""
    found = float(number)
    if Decimal(repr(found)) == number:
        return found
    return Fault("out-of-range", f"`{excerpt(str(number))}` has more digits than a float can keep")


def _printed(text: str) -> Fault:
    how = "in a cell" if type(text) is Nested else "as text"
    return Fault("printed-structure", f"a list or dictionary {how}: `{excerpt(text)}`")
