"""What the cells of one column look like, counted in memory that does not grow."""

from collections import Counter
from typing import Any

from claimbook_build.importing.cells import BETWEEN
from claimbook_build.importing.phrase import stated_in
from claimbook_build.importing.propose.date_shape import Shape, shape
from claimbook_build.importing.propose.printed import Look, seen

MOST_TEXTS = 1000
"""Different texts of a column that are remembered."""

_LONGEST = 200
_MOST_KNOWN = 2**16
_BETWEEN = (*BETWEEN, ", ", " / ")


class Facts:
    """What is counted of one column.

    Attributes:
        name: Its name.
        cells: Rows that have the column.
        given: Cells that are not empty.
        looks: What these look like.
        quoted: How many numbers among them are texts.
        texts: Different texts, with how often each is there; at most `MOST_TEXTS`.
        more_texts: Whether there are others.
        shapes: Forms of the dates among them.
        least: Least number; None without any.
        greatest: Greatest number.
        repeated: Whether a value stands twice, as far as that was remembered.
        separators: How many cells hold each of what often parts several values.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells = self.given = self.quoted = 0
        self.looks: Counter[Look] = Counter()
        self.texts: Counter[str] = Counter()
        self.more_texts = False
        self.shapes: Counter[Shape] = Counter()
        self.least: float | None = None
        self.greatest: float | None = None
        self.repeated = False
        self.separators: Counter[str] = Counter()
        self.nothing: Counter[str] = Counter()
        self.odd: dict[Look, str] = {}
        self._known: set[int] = set()

    def take(self, value: Any) -> None:  # noqa: ANN401 - whatever a cell holds
        """Count a cell."""
        self.cells += 1
        if value is None or value == "":
            return
        self.given += 1
        look, number, quoted = seen(value)
        self.looks[look] += 1
        if number is not None:
            self._number(number)
            self.quoted += quoted
        elif look == "phrase":
            for number in stated_in(str(value)):
                self._number(number)
        text = value if quoted else str(value)
        if look not in self.odd:
            self.odd[look] = text[:_LONGEST]
        if look == "nothing":
            self.nothing[text] += 1
            return
        self._text(text)
        if look != "number":
            self._shape(value if look == "date" else text)
        if not self.repeated:
            self._repeat(text)

    @property
    def said(self) -> int:
        """How many cells say something."""
        return self.given - self.looks["nothing"]

    def _number(self, number: float) -> None:
        if self.least is None or number < self.least:
            self.least = number
        if self.greatest is None or number > self.greatest:
            self.greatest = number

    def _text(self, text: str) -> None:
        if text in self.texts or (len(self.texts) < MOST_TEXTS and len(text) <= _LONGEST):
            self.texts[text] += 1
        else:
            self.more_texts = True
        for by in _BETWEEN:
            if by in text:
                self.separators[by] += 1

    def _shape(self, value: Any) -> None:  # noqa: ANN401
        if not isinstance(value, str):
            typed = Shape("YYYY-MM-DD" if not hasattr(value, "hour") else "YYYY-MM-DDThh:mm:ss")
            if hasattr(value, "hour") and not any((value.hour, value.minute, value.second)):
                typed = Shape("YYYY-MM-DD")
            self.shapes[typed] += 1
            return
        found = shape(value) if len(value) <= _LONGEST else None
        if found is not None and (found in self.shapes or len(self.shapes) < _LONGEST):
            self.shapes[found] += 1

    def _repeat(self, text: str) -> None:
        hashed = hash(text)
        if hashed in self._known:
            self.repeated = True
            self._known.clear()
        elif len(self._known) < _MOST_KNOWN:
            self._known.add(hashed)
