"""A quantity: what a number phrase says, and no more than it says."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from claimbook.errors import ClaimbookError

Qualifier = Literal[
    "exact",
    "about",
    "at_least",
    "more_than",
    "up_to",
    "almost",
    "fewer_than",
    "range",
    "magnitude",
    "none_stated",
]
"""How a printed number is to be taken."""

Number = int | float

LIMIT = 10**15
"""The largest number that a wording may print: every whole number up to it is exact as DOUBLE."""


class WordingError(ClaimbookError):
    """A text is not one number phrase of the grammar.

    Attributes:
        message: What is wrong; as a text, the error adds the place, counted from 1.
        position: Code point, counted from 0, of the first character that was not understood.
        end: Where the stretch ends that must not be read as a number either; 0 when there is none.
    """

    def __init__(self, message: str, position: int, end: int = 0) -> None:
        super().__init__(f"{message} (at character {position + 1})")
        self.message = message
        self.position = position
        self.end = end


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a number phrase says. A bound that it does not state is None: nothing is imputed.

    Attributes:
        qualifier: How the number is to be taken.
        nominal: The number as printed; None where none is printed (a range, ``dozens``).
        low: Lowest value that the phrase allows.
        low_exclusive: Whether ``low`` itself is ruled out; None when there is no ``low``.
        best: The value to use when one must be used; only a phrase that names one has it.
        high: Highest value that the phrase allows.
        high_exclusive: Whether ``high`` itself is ruled out; None when there is no ``high``.
        share: Whether the numbers are a share of one (``a quarter``, ``41%``) and not a count.

    Whole numbers are ``int``, all others the nearest ``float`` to the printed decimal or fraction.
    """

    qualifier: Qualifier
    nominal: Number | None = None
    low: Number | None = None
    low_exclusive: bool | None = None
    best: Number | None = None
    high: Number | None = None
    high_exclusive: bool | None = None
    share: bool = False


NONE_STATED = Quantity("none_stated", nominal=0, low=0, low_exclusive=False, best=0)
"""``no casualties``: nought as far as the document knows, hence without an upper bound."""


def plain(value: Fraction) -> Number:
    """Give a whole value as ``int`` and any other as the nearest ``float``.

    >>> plain(Fraction(20_000)), plain(Fraction(41, 100))
    (20000, 0.41)
    """
    return value.numerator if value.denominator == 1 else float(value)


def qualified(qualifier: Qualifier, value: Fraction, share: bool) -> Quantity:
    """Give the quantity of one printed number under a qualifier that takes one number.

    >>> qualified("more_than", Fraction(100), share=False).low_exclusive
    True
    """
    number = plain(value)
    match qualifier:
        case "exact":
            return Quantity(qualifier, number, number, False, number, number, False, share)
        case "about":
            return Quantity(qualifier, number, best=number, share=share)
        case "at_least" | "more_than":
            strict = qualifier == "more_than"
            return Quantity(qualifier, number, low=number, low_exclusive=strict, share=share)
        case "up_to" | "almost" | "fewer_than":
            strict = qualifier != "up_to"
            return Quantity(qualifier, number, high=number, high_exclusive=strict, share=share)
        case _:
            raise ValueError(f"{qualifier} does not take one number")


def between(low: Fraction, high: Fraction, share: bool) -> Quantity:
    """Give the quantity of a range, both ends in."""
    return Quantity(
        "range",
        low=plain(low),
        low_exclusive=False,
        high=plain(high),
        high_exclusive=False,
        share=share,
    )


def vague(qualifier: Qualifier, low: int, high: int | None) -> Quantity | None:
    """Give the quantity of a magnitude (``dozens``), bare or under a qualifier that bounds it.

    Whatever the vague number is, it lies in ``[low, high]``; so ``at least dozens`` is at least its
    low end and ``up to several hundred`` at most its high end. No number is printed, so ``nominal``
    stays None. Under ``about`` and ``almost`` nothing follows: the answer is None.
    """
    match qualifier:
        case "exact":
            strict = None if high is None else False
            return Quantity(
                "magnitude", low=low, low_exclusive=False, high=high, high_exclusive=strict
            )
        case "at_least" | "more_than":
            return Quantity(qualifier, low=low, low_exclusive=qualifier == "more_than")
        case "up_to" | "fewer_than" if high is not None:
            return Quantity(qualifier, high=high, high_exclusive=qualifier == "fewer_than")
        case _:
            return None
