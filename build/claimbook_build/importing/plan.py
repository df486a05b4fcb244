"""A mapping made ready: from a row of a table to what it says, cell by cell."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from claimbook.dataset import Dataset
from claimbook.mapping.mapping import Mapping as TableMapping
from claimbook.mapping.value import FromColumn
from claimbook.records.claim import Claim
from claimbook.records.figure import Figure
from claimbook.records.link import Link
from claimbook.rules.r404_course import MENDS
from claimbook.values.cell import Cell, CellError, row_key
from claimbook.values.identifier import nearest
from claimbook_build.canonical.order import field_order
from claimbook_build.importing.cells import Reader
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.given import given
from claimbook_build.importing.identity import identifier, row_slug
from claimbook_build.importing.intervals import judge, stretches
from claimbook_build.importing.maker import FigureMaker, claim_fields, figure_makers
from claimbook_build.importing.names import NamesOf
from claimbook_build.importing.reading import Dated, Reading
from claimbook_build.importing.row_faults import RowFaults
from claimbook_build.importing.waived_records import WaivedRecords
from claimbook_build.read.findings import excerpt
from claimbook_build.table.row import Row

Tree = dict[str, Any]

_CLAIM_ORDER = field_order(Claim)
_FIGURE_ORDER = field_order(Figure)


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
            count right, by the figure.
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
        zone = known.time_zone if known is not None else None
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
        self.figures = tuple(figure_makers(mapping.figures))
        self._counted = frozenset(m.column for m in self.figures if m.column is not None)
        self.corrected: dict[str | None, str] = {
            link.subject: link.because or f"it corrects `{link.object}`"
            for _, link in dataset.each(Link)
            if link.kind in MENDS
        }
        self._required = tuple(name for name, column in mapping.columns.items() if column.required)
        self._layouts: dict[tuple[str, ...], _Layout] = {}
        self._voices = tuple(given(voice) for voice in mapping.claim.claimants)
        self._voiced = {v.column for v in mapping.claim.claimants if isinstance(v, FromColumn)}
        self._fields = claim_fields(mapping.claim)
        self._stretches = stretches(mapping)
        self._waived = WaivedRecords(mapping.waive)
        self._whole_key = mapping.key == (mapping.month_of,)
        self._evidence = mapping.claim.evidence or mapping.key

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns without which no row can be read: those of the key and those required."""
        return tuple(dict.fromkeys((*self.mapping.key, self.mapping.month_of, *self._required)))

    def figure_at(self, key: str | None, column: str | None) -> str | None:
        """Return the identifier of a cell's figure, where the date is the whole key of a row."""
        names = (m.name for m in self.figures if m.column == column)
        dated = self.readers[self.mapping.month_of](key) if self._whole_key and key else None
        if not isinstance(dated, Dated) or (name := next(names, None)) is None or key is None:
            return None
        made = _Made(self.mapping.slug, dated.day.isoformat()[:7], row_slug(key, dated), key)
        return made.id("fig_", name)

    def read(self, row: Row) -> Reading:
        """Return what the mapping makes of a row; nothing in it is left out in silence."""
        faults = RowFaults(row)
        numbers = self._numbers(row)
        if self._is_header(row):
            faults.add("header-row", None, "the row repeats the header, or holds tags")
            return Reading(row, None, {}, None, faults.findings, numbers, len(numbers))
        values = self._values(row, faults)
        key = self._key(row, values, faults)
        for name in self._required:
            if name not in values and name not in faults.columns:
                faults.add("missing-value", name, f"`{name}` has no value")
        for faulty in judge(self._stretches, values):
            faults.take(faulty.stretch.end, faulty.fault)
        claim, stated, unsaid = self._claim(row, key, values, faults)
        refused = tuple(name for name in numbers if name not in stated and name not in unsaid)
        return Reading(row, key, values, claim, faults.findings, refused, len(numbers), len(stated))

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
            else:
                values[name] = found
        for at, name in layout.strangers:
            self._stranger(name, cells[at], faults)
        self._count_days(values, faults)
        return values

    def _stranger(self, name: str, value: Any, faults: RowFaults) -> None:  # noqa: ANN401
        """Tell of a column that nobody knows, and whether its cell would fit the nearest one."""
        near = nearest(name, self.names)
        help_ = f"did you mean `{near[0]}`?" if near else None
        faults.add("unknown-column", name, f"the mapping knows no column `{excerpt(name)}`", help_)
        reader = self.readers.get(near[0]) if near else None
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

    def _key(self, row: Row, values: Mapping[str, Any], faults: RowFaults) -> str | None:
        parts = []
        for name in self.mapping.key:
            if name not in values:
                if name not in faults.columns:
                    faults.add("missing-value", name, f"`{name}`, of the row's key, has no value")
                return None
            value = values[name]
            raw = row.values[row.columns.index(name)]
            text = raw if isinstance(raw, str) else value.text if isinstance(value, Dated) else raw
            parts.append(str(text))
        try:
            return row_key(parts)
        except CellError as error:
            faults.add("wrong-type", self.mapping.key[0], f"no key of a row: {error}")
            return None

    # --- records ---------------------------------------------------------------------------------
    def _claim(
        self, row: Row, key: str | None, values: Mapping[str, Any], faults: RowFaults
    ) -> tuple[Tree | None, set[str], set[str]]:
        """Return the claim, the columns whose number became a figure, and those that state none."""
        dated = values.get(self.mapping.month_of)
        if isinstance(dated, Dated) and dated.precision == "year":
            message = f"{dated.text} names no month, so that no file is there for the row"
            faults.add("not-a-date", self.mapping.month_of, message)
        elif not isinstance(dated, Dated) and self.mapping.month_of not in faults.columns:
            name = self.mapping.month_of
            faults.add("missing-value", name, f"`{name}`, of which the month is, has no value")
        head = self._head(values, faults)
        unsound = self.mapping.month_of in faults.errors
        if head is None or key is None or not isinstance(dated, Dated) or unsound:
            return None, set(), set()
        own = row_slug(key, dated if self._whole_key else None)
        made = _Made(self.mapping.slug, dated.day.isoformat()[:7], own, key)
        figures, stated, unsaid = self._figures(values, made, faults)
        evidence = [made.cell(name) for name in self._evidence if name in row.columns]
        tree = {"id": made.id("clm_"), **head, "evidence": evidence, "origin": "machine"}
        ordered = {name: tree[name] for name in _CLAIM_ORDER if name in tree}
        if figures:
            ordered["figures"] = figures
        ordered["document"] = self.document or ""
        return {**ordered, **self._waived.of_row(key)}, stated, unsaid

    def _head(self, values: Mapping[str, Any], faults: RowFaults) -> Tree | None:
        """Return the claim's own fields; None where one that it needs cannot be read."""
        voices = [give(values) for give in self._voices]
        spoken = [_tree(voice) for voice in voices if voice is not None]
        sound = not self._voiced.intersection(faults.errors)
        if not spoken and sound:
            name = next(iter(self._voiced), None)
            faults.add("missing-value", name, "nobody is named who says it")
        head: Tree = {"claimants": spoken}
        for field in self._fields:
            value = field.give(values)
            if any(column in faults.errors for column in field.columns):
                sound = False
            elif value is not None:
                head[field.name] = _tree(value)
            elif field.needed:
                faults.add("missing-value", field.columns[0], f"`{field.name}` cannot be told")
                sound = False
        return head if sound and spoken else None

    def _figures(
        self, values: Mapping[str, Any], made: "_Made", faults: RowFaults
    ) -> tuple[list[Tree], set[str], set[str]]:
        figures: list[Tree] = []
        stated, unsaid = set[str](), set[str]()
        names: dict[str, str] = {}
        for maker in self.figures:
            column = maker.column
            if column is not None and column not in values:
                continue  # it is empty, or was told of with its cell
            wording = maker.wording(values)
            if wording is None:
                unsaid.update(() if column is None else (column,))
            elif isinstance(wording, Fault):
                faults.take(column, wording)
            else:
                tree = self._figure(maker, wording, values, made, faults)
                if tree is None:
                    continue
                whole = names.get(maker.of_which or "")
                names[maker.name] = tree["id"]
                figures.append(tree if whole is None else _part(tree, whole))
                stated.update(() if column is None else (column,))
        return figures, stated, unsaid

    def _figure(
        self,
        maker: FigureMaker,
        wording: str,
        values: Mapping[str, Any],
        made: "_Made",
        faults: RowFaults,
    ) -> Tree | None:
        tree: Tree = {"id": made.id("fig_", maker.name), "wording": wording}
        for field in maker.fields:
            if any(column in faults.errors for column in field.columns):
                return None
            value = field.give(values)
            if value is not None:
                tree[field.name] = _tree(value)
            elif field.needed:
                faults.add("missing-value", field.columns[0], f"`{field.name}` cannot be told")
                return None
        columns = (maker.column,) if maker.column is not None else self._evidence
        tree["evidence"] = [made.cell(column) for column in columns]
        ordered = {name: tree[name] for name in _FIGURE_ORDER if name in tree}
        return {**ordered, **self._waived.of_cell(made.key, maker.column)}


class _Made(NamedTuple):
    """What the records of one row have in common."""

    slug: str
    month: str
    own: str
    key: str

    def id(self, prefix: str, name: str = "") -> str:
        """Return an identifier."""
        return identifier(prefix, self.month, self.slug, self.own, name)

    def cell(self, column: str) -> str:
        """Return a cell of the row as evidence writes it."""
        return str(Cell(None, self.key, column))


def _part(tree: Tree, whole: str) -> Tree:
    """Return a figure as a part of another, its fields in their order."""
    tree = {**tree, "of_which": whole}
    return {name: tree[name] for name in _FIGURE_ORDER if name in tree}


def _tree(value: Any) -> Any:  # noqa: ANN401 - what a mapping may hold
    """Return a value as a line of JSON holds it."""
    if hasattr(value, "model_dump"):
        return value.model_dump(exclude_none=True, mode="json")
    return [_tree(item) for item in value] if isinstance(value, tuple) else value


def unknown_columns(plan: Plan, columns: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
    """Yield the columns of a table that the mapping does not know, each with the nearest name."""
    for name in columns:
        if name not in plan.mapping.columns:
            near = nearest(name, plan.names)
            yield name, near[0] if near else None
