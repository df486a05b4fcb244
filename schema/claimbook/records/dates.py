"""The dates of a record: each with its own words and its ground, wherever the record has them."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from claimbook.records.basis import Basis
from claimbook.records.record import Strict

DATED = ("published", "happened", "said_at", "period", "as_of")
"""Fields that hold a date and have `<field>_wording` and `<field>_basis` beside them."""


class Dated(NamedTuple):
    """One date of a record.

    Attributes:
        field: Its field.
        value: The date as EDTF or instant; None when there is none.
        wording: Its own words; None when they are not kept.
        basis: Its ground; None when it is stated in full.
    """

    field: str
    value: str | None
    wording: str | None
    basis: Basis | None


def dates(record: Strict) -> Iterator[Dated]:
    """Yield every date field that the record's type has, set or not."""
    for name, wording, basis in _fields(type(record)):
        yield Dated(name, getattr(record, name), getattr(record, wording), getattr(record, basis))


@cache
def _fields(model: type[Strict]) -> tuple[tuple[str, str, str], ...]:
    names = ((name, f"{name}_wording", f"{name}_basis") for name in DATED)
    return tuple(three for three in names if three[1] in model.model_fields)
