"""A mapping made ready: from a row of a table to what it says, cell by cell."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.records.document import Document
from claimbook.records.link import Link
from claimbook.rules.r404_course import MENDS
from claimbook.values.cell import CellError, row_key
from claimbook.values.edtf import parse_edtf
from claimbook_build.importing.cells import Reader
from claimbook_build.importing.claims import ClaimMaker, RowName
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.identity import row_slug
from claimbook_build.importing.intervals import dated_columns, judge, stretches
from claimbook_build.importing.names import NamesOf
from claimbook_build.importing.near import nearest_column
from claimbook_build.importing.quick.doubt import Doubt
from claimbook_build.importing.quick.quick_plan import QuickPlan, Slow
from claimbook_build.importing.reading import Dated, RowReading
from claimbook_build.importing.row_faults import RowFaults
from claimbook_build.importing.soundness import soundness
from claimbook_build.importing.write.naming import given, held
from claimbook_build.read.findings import excerpt
from claimbook_build.table.row import Row

_NO_ZONE = "UTC"
"""The zone of clocks where nobody names the document: nothing is written then."""

_FEW = 4
"""Of fewer than one in so many columns known, and no date, a table is another one."""

_STRANGERS = 2**10
"""How many names of unknown columns are remembered with the nearest known one."""


class _Layout(NamedTuple):
    """The cells of a row by position: those that are read, and the names that nobody knows."""

    readers: tuple[tuple[int, str, Reader], ...]
    counters: tuple[tuple[int, str, Reader], ...]
    strangers: tuple[tuple[int, str], ...]


class Plan:
    """Reads the rows of a table by a mapping; one plan reads one table.

    Attributes:
        mapping: The mapping.
        document: The document that the table is; None where nobody named it: claims then have none.
        names: The columns that the table may have.
        corrected: Why a figure may be less than the one before it: links that its source put the
            count right, by what all versions of the figure share.
    """

    def __init__(
        self, mapping: TableMapping, dataset: Dataset, document: str | None, *, typed: bool
    ) -> None:
        """Make a mapping ready; what it names was looked up before (`read_mapping`).

        Args:
            mapping: The mapping.
            dataset: The records that names in cells may mean.
            document: The document that the table is.
            typed: Whether the table's format tells numbers from texts.
        """
        self.mapping = mapping
        self.document = document
        self.names = tuple(mapping.columns)
        known = dataset.document(document)
        zone = known.time_zone if known is not None else None if document else _NO_ZONE
        self.readers = {
            name: Reader(
                column,
                mapping.claim.time_zone or zone,
                NamesOf(dataset, column.names_of) if column.names_of else None,
                typed=typed,
            )
            for name, column in mapping.columns.items()
            if column.ignored is None
        }
        self._near = lru_cache(_STRANGERS)(lambda name: nearest_column(name, self.names))
        self._claims = ClaimMaker(mapping, dataset, document)
        self.figures = self._claims.figures
        self._counted = frozenset(m.column for m in self.figures if m.column is not None)
        self.corrected: dict[str | None, str] = {
            held(link.subject).base: link.because or f"it corrects `{link.object}`"
            for _, link in dataset.each(Link)
            if link.kind in MENDS
        }
        self._required = tuple(name for name, column in mapping.columns.items() if column.required)
        self._layouts: dict[tuple[str, ...], _Layout] = {}
        self._stretches = stretches(mapping)
        self._whole_key = mapping.key == (mapping.month_of,)
        self._dated = tuple(dict.fromkeys((mapping.month_of, *dated_columns(mapping))))
        self._last = _last_day(known)
        self._quick = self._quick_plan(dataset, typed=typed)

    def _quick_plan(self, dataset: Dataset, *, typed: bool) -> QuickPlan | None:
        """Return what reads the rows with which nothing is wrong; None where nothing can."""
        slow = Slow(
            self.read_slowly,
            self.readers,
            self.figures,
            soundness(dataset),
            self._required,
            self._dated,
            self._last,
        )
        try:
            return QuickPlan(self.mapping, self.document, slow, typed=typed)
        except Doubt:
            return None

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which no row can be read: those of the key and those required."""
        return tuple(dict.fromkeys((*self.mapping.key, self.mapping.month_of, *self._required)))

    def is_other(self, columns: tuple[str, ...]) -> bool:
        """Whether a table with these columns is another one: it has hardly any that is read."""
        known = self.readers.keys() & set(columns)
        few = len(known) * _FEW < min(len(columns), len(self.readers))
        return bool(columns) and (not known or (few and self.mapping.month_of not in known))

    def figure_at(self, key: str | None, column: str | None) -> str | None:
        """Return what all versions of a cell's figure share; None: no date is the whole key."""
        names = (m.name for m in self.figures if m.column == column)
        dated = self.readers[self.mapping.month_of](key) if self._whole_key and key else None
        if not isinstance(dated, Dated) or (name := next(names, None)) is None or key is None:
            return None
        return given(self._named(key, dated, ()).id("fig_", name)).base

    def read(self, row: Row) -> RowReading:
        """Return what the mapping makes of a row; nothing in it is left out in silence."""
        if self._quick is not None:
            try:
                return self._quick.read(row)
            except Doubt:
                pass
        return self.read_slowly(row)

    def read_slowly(self, row: Row) -> RowReading:
        """Return the same, whatever is wrong with the row; it takes ten times as long."""
        faults = RowFaults(row)
        numbers = self._numbers(row)
        if self._is_header(row):
            faults.add("header-row", None, "the row repeats the header, or holds tags")
            return RowReading(row, None, {}, None, faults.findings, numbers, len(numbers))
        values = self._values(row, faults)
        key = faults.key = self._key(row, values, faults)
        for name in self._required:
            if name not in values and name not in faults.columns:
                faults.add("missing-value", name, f"`{name}` has no value")
        for faulty in judge(self._stretches, values):
            faults.take(faulty.stretch.end, faulty.fault)
        self._judge_dates(values, faults)
        made = self._claims.make(self._name(row, key, values, faults), values, faults)
        told = made.stated | made.unsaid
        refused = (*(name for name in numbers if name not in told), *made.lost)
        count = len(numbers) + made.constant + len(made.lost)
        stated = len(made.stated) + made.constant
        return RowReading(row, key, values, made.claim, faults.findings, refused, count, stated)

    def _numbers(self, row: Row) -> tuple[str, ...]:
        """Return the columns of numbers in which a row has anything."""
        cells = row.values
        return tuple(
            name
            for at, name, reader in self._layout(row.columns).counters
            if cells[at] is not None and not reader.is_empty(cells[at])
        )

    # --- cells -----------------------------------------------------------------------------------
    def _is_header(self, row: Row) -> bool:
        first = row.values[0] if row.values else None
        if not isinstance(first, str) or (first != row.columns[0] and not first.startswith("#")):
            return False
        texts = [
            (n, v) for n, v in zip(row.columns, row.values, strict=True) if v not in {None, ""}
        ]
        same = sum(1 for name, value in texts if value == name)
        tags = sum(1 for _, value in texts if isinstance(value, str) and value.startswith("#"))
        return max(same, tags) * 2 > len(texts)

    def _layout(self, columns: tuple[str, ...]) -> _Layout:
        found = self._layouts.get(columns)
        if found is None:
            places = list(enumerate(columns))
            readers = [
                (at, name, self.readers[name]) for at, name in places if name in self.readers
            ]
            strangers = [(at, name) for at, name in places if name not in self.mapping.columns]
            counters = [reader for reader in readers if reader[1] in self._counted]
            found = _Layout(tuple(readers), tuple(counters), tuple(strangers))
            if len(self._layouts) < 1000:
                self._layouts[columns] = found
        return found

    def _values(self, row: Row, faults: RowFaults) -> dict[str, Any]:
        layout = self._layout(row.columns)
        values: dict[str, Any] = {}
        cells = row.values
        for at, name, reader in layout.readers:
            value = cells[at]
            if value is None or reader.is_empty(value):
                continue
            found = reader(value)
            if type(found) is Fault:
                faults.take(name, found)
                found = found.value
            if found is not None:
                values[name] = found
        for at, name in layout.strangers:
            self._stranger(name, cells[at], faults)
        self._count_days(values, faults)
        return values

    def _stranger(self, name: str, value: Any, faults: RowFaults) -> None:  # noqa: ANN401
        """Tell of a column that nobody knows, and whether its cell would fit the nearest one."""
        near = self._near(name)
        help_ = f"did you mean `{near}`?" if near else None
        faults.add("unknown-column", name, f"the mapping knows no column `{excerpt(name)}`", help_)
        reader = self.readers.get(near) if near else None
        if reader is not None and value is not None and not reader.is_empty(value):
            found = reader(value)
            if isinstance(found, Fault):
                faults.take(name, found)

    def _count_days(self, values: Mapping[str, Any], faults: RowFaults) -> None:
        for name, column in self.mapping.columns.items():
            if column.days_since is None or not isinstance(values.get(name), int):
                continue
            dated = values.get(column.days_since.column)
            if isinstance(dated, Dated):
                first = type(dated.day).fromisoformat(column.days_since.first)
                meant = (dated.day - first).days + 1
                if meant != values[name]:
                    message = f"`{name}` is {values[name]}, but {dated.text} is day {meant}"
                    faults.add("wrong-day", name, message)

    def _judge_dates(self, values: Mapping[str, Any], faults: RowFaults) -> None:
        """Tell of dates behind the day on which the table was published."""
        for name in self._dated if self._last is not None else ():
            dated = values.get(name)
            if isinstance(dated, Dated) and self._last is not None and dated.day > self._last:
                message = f"{dated.text} lies behind {self._last}, when the table was published"
                faults.add("future-date", name, message)

    def _key(self, row: Row, values: Mapping[str, Any], faults: RowFaults) -> str | None:
        """Return the key of a row: what is printed there, whether it can be read or not."""
        parts = []
        for name in self.mapping.key:
            raw = row.values[row.columns.index(name)] if name in row.columns else None
            if raw is None or self.readers[name].is_empty(raw):
                if self.mapping.columns[name].required is not False:
                    faults.add("missing-value", name, f"`{name}`, of the row's key, has no value")
                    return None
                parts.append("")
                continue
            value = values.get(name)
            text = raw if isinstance(raw, str) or not isinstance(value, Dated) else value.text
            parts.append(str(text))
        if not any(parts):
            faults.add(
                "missing-value", self.mapping.key[0], "no column of the row's key has a value"
            )
            return None
        try:
            return row_key(parts)
        except CellError as error:
            faults.add("wrong-type", self.mapping.key[0], f"no key of a row: {error}")
            return None

    # --- records ---------------------------------------------------------------------------------
    def _name(
        self, row: Row, key: str | None, values: Mapping[str, Any], faults: RowFaults
    ) -> RowName | None:
        """Return what the records of a row are called; None where it has no key, or no month."""
        name = self.mapping.month_of
        dated = values.get(name)
        if isinstance(dated, Dated) and dated.precision == "year":
            message = f"{dated.text} names no month, so that no file is there for the row"
            faults.add("not-a-date", name, message)
        elif not isinstance(dated, Dated) and name not in faults.columns:
            faults.add("missing-value", name, f"`{name}`, of which the month is, has no value")
        if key is None or not isinstance(dated, Dated) or name in faults.errors:
            return None
        return self._named(key, dated, row.columns)

    def _named(self, key: str, dated: Dated, columns: tuple[str, ...]) -> RowName:
        own = row_slug(key, dated if self._whole_key else None)
        return RowName(self.mapping.slug, dated.day.isoformat()[:7], own, key, columns)


def unknown_columns(plan: Plan, columns: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
    """Yield the columns of a table that the mapping does not know, each with the nearest name."""
    for name in columns:
        if name not in plan.mapping.columns:
            yield name, nearest_column(name, plan.names)


def _last_day(document: Document | None) -> date | None:
    """Return the day on which a table was published; None where it is not known."""
    if document is None or document.published is None:
        return None
    return parse_edtf(document.published).days(document.time_zone or _NO_ZONE)[1]
