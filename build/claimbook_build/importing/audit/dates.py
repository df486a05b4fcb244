"""The first and the last date of a table's rows."""

from datetime import date

from claimbook_build.importing.reading import Dated, RowReading


class DateSpan:
    """Keeps the first and the last date of a column."""

    def __init__(self, column: str) -> None:
        self._column = column
        self._first: date | None = None
        self._last: date | None = None

    def see(self, reading: RowReading) -> None:
        """Take a row."""
        dated = reading.values.get(self._column)
        if isinstance(dated, Dated):
            self._first = min(self._first or dated.day, dated.day)
            self._last = max(self._last or dated.day, dated.day)

    @property
    def texts(self) -> tuple[str | None, str | None]:
        """Both dates in ISO 8601; None where no row has one."""
        first, last = self._first, self._last
        return first.isoformat() if first else None, last.isoformat() if last else None
