"""Figures that are parts of others: one above its whole is left to the long way."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from claimbook.rules.r402_part import exceeds
from claimbook.values.wording import parse_wording
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.maker import FigureMaker
from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.parts import wording_columns
from claimbook_build.importing.quick.slot import Filling, Slot


class Pair(NamedTuple):
    """A part and its whole.

    Attributes:
        part: The column of the part's number; None where it is no bare number of a column.
        whole: That of the whole's.
        slot: What is asked where bare numbers do not tell; it raises `Doubt`.
    """

    part: str | None
    whole: str | None
    slot: Slot


def pairs(makers: Iterable[FigureMaker]) -> Iterator[Pair]:
    """Yield the parts of a row with their wholes."""
    known: dict[str, FigureMaker] = {}
    for maker in makers:
        whole = known.get(maker.of_which) if maker.of_which else None
        if whole is not None:
            columns = dict.fromkeys((*wording_columns(maker), *wording_columns(whole)))
            slot = Slot(tuple(columns), _Above(maker, whole))
            bare = maker.form.wording is None and whole.form.wording is None
            yield Pair(maker.column, whole.column, slot) if bare else Pair(None, None, slot)
        known[maker.name] = maker


class _Above:
    """Raises `Doubt` where a part is above its whole."""

    def __init__(self, part: FigureMaker, whole: FigureMaker) -> None:
        self._part = part
        self._whole = whole

    def __call__(self, values: dict[str, Any]) -> Filling:
        part, whole = _said(self._part, values), _said(self._whole, values)
        if part is None or whole is None:
            return None
        if exceeds(parse_wording(part), parse_wording(whole)):
            raise Doubt
        return None


def _said(maker: FigureMaker, values: dict[str, Any]) -> str | None:
    if maker.column is not None and maker.column not in values:
        return None
    found = maker.wording(values)
    if isinstance(found, Fault):
        raise Doubt
    return found
