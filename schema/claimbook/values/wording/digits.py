"""Numbers in digits: ``41``, ``20,000``, ``120 000``, ``15.6``."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from .lexeme import BLANKS, DASHES
from .quantity import WordingError

_RUN = re.compile("[0-9][0-9.,:/]*")
_PLAIN = re.compile("(?:0|[1-9][0-9]*)(?:[.][0-9]+)?")
_GROUP = re.compile("[0-9]{3}(?:[.][0-9]+)?")
_GROUP_RUN = re.compile("[0-9][0-9.,:/]{0,40}")
_NOUGHTS = re.compile("0[0-9]{2}")
_MOST_DIGITS = 15  # what a float keeps exactly, hence what a reader can check by eye


class Run(NamedTuple):
    """A number in digits.

    Attributes:
        value: Its exact value.
        end: Where it ends.
        lead: Its first group when the thousands are grouped, else None.
        unclear: Whether its point could as well part thousands (``1.500``).
    """

    value: Fraction
    end: int
    lead: Fraction | None
    unclear: bool


def digits_at(text: str, start: int) -> Run | None:
    """Read the number in ASCII digits that begins at ``start``, as long as it goes.

    Raises:
        WordingError: Digits stand here that are no plain number: a clock time, a date, a decimal
            comma, groups of the wrong length, a leading nought, more than 15 digits.

    >>> digits_at("120 000 men", 0).value, digits_at("15.6", 0).value
    (Fraction(120000, 1), Fraction(78, 5))
    """
    match = _RUN.match(text, start) if start >= 0 else None
    if match is None:
        return None
    run = match.group().rstrip(".,:/")
    end = start + len(run)
    groups = run.split(",")
    if len(groups) == 1 and 1 <= len(run) <= 3 and run.isdigit():
        groups, end = _blank_groups(text, run, end)
    if len(groups) > 1 and not _are_groups(groups):
        raise WordingError("these digits are no plain number", start, end)
    number = "".join(groups)
    if not _PLAIN.fullmatch(number):
        raise WordingError("these digits are no plain number", start, end)
    if len(number.replace(".", "0")) > _MOST_DIGITS + 1:
        raise WordingError(f"more than {_MOST_DIGITS} digits", start, end)
    _refuse_doubtful_groups(text, groups, start, end)
    lead = Fraction(int(groups[0])) if len(groups) > 1 else None
    return Run(Fraction(Decimal(number)), end, lead, lead is None and _is_unclear(number))


def _are_groups(groups: list[str]) -> bool:
    head, *middle, last = groups
    return (
        1 <= len(head) <= 3
        and head.isdigit()
        and head[0] != "0"
        and all(len(group) == 3 and group.isdigit() for group in middle)
        and _GROUP.fullmatch(last) is not None
    )


def _blank_groups(text: str, head: str, end: int) -> tuple[list[str], int]:
    """Take in the groups of three digits that follow, all parted by the same single blank."""
    groups, blank = [head], text[end : end + 1]
    while blank in BLANKS and blank == text[end : end + 1]:
        match = _GROUP_RUN.match(text, end + 1)
        if match is None or not _GROUP.fullmatch(match.group().rstrip(".,:/")):
            break
        groups.append(match.group().rstrip(".,:/"))
        end += 1 + len(groups[-1])
        if len(groups[-1]) > 3:
            break
    return groups, end


def _refuse_doubtful_groups(text: str, groups: list[str], start: int, end: int) -> None:
    if text[end : end + 1] in BLANKS and _NOUGHTS.match(text, end + 1):
        raise WordingError("these digits are no plain number", start, end + 4)
    apart = len(groups) > 1 and text[start + len(groups[0])] in BLANKS and groups[-1][0] != "0"
    if apart and text[end : end + 1] in DASHES and not text[end + 1 : end + 2].isdecimal():
        raise WordingError("one number or two: unclear", start, end)  # "10 152-mm shells"


def _is_unclear(number: str) -> bool:
    whole, _, decimals = number.partition(".")
    return len(decimals) == 3 and whole != "0" and len(whole) <= 3
