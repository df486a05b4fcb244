"""From rows to checked Arrow tables: typed, sorted, and validated a second time by Pandera."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from claimbook.columns import Table
from claimbook.dataset import Dataset
from claimbook.derive.arrow import arrow_schema
from claimbook.derive.tables import tables
from claimbook.errors import ClaimbookError
from claimbook_build.build.rows import Row, rows

if TYPE_CHECKING:
    import pyarrow as pa


class BuildError(ClaimbookError):
    """What was about to be written is not as the contract demands; nothing was written."""

    exit_code = 3


def build_tables(dataset: Dataset) -> dict[str, "pa.Table"]:
    """Return every published table, sorted, in the order of their declaration.

    Raises:
        BuildError: A table is not as its schema demands. That is a fault of the build: the same
            records passed the check.
    """
    found = rows(dataset)
    built = {name: arrow_table(table, found[name]) for name, table in tables().items()}
    validate(built)
    return built


def arrow_table(table: Table, found: list[Row]) -> "pa.Table":
    """Return rows as a typed table in its sort order, nulls last."""
    import pyarrow as pa

    schema = arrow_schema(table)
    names = [field.name for field in schema]
    data = pa.Table.from_pylist([{name: row[name] for name in names} for row in found], schema)
    return sorted_table(data, table)


def sorted_table(data: "pa.Table", table: Table) -> "pa.Table":
    """Return rows in the order of their table."""
    import pyarrow.compute as pc

    if _in_order(data, table.sort_order):  # programs often write in order
        return data
    return data.take(pc.sort_indices(data, [(name, "ascending") for name in table.sort_order]))


def _in_order(data: "pa.Table", names: tuple[str, ...]) -> bool:
    """Whether no row comes before the one above it; never wrongly True."""
    import pyarrow.compute as pc

    if any(data[name].null_count for name in names):
        return False
    alike = None
    for name in names:
        above, below = data[name][:-1], data[name][1:]
        fallen = pc.greater(above, below)
        equal = pc.equal(above, below)
        if alike is not None:
            fallen, equal = pc.and_(fallen, alike), pc.and_(equal, alike)
        if pc.any(fallen, min_count=0).as_py():
            return False
        alike = equal
    return True


def validate(built: "Mapping[str, pa.Table]") -> None:
    """Hold tables to their schemas.

    Raises:
        BuildError: A table is not as its schema demands.
    """
    from claimbook.derive.pandera import validate_table

    problems = [
        f"{name}: {problem}"
        for name, data in built.items()
        for problem in validate_table(data, tables()[name])
    ]
    if problems:
        raise BuildError("the tables are not as their schemas demand:\n" + "\n".join(problems))
