"""A table of counts that their source put right: links from figures to those of the day before."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from claimbook.counted import VOID
from claimbook.diagnostic import Diagnostic
from claimbook.mapping.column import Column
from claimbook.mapping.corrections import Corrections
from claimbook_build.importing.cells import Reader
from claimbook_build.importing.dates import ISO_DATES, in_form
from claimbook_build.importing.examination import Tally
from claimbook_build.importing.fault import Fault
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.plan import Plan
from claimbook_build.importing.reading import Dated
from claimbook_build.importing.row_faults import RowFaults
from claimbook_build.importing.write.editions import Editions
from claimbook_build.importing.write.line import claim_in
from claimbook_build.importing.write.link import Asserted
from claimbook_build.importing.write.merger import Into
from claimbook_build.importing.write.naming import held
from claimbook_build.importing.write.outcome import Outcome
from claimbook_build.importing.write.shelf import Shelf
from claimbook_build.importing.write.substance import Tree
from claimbook_build.table.row import Row
from claimbook_build.table.table import Table

_NONE, _DAY = timedelta(0), timedelta(days=1)


class Correction(NamedTuple):
    """A count that was put right.

    Attributes:
        row: The row that says so.
        column: Its column.
        day: The day of the count.
        delta: By how much, as printed.
    """

    row: Row
    column: str
    day: date
    delta: str


class CorrectionTable:
    """Reads the rows of such a table; to be iterated once.

    Attributes:
        findings: What is wrong with it.
    """

    def __init__(self, table: Table, plan: Plan, form: Corrections, *, typed: bool) -> None:
        self._table = table
        self._form = form
        number = Column(holds="number", values={})
        self._day = plan.readers[plan.mapping.month_of]
        self._number = Reader(number, None, typed=typed)
        self.findings: list[TableFinding] = []
        self._days: dict[date, int] = {}
        self._rows = {"imported": 0, "in_part": 0, "refused": 0}
        self._cells = {"figures": 0, "refused": 0, "unsaid": 0}

    def __iter__(self) -> Iterator[Correction]:
        """Yield what was put right, in the order of the table."""
        for row in self._table:
            faults = RowFaults(row)
            for name in row.columns:
                if name not in {self._form.date, *self._form.columns, *self._form.ignored}:
                    faults.add("unknown-column", name, f"the mapping knows no column `{name}`")
            day = self._dated(row, faults)
            yield from self._corrections(row, day, faults)
            self.findings += faults.findings

    @property
    def tally(self) -> Tally:
        """What became of its rows and cells so far."""
        count, cells = self._table.count, self._cells
        return Tally(
            **self._rows,
            blank=count.blank,
            unread=count.refused,
            figures=cells["figures"],
            refused_cells=cells["refused"],
            unsaid=cells["unsaid"],
            complete=count.complete,
        )

    def _dated(self, row: Row, faults: RowFaults) -> date | None:
        """Return the day of a row; None where it has none of its own."""
        cell = row.cell(self._form.date)
        value = None if cell is None or cell.value == "" else cell.value
        found = None if value is None else self._day(value)
        if isinstance(found, Fault):
            faults.take(self._form.date, found)
        elif not isinstance(found, Dated) or found.precision != "day" or found.day == date.min:
            faults.add("missing-value", self._form.date, "the row names no day")
        elif found.day in self._days:
            message = f"{found.day} is the day of row {self._days[found.day]} too"
            faults.add("duplicate-key", self._form.date, message)
        else:
            self._days[found.day] = row.number
            return found.day
        return None

    def _corrections(self, row: Row, day: date | None, faults: RowFaults) -> Iterator[Correction]:
        refused = 0
        for name in self._form.columns:
            cell = row.cell(name)
            if cell is None or cell.value is None or self._number.is_empty(cell.value):
                continue
            found = self._number(cell.value)
            if isinstance(found, Fault):
                faults.take(name, found)
            if isinstance(found, Fault) or day is None:
                refused += 1
            elif found == 0:
                self._cells["unsaid"] += 1
            else:
                self._cells["figures"] += 1
                yield Correction(row, name, day, f"{found:+}")
        self._cells["refused"] += refused
        became = "refused" if day is None else "in_part" if refused else "imported"
        self._rows[became] += 1


class Corrector:
    """Finds the figures that corrections are of, and makes the links between them."""

    def __init__(self, into: Into, plan: Plan, form: Corrections) -> None:
        self._into = into
        self._plan = plan
        self._form = form
        self._asked: list[tuple[Correction, tuple[str, ...], tuple[str, ...]]] = []
        self._found: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []

    def add(self, correction: Correction) -> None:
        """Take a correction: what its figures are called follows from their days."""
        column = self._form.columns[correction.column]
        own, before = (self._figures(correction.day - days, column) for days in (_NONE, _DAY))
        self._asked.append((correction, own, before))

    def links(self, outcome: Outcome) -> Iterator[Tree]:
        """Yield the links that the dataset has not yet; what has no figure is a finding.

        Raises:
            WriteError: A file of the dataset cannot be read, or nobody is known to say so.
        """
        self._look_up()
        asserted = Asserted(Editions(self._into.dataset, self._into.document), self._into.mended)
        for correction, *asked in self._asked:
            subject, before = (self._held(names) for names in asked)
            if subject is None or before is None:
                self.diagnostics.append(_without(correction, asked[subject is not None][0]))
                continue
            because = f"`{self._into.document.id}` says {correction.column} {correction.delta}"
            link = asserted.corrects(
                subject, before, f"{because} on {correction.day}", self._into.document.id
            )
            known = self._into.dataset.get("links", link["id"]) is not None
            outcome.take("known" if known else "new", link["id"])
            if not known:
                yield link

    def _figures(self, day: date, column: str) -> tuple[str, ...]:
        """Return what all versions of a figure share: its key is the day, in any of its forms."""
        forms = self._plan.mapping.columns[self._plan.mapping.month_of].forms or ISO_DATES[:1]
        keys = (in_form(form, day) for form in forms)
        names = (self._plan.figure_at(key, column) for key in keys)
        return tuple(dict.fromkeys(name or "" for name in names))

    def _held(self, names: Iterable[str]) -> str | None:
        """Return the figure that the dataset holds under one of these names."""
        return next((self._found[name] for name in names if name in self._found), None)

    def _look_up(self) -> None:
        """Find the version of each figure that holds, in the files of its month."""
        asked = (names for _, *pair in self._asked for names in pair)
        wanted = frozenset(chain.from_iterable(asked)) - {""}
        months = {name[4:11] for name in wanted}
        shelf = Shelf(self._into.root, self._into.mapping.origin)
        mark = f"_{self._into.mapping.slug}-".encode()
        for line in shelf.lines(months):
            if mark not in line.data[:200]:
                continue
            for figure in claim_in(line.data, shelf.path(line.month)).get("figures", ()):
                if figure.get("status") not in VOID and held(figure["id"]).base in wanted:
                    self._found[held(figure["id"]).base] = figure["id"]


def _without(correction: Correction, name: str) -> Diagnostic:
    cell = correction.row.cell(correction.column)
    place = cell.place if cell is not None else correction.row.place
    message = f"no figure `{name}` stands in the dataset: nothing is put right"
    help_ = "import the table of the counts first"
    return Diagnostic(place, "R204", "error", message, help_, correction.day.isoformat())
