"""Column checks as polars expressions, true where a value is as it must be."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from claimbook.columns import Column
from claimbook.derive.checks import ColumnCheck, Kind

if TYPE_CHECKING:
    import polars as pl


def expression(check: ColumnCheck) -> "pl.Expr":
    """Return the expression of a check; it comes to null where the value is null."""
    return _EXPRESSIONS[check.kind](check.column)


def _code(column: Column) -> "pl.Expr":
    import polars as pl

    return pl.col(column.name).is_in(list(column.closed))


def _pattern(column: Column) -> "pl.Expr":
    import polars as pl

    return pl.col(column.name).str.contains(rf"\A(?:{column.pattern})\z")


def _length(column: Column) -> "pl.Expr":
    import polars as pl

    # Code points, as Pydantic counts them, never bytes.
    return _between(pl.col(column.name).str.len_chars(), column.min_length, column.max_length)


def _range(column: Column) -> "pl.Expr":
    import polars as pl

    return _between(pl.col(column.name), column.minimum, column.maximum)


def _between(value: "pl.Expr", least: float | None, most: float | None) -> "pl.Expr":
    import polars as pl

    held = pl.lit(value=True)
    if least is not None:
        held = held & (value >= least)
    return held if most is None else held & (value <= most)


def _finite(column: Column) -> "pl.Expr":
    import polars as pl

    return pl.col(column.name).is_finite()


_EXPRESSIONS: dict[Kind, Callable[[Column], "pl.Expr"]] = {
    "code": _code,
    "pattern": _pattern,
    "length": _length,
    "range": _range,
    "finite": _finite,
}
