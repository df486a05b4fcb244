"""Whether a table is as it must be, asked all at once: a quick yes, or no answer.

Pandera asks one thing after the other, and can tell which rows are at fault. Most tables have none,
so the same expressions are put to the engine together first. Only where one is not true, or a type
is another, has Pandera anything to tell (`claimbook.derive.pandera`).
"""

from typing import TYPE_CHECKING, Any

from claimbook.columns import ColumnType, Table
from claimbook.derive.checks import column_checks
from claimbook.derive.expression import expression
from claimbook.rules.row import row_rules

if TYPE_CHECKING:
    import polars as pl


def is_proved(frame: "pl.DataFrame", table: Table) -> bool:
    """Whether a frame is certainly as its table must be; never wrongly True."""
    import polars as pl

    types = dtypes()
    if list(frame.schema.items()) != [(c.name, types[c.type]) for c in table.columns]:
        return False
    kept = [column.name for column in table.columns if not column.nullable]
    if any(frame[name].null_count() for name in kept):
        return False
    checks = [expression(each) for each in column_checks(table) if each.kind != "not_null"]
    checks += [condition(rule.condition) for rule in row_rules(table)]
    held = [each.fill_null(value=True).all() for each in checks]
    if held and not frame.select(pl.all_horizontal(held)).item():
        return False
    return not frame.select(table.primary_key).is_duplicated().any()


def condition(text: str) -> "pl.Expr":
    """Return a rule's condition, which is SQL, as an expression."""
    import polars as pl

    return pl.sql_expr(text)


def dtypes() -> "dict[ColumnType, Any]":
    """Return the type in a frame of each type of column."""
    import polars as pl

    return {
        "BOOLEAN": pl.Boolean,
        "BIGINT": pl.Int64,
        "DOUBLE": pl.Float64,
        "VARCHAR": pl.String,
        "DATE": pl.Date,
        "TIMESTAMP": pl.Datetime("us"),
        "VARCHAR[]": pl.List(pl.String),
    }
