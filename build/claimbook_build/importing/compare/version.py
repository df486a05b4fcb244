"""One version of a table, read row by row: what stands for each row, and what is wrong with it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from claimbook.mapping.mapping import Mapping
from claimbook_build.importing.audit.audit import TableFacts
from claimbook_build.importing.audit.facts import table_facts
from claimbook_build.importing.between.between import Between
from claimbook_build.importing.between.digest import digest
from claimbook_build.importing.cells import Reader
from claimbook_build.importing.compare.defect_log import DefectLog
from claimbook_build.importing.compare.difference import OneSided
from claimbook_build.importing.examination import Examination
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.mapping_file import MappingFile
from claimbook_build.importing.obstacle import obstacles
from claimbook_build.importing.plan import Plan
from claimbook_build.importing.reading import RowReading
from claimbook_build.importing.sorted_runs import SortedRecords
from claimbook_build.table.limits import MOST_COLUMNS
from claimbook_build.table.row import Row
from claimbook_build.table.table import Table, open_table


class Version:
    """A version of a table.

    Attributes:
        path: The file.
        columns: Its columns, in the order of their coming, with how many cells have a value.
        rows: A record a row, by its key: digest of the key, number, digest of what is printed.
        defects: What is wrong with it.
        facts: Which table it is.
    """

    def __init__(self, path: str, file: MappingFile, how: OneSided) -> None:
        """Prepare to read a version.

        Args:
            path: The file.
            file: The mapping, which was found sound.
            how: What is told of rows that this version alone has.
        """
        if file.mapping is None:
            raise ValueError("a mapping with errors reads no table")
        self.path = path
        self.columns: Counter[str] = Counter()
        self.rows = SortedRecords("16sQ16s")
        self.defects = DefectLog(how)
        self.facts: TableFacts
        self._file = file
        self._readers: dict[str, Reader] = {}
        self._mapping: Mapping = file.mapping

    def header(self) -> tuple[str, ...] | None:
        """Return the columns that all rows have; None where each row has names of its own."""
        with self.open() as table:
            return table.columns if table.shares_columns else None

    def read(self, common: tuple[str, ...] | None) -> None:
        """Read the table once.

        Args:
            common: The columns by which rows are compared; None: those that a row has.
        """
        heard: list[TableFinding] = []
        with self.open() as table:
            plan = self.plan(table)
            examination = Examination(table, plan, Between(self._mapping), heard.append)
            self.columns.update(dict.fromkeys(table.columns, 0))
            pick = _picker(table.columns, common)
            for reading in examination:
                self._take(reading, pick)
                for finding in heard:
                    self.defects.take(finding, reading)
                heard.clear()
            for finding in heard:
                self.defects.take(finding, None)
        for obstacle in obstacles(table):
            self.defects.take_reading(obstacle)
        self.facts = table_facts(table)

    def chosen(self, wanted: Iterable[tuple[Any, ...]]) -> Iterator[tuple[RowReading, int]]:
        """Read the table again, and yield the rows that are wanted, each with what goes with it.

        Args:
            wanted: Numbers of rows in order, each with another number.
        """
        rest = iter(wanted)
        want = next(rest, None)
        with self.open() as table:
            plan = self.plan(table)
            self._readers = plan.readers
            for row in table if want is not None else ():
                if want is None:
                    break
                if row.number == want[0]:
                    yield plan.read(row), want[1]
                    want = next(rest, None)

    def open(self) -> Table:
        """Open the table anew."""
        return open_table(self.path, self._file.options)

    def plan(self, table: Table) -> Plan:
        """Return how its rows are read."""
        document = self._mapping.document
        return Plan(self._mapping, self._file.dataset, document, typed=table.typed)

    def is_empty(self, name: str, value: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
        """Whether a cell says nothing; to be asked while the table is read again."""
        if value is None or value == "":
            return True
        reader = self._readers.get(name)
        return reader is not None and reader.is_empty(value)

    def release(self) -> None:
        """Give the files back."""
        self.rows.release()
        self.defects.release()

    def _take(self, reading: RowReading, pick: "_Pick") -> None:
        row = reading.row
        self._count(row)
        printed = repr(pick(row))
        own = (printed, "") if reading.key is None else (reading.key,)
        self.rows.add(digest(own), row.number, digest((printed,)))

    def _count(self, row: Row) -> None:
        columns = self.columns
        for name, value in zip(row.columns, row.values, strict=True):
            if value is not None and value != "":
                if name in columns or len(columns) < MOST_COLUMNS:
                    columns[name] += 1
            elif name not in columns and len(columns) < MOST_COLUMNS:
                columns[name] = 0


class _Pick:
    """Takes from a row what is compared of it."""

    def __init__(self, columns: tuple[str, ...], common: tuple[str, ...]) -> None:
        self._take = itemgetter(*map(columns.index, common)) if common != columns else tuple

    def __call__(self, row: Row) -> Any:  # noqa: ANN401 - values
        return self._take(row.values)


class _Named(_Pick):
    """Takes all of a row, with its names."""

    def __init__(self) -> None:
        pass

    def __call__(self, row: Row) -> Any:  # noqa: ANN401 - names and values
        return row.columns, row.values


def _picker(columns: tuple[str, ...], common: tuple[str, ...] | None) -> _Pick:
    return _Pick(columns, common) if common and {*common} <= {*columns} else _Named()
