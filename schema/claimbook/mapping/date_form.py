"""Forms of dates: in which order, and with how many digits, a table prints their parts."""

from __future__ import annotations

import re

from claimbook.errors import ClaimbookError

PARTS = {
    "YYYY": "year",
    "MMMM": "month",
    "MMM": "month",
    "MM": "month",
    "M": "month",
    "DD": "day",
    "D": "day",
    "hh": "hour",
    "h": "hour",
    "mm": "minute",
    "ss": "second",
}
"""What each part of a form stands for; whoever looks for them takes the longest first.

Two letters are two digits and four are four; one letter is one digit or two. `MMM` is the English
name of a month cut to three letters, `MMMM` all of it.
"""

ORDER = ("year", "month", "day", "hour", "minute", "second")
"""From the coarsest to the finest: a date has all that are coarser than its finest."""

FORM_PATTERN = "[YMDhms0./: T,Z-]+"
"""The characters of a form. What is no letter of a part stands for itself; so do `0`, `T`, `Z`."""

_PART = re.compile("|".join(PARTS))
_LETTERS = frozenset("YMDhms")


class FormError(ClaimbookError):
    """A text that is no form of dates."""


def form_pieces(form: str) -> tuple[str, ...]:
    """Return a form cut into its parts and what stands between them.

    Raises:
        FormError: A letter is no part, a part is said twice, or a coarser one is left out.

    >>> form_pieces("DD.MM.YYYY hh:mm")
    ('DD', '.', 'MM', '.', 'YYYY', ' ', 'hh', ':', 'mm')
    >>> form_pieces("DD.MM.YY")
    Traceback (most recent call last):
        ...
    claimbook.mapping.date_form.FormError: `YY` is no part of a form
    """
    pieces: list[str] = []
    at = 0
    for part in _PART.finditer(form):
        if part.start() > at:
            pieces.append(form[at : part.start()])
        pieces.append(part[0])
        at = part.end()
    if at < len(form):
        pieces.append(form[at:])
    for piece in pieces:
        strange = "".join(sign for sign in piece if sign in _LETTERS)
        if piece not in PARTS and strange:
            raise FormError(f"`{strange}` is no part of a form")
    _check_parts([PARTS[piece] for piece in pieces if piece in PARTS])
    return tuple(pieces)


def _check_parts(names: list[str]) -> None:
    if len(set(names)) < len(names):
        raise FormError("a part is said twice")
    needed = ORDER[: len(names)]
    if not names or set(names) != set(needed):
        missing = next((name for name in ORDER if name not in names), ORDER[0])
        raise FormError(f"a date with these parts needs its {missing} too")
