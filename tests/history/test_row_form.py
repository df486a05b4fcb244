import duckdb
import pytest

from claimbook.derive.tables import tables
from claimbook.history import HISTORY
from claimbook.release.diff.change import RowChange
from claimbook.release.diff.contract import ContractColumn, ContractTable
from claimbook.release.diff.pairing import paired
from claimbook_build.build.flat import figures_flat_table
from claimbook_build.history.row_form import record
from claimbook_build.release.succession import record_of

TABLES = {**tables(), "figures_flat": figures_flat_table()}


@pytest.mark.parametrize("name", sorted({*TABLES} - {*HISTORY}))
def test_sql_and_the_comparison_give_a_row_to_one_record(name):
    table = TABLES[name]
    columns = tuple(ContractColumn(name=each.name, type=each.type) for each in table.columns)
    side = ContractTable(name=name, columns=columns, primary_key=table.primary_key), "a"
    key = [column.new for column in paired(side, side).key]
    assert key
    values = {column: f"value of {column}" for column in key}
    sql = record(name, table.primary_key, [f"'{values[column]}'" for column in table.primary_key])
    found = duckdb.execute(f"SELECT {sql}").fetchall()
    assert found[0][0] == record_of(RowChange(name, "changed", values))
