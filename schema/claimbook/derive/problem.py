"""Problems of a table, as data: what Pandera found, in our own words and with our own rules."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimbook.columns import Table
from claimbook.derive.checks import CODES, KEY_CODE, TYPE_CODE, ColumnCheck, column_checks
from claimbook.errors import ClaimbookError
from claimbook.rules.row import row_rules

if TYPE_CHECKING:
    import polars as pl


class FrameError(ClaimbookError):
    """What was given to be checked is no table held in memory."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One check of one table that some rows fail, or the table itself.

    Attributes:
        table: The table's name.
        column: The column, or None for a check of whole rows.
        code: The rule that the check is a case of.
        check: The check: ``column|kind``, ``primary_key`` or ``code|rule``; ``column|type``,
            ``column|missing``, ``column|unknown`` and ``column|order`` for the table itself.
        message: What is wrong, in our own words.
        keys: The primary keys of the first rows that fail, in the table's order.
        count: How many rows fail; 0 when it is the table itself.
    """

    table: str
    column: str | None
    code: str
    check: str
    message: str
    keys: tuple[tuple[Any, ...], ...] = ()
    count: int = 0


_STRUCTURE = {
    "WRONG_DATATYPE": ("type", "has the wrong type"),
    "COLUMN_NOT_IN_DATAFRAME": ("missing", "is missing"),
    "COLUMN_NOT_IN_SCHEMA": ("unknown", "is not a column of the table"),
    "COLUMN_NOT_ORDERED": ("order", "is out of order"),
}


def problem_of(fault: Any, frame: "pl.DataFrame", table: Table, most: int) -> Problem | None:  # noqa: ANN401
    """Return what one of Pandera's faults means; None when it is none by our own count."""
    reason = fault.reason_code.name
    if reason in _STRUCTURE:
        kind, message = _STRUCTURE[reason]
        column = fault.schema.name if kind == "type" else str(fault.failure_cases)
        return Problem(table.name, column, TYPE_CODE, f"{column}|{kind}", f"`{column}` {message}")
    rows = _rows(fault, reason, frame)
    if not rows:
        return None
    column, code, check, message = _meaning(fault, reason, table)
    keys = frame.select(table.primary_key)[rows[:most]].rows()
    return Problem(table.name, column, code, check, message, tuple(keys), len(rows))


def _rows(fault: Any, reason: str, frame: "pl.DataFrame") -> list[int]:  # noqa: ANN401
    """Return the numbers of the rows that fail."""
    import polars as pl

    if reason == "SERIES_CONTAINS_NULLS":  # Pandera counts NaN among nulls; `finite` finds those
        failing = frame[fault.schema.name].is_null()
    elif isinstance(fault.check_output, pl.DataFrame):
        failing = ~fault.check_output["check_output"]
    else:  # the check itself broke off: a fault of ours, not of the data
        raise FrameError(f"{fault.check} of {fault.schema.name}: {fault.failure_cases}")
    found: list[int] = failing.arg_true().to_list()
    return found


def _meaning(fault: Any, reason: str, table: Table) -> tuple[str | None, str, str, str]:  # noqa: ANN401
    """Return the column, the rule's code, the check's address and the message."""
    if reason == "SERIES_CONTAINS_NULLS":
        name = fault.schema.name
        return name, CODES["not_null"], f"{name}|not_null", f"`{name}` is null"
    if reason == "DUPLICATES":
        keys = ", ".join(table.primary_key)
        return None, KEY_CODE, "primary_key", f"({keys}) is not unique"
    check = fault.check.name
    for rule in row_rules(table):
        if rule.address == check:
            return None, rule.code, check, f"does not hold: {rule.message}"
    for one in column_checks(table):
        if one.address == check:
            return one.column.name, CODES[one.kind], check, _message(one)
    raise FrameError(f"no check is called {check}")


def _message(check: ColumnCheck) -> str:
    column = check.column
    words = {
        "not_null": "is null",
        "code": f"is not a code of {column.vocabulary}",
        "pattern": f"has not the form {column.pattern}",
        "length": f"has not {_limits(column.min_length, column.max_length)} characters",
        "range": f"is not {_limits(column.minimum, column.maximum)}",
        "finite": "is not a finite number",
    }
    return f"`{column.name}` {words[check.kind]}"


def _limits(least: float | None, most: float | None) -> str:
    if most is None:
        return f"at least {least}"
    return f"at most {most}" if least is None else f"{least} to {most}"
