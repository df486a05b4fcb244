"""The columns of a table beside those of its mapping: what is told once, and not in every row."""

from collections.abc import Iterator

from claimbook.diagnostic import Place
from claimbook_build.importing.finding import TableFinding
from claimbook_build.importing.plan import Plan, unknown_columns
from claimbook_build.table.row import Row
from claimbook_build.table.table import Table

_OF_COLUMNS = frozenset({"unknown-column", "missing-value"})


class TableColumns:
    """The columns of a table, judged by a plan."""

    def __init__(self, table: Table, plan: Plan) -> None:
        self._table = table
        self._plan = plan
        self._is_other = plan.is_other(table.columns)
        self._told = _OF_COLUMNS if table.shares_columns or self._is_other else frozenset()

    def findings(self) -> Iterator[TableFinding]:
        """Yield what is wrong with the columns that all rows share, or that there is another table.

        A column whose name was mistyped is told of as one that nobody knows, with the name that it
        should have; not as one that is missing besides.
        """
        columns, place = self._table.columns, Place(self._table.path)
        if self._is_other:
            known = sum(1 for name in self._plan.readers if name in columns)
            message = f"of {len(self._plan.readers)} columns that the mapping reads, it has {known}"
            yield TableFinding("other-table", 0, None, None, place, message)
            return
        if not self._table.shares_columns:
            return
        mistyped = set()
        for name, near in unknown_columns(self._plan, columns):
            mistyped.add(near)
            help_ = f"did you mean `{near}`?" if near else None
            message = f"the mapping knows no column `{name}`"
            yield TableFinding("unknown-column", 0, name, None, place, message, help_)
        needed = self._plan.needed
        for name in dict.fromkeys((*needed, *self._plan.readers)):
            if columns and name not in columns and name not in mistyped:
                defect = "missing-column" if name in needed else "absent-column"
                message = f"the table has no column `{name}`"
                yield TableFinding(defect, 0, name, None, place, message)

    def tells(self, finding: TableFinding, row: Row) -> bool:
        """Whether what a row lacks, or has too much, is told of the table as a whole."""
        if finding.defect not in self._told:
            return False
        if self._table.shares_columns:
            return finding.defect == "unknown-column" or finding.column not in row.columns
        return self._plan.readers.keys().isdisjoint(row.columns)
