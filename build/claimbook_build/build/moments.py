"""The columns that a date is published as: half-open UTC bounds, days, precision."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from claimbook.columns import Column
from claimbook.values.edtf import Edtf, parse_edtf

_KYIV = ZoneInfo("Europe/Kyiv")


def moment_columns(columns: tuple[Column, ...], text: str | None, zone: str) -> dict[str, object]:
    """Compute the columns derived from a date, each by what its name ends with.

    Args:
        columns: The columns to fill.
        text: The date as written, or None, which makes them all null.
        zone: IANA zone in which its bare days are meant.
    """
    if text is None:
        return {column.name: None for column in columns}
    value = parse_edtf(text)
    return {column.name: _cell(column, value, zone) for column in columns}


def _cell(column: Column, value: Edtf, zone: str) -> object:
    bounds, days = value.bounds(zone), value.days(zone)
    if column.name.endswith("_precision"):
        return value.precision
    if column.name == "t_max_utc" or column.name.endswith("_end_utc"):
        return bounds.t_max_utc
    if column.name.endswith("_utc"):
        return bounds.t_min_utc
    if column.name.endswith("_date"):
        return kyiv_day(bounds.t_min_utc)
    return days[1] if column.name.endswith("_end") else days[0]


def kyiv_day(moment: datetime | None) -> date | None:
    """Return the day in Kyiv of a naive UTC moment.

    >>> kyiv_day(datetime(2022, 10, 12, 21))
    datetime.date(2022, 10, 13)
    """
    return moment and moment.replace(tzinfo=UTC).astimezone(_KYIV).date()
