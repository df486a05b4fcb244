"""Tables as Pandera schemas: the second judge of every table, independent of the SQL form."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from claimbook.columns import Table
from claimbook.derive.checks import column_checks
from claimbook.derive.expression import expression
from claimbook.derive.problem import FrameError, Problem, problem_of
from claimbook.derive.proof import condition, dtypes, is_proved
from claimbook.rules.row import row_rules

if TYPE_CHECKING:
    import pandera.polars as pa
    import polars as pl

__all__ = ["FrameError", "Problem", "describe", "pandera_schema", "validate_table"]

MOST_KEYS = 5
"""How many keys of faulty rows a problem names, unless more are asked for."""


def pandera_schema(table: Table) -> "pa.DataFrameSchema":
    """Return a table's Pandera schema for polars: types, nulls, key, codes, patterns, row rules."""
    import pandera.polars as pa

    checks: dict[str, list[pa.Check]] = {column.name: [] for column in table.columns}
    for check in column_checks(table):
        if check.kind != "not_null":  # Pandera has its own
            checks[check.column.name].append(_check(expression(check), check.address))
    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                dtypes()[column.type], nullable=column.nullable, checks=checks[column.name]
            )
            for column in table.columns
        },
        checks=[_check(condition(rule.condition), rule.address) for rule in row_rules(table)],
        unique=list(table.primary_key),
        strict=True,
        ordered=True,
        name=table.name,
        description=table.grain,
    )


def describe(table: Table) -> Iterator[str]:
    """Yield a table's Pandera schema as lines of text, for golden files."""
    schema = pandera_schema(table)
    yield f"{schema.name}: unique {schema.unique}, strict {schema.strict}, ordered {schema.ordered}"
    for name, column in schema.columns.items():
        yield f"  {name}: {column.dtype}{'' if column.nullable else ' not null'}"
        yield from (f"    {check.name}" for check in column.checks)
    yield from (f"  {check.name}" for check in schema.checks)


def validate_table(data: object, table: Table, most_keys: int = MOST_KEYS) -> tuple[Problem, ...]:
    """Return everything that is wrong with a table, all at once; () when nothing is.

    Rows are judged only once the columns are right: names, order and types.

    Args:
        data: A polars DataFrame, a pyarrow Table, or anything else that is an Arrow stream.
        table: What it must be.
        most_keys: How many keys of faulty rows each problem names.

    Raises:
        FrameError: It is no table in memory; a LazyFrame is none, for Pandera would look at its
            types only.
    """
    frame = _frame(data)
    return () if is_proved(frame, table) else judged_frame(frame, table, most_keys)


def judged_frame(frame: "pl.DataFrame", table: Table, most_keys: int) -> tuple[Problem, ...]:
    """Return what Pandera finds wrong with a frame; as `validate_table`, without a quick yes."""
    from pandera.config import ValidationDepth

    schema = pandera_schema(table)
    for depth in (ValidationDepth.SCHEMA_ONLY, ValidationDepth.SCHEMA_AND_DATA):
        faults = _faults(schema, frame, depth)
        if faults:
            found = (problem_of(fault, frame, table, most_keys) for fault in faults)
            return tuple(problem for problem in found if problem is not None)
    return ()


def _frame(data: object) -> "pl.DataFrame":
    import polars as pl

    if isinstance(data, pl.DataFrame):
        return data
    if isinstance(data, pl.LazyFrame) or not hasattr(data, "__arrow_c_stream__"):
        raise FrameError(f"a table in memory is meant, not {type(data).__name__}")
    return pl.DataFrame(data)


def _faults(schema: "pa.DataFrameSchema", frame: "pl.DataFrame", depth: Any) -> list[Any]:  # noqa: ANN401
    import pandera.polars as pa
    from pandera.config import config_context

    # Said outright, since Pandera's own environment variables could switch the checks off.
    with config_context(validation_enabled=True, validation_depth=depth):
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as errors:
            return list(errors.schema_errors)
    return []


def _check(expression: "pl.Expr", name: str) -> "pa.Check":
    import pandera.polars as pa

    held = expression.fill_null(value=True)  # what comes to null passes

    def run(data: Any) -> Any:  # noqa: ANN401 - Pandera's own types
        return data.lazyframe.select(held)

    return pa.Check(run, name=name, ignore_na=False)
