"""Tables as SQL: how DuckDB declares them, and queries that find faulty rows in any engine.

The queries keep to what DuckDB and Spark read alike: no backslash in a text (Spark escapes it),
patterns by ``regexp_extract`` between ``^`` and ``$`` and compared with the whole value, since
Java lets ``$`` stop before a line's end; lengths in code points; numbers held between the
greatest and the least DOUBLE, since NaN sorts above every number.
"""

from collections.abc import Callable

from claimbook.columns import Column, Table
from claimbook.derive.checks import ColumnCheck, Kind, column_checks
from claimbook.derive.portable import check_condition
from claimbook.rules.row import row_rules
from claimbook.sql_text import quoted_text

GREATEST = "1.7976931348623157e308"
"""The greatest finite DOUBLE (IEEE 754 binary64)."""


def ddl(table: Table) -> str:
    """Return the statements by which DuckDB makes an empty table with its comments."""
    columns = ",\n".join(
        f"  {c.name} {c.type}{'' if c.nullable else ' NOT NULL'}" for c in table.columns
    )
    comments = [f"COMMENT ON TABLE {table.name} IS {quoted_text(table.grain)};"]
    comments += [
        f"COMMENT ON COLUMN {table.name}.{c.name} IS {quoted_text(c.description)};"
        for c in table.columns
    ]
    return f"CREATE TABLE {table.name} (\n{columns}\n);\n" + "\n".join(comments) + "\n"


def checks_sql(table: Table) -> dict[str, str]:
    """Return a query for each check of a table by itself: the keys of the rows that fail.

    The names are those of `claimbook.derive.pandera`: ``column|kind``, ``primary_key`` and
    ``code|rule``. Keys that occur twice are returned once.

    Raises:
        DerivationError: A row rule is not portable.
    """
    found = {check.address: _failing(table, condition(check)) for check in column_checks(table)}
    keys = ", ".join(table.primary_key)
    twice = f"FROM {table.name} GROUP BY {keys} HAVING count(*) > 1"
    found["primary_key"] = f"SELECT {keys} {twice}"
    names = {column.name for column in table.columns}
    for rule in row_rules(table):
        check_condition(rule.condition, names)
        found[rule.address] = _failing(table, rule.condition)
    return found


def references_sql(table: Table) -> dict[str, str]:
    """Return a query for each reference and each code of a list: the keys of dangling rows.

    The queries need the tables referred to, and ``codes``, beside the table.
    """
    from claimbook.derive.tables import tables

    found: dict[str, str] = {}
    for column in table.columns:
        missing = [
            _missing(column, other, tables()[other].primary_key[0]) for other in column.references
        ]
        if missing:
            found[f"{column.name}|reference"] = _dangling(table, column, missing)
        if column.vocabulary is not None:
            of_list = f"codes.vocabulary = '{column.vocabulary}' AND "
            missing = [_missing(column, "codes", "code", of_list)]
            found[f"{column.name}|listed"] = _dangling(table, column, missing)
    return found


def condition(check: ColumnCheck) -> str:
    """Return the condition that every row must meet, in portable SQL."""
    return _CONDITIONS[check.kind](check.column)


def _failing(table: Table, held: str) -> str:
    return f"SELECT {', '.join(table.primary_key)} FROM {table.name} WHERE NOT ({held})"  # noqa: S608 - our own names


def _dangling(table: Table, column: Column, missing: list[str]) -> str:
    keys = ", ".join(f"this.{key}" for key in table.primary_key)
    where = " AND ".join((f"this.{column.name} IS NOT NULL", *missing))
    return f"SELECT {keys} FROM {table.name} AS this WHERE {where}"  # noqa: S608 - our own names


def _missing(column: Column, other: str, key: str, also: str = "") -> str:
    where = f"{also}{other}.{key} = this.{column.name}"
    return f"NOT EXISTS (SELECT 1 FROM {other} WHERE {where})"  # noqa: S608 - our own names


def _code(column: Column) -> str:
    return f"{column.name} IN ({', '.join(quoted_text(code) for code in column.closed)})"


def _pattern(column: Column) -> str:
    # No match gives the empty text, which fits no pattern of ours and so must not pass as equal.
    found = f"regexp_extract({column.name}, '^(?:{column.pattern})$', 0)"
    return f"{column.name} <> '' AND {found} = {column.name}"


def _length(column: Column) -> str:
    return _between(f"char_length({column.name})", column.min_length, column.max_length)


def _range(column: Column) -> str:
    return _between(column.name, column.minimum, column.maximum)


def _between(value: str, least: float | None, most: float | None) -> str:
    parts = [] if least is None else [f"{value} >= {least}"]
    parts += [] if most is None else [f"{value} <= {most}"]
    return " AND ".join(parts)


_CONDITIONS: dict[Kind, Callable[[Column], str]] = {
    "not_null": lambda column: f"{column.name} IS NOT NULL",
    "code": _code,
    "pattern": _pattern,
    "length": _length,
    "range": _range,
    "finite": lambda column: f"{column.name} >= -{GREATEST} AND {column.name} <= {GREATEST}",
}
