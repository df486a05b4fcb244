"""Stretches of time between two columns: reversed, without a length, or mixed in precision."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, NamedTuple

from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.mapping.value import Stretch
from claimbook.values.edtf import EdtfError, ReversedError, parse_edtf
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.given import columns_of
from claimbook_build.importing.reading import Dated


class Faulty(NamedTuple):
    """What is wrong between two columns of a row."""

    stretch: Stretch
    fault: Fault


def stretches(mapping: TableMapping) -> tuple[Stretch, ...]:
    """Return the stretches that a mapping speaks of, each once."""
    dates = chain([mapping.claim.said_at], *((f.period, f.as_of) for f in mapping.figures))
    found = {(d.start, d.end): d for d in dates if isinstance(d, Stretch)}
    return tuple(found.values())


def dated_columns(mapping: TableMapping) -> tuple[str, ...]:
    """Return the columns whose dates the records of a row carry."""
    dates = [mapping.claim.said_at, *(d for f in mapping.figures for d in (f.period, f.as_of))]
    return tuple(name for value in dates for name in columns_of(value))


def judge(known: tuple[Stretch, ...], values: Mapping[str, Any]) -> Iterator[Faulty]:
    """Yield what is wrong with the stretches of a row."""
    for stretch in known:
        start, end = values.get(stretch.start), values.get(stretch.end)
        if isinstance(start, Dated) and isinstance(end, Dated):
            fault = _fault(start, end)
            if fault is not None:
                yield Faulty(stretch, fault)


def _fault(start: Dated, end: Dated) -> Fault | None:
    both = f"{start.text} to {end.text}"
    try:
        parse_edtf(f"{start.text}/{end.text}")
    except ReversedError:
        return Fault("reversed-interval", f"{both}: it ends before it begins")
    except EdtfError as error:
        return Fault("not-a-date", f"{both}: {error}")
    if start.of_days != end.of_days:
        return Fault("mixed-precision", f"{both}: one end has a time of day, the other has none")
    if start.precision != end.precision:
        return Fault(
            "mixed-precision",
            f"{both}: one end is a {start.precision}, the other a {end.precision}",
        )
    if start.text == end.text and not start.of_days:
        return Fault("zero-length-interval", f"{both}: it has no length")
    return None
