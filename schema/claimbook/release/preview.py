"""How rows look in a session and in a notebook; what strangers wrote acts on neither."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from claimbook.release.result import Cell, QueryResult, ResultColumn

WIDTH = 120
"""Columns of a terminal that a representation in text takes at most, if words allow."""

_LONGEST = 1000  # characters of one value; a page of text is no overview


def text(columns: Sequence[Any], rows: Sequence[tuple[Any, ...]], most: int) -> str:
    """Return rows as a table of text.

    Args:
        columns: Anything with the attributes ``name`` and ``type``, one a column.
        rows: The rows; beyond ``most`` they are not shown, and a line says so.
        most: Rows to show.
    """
    from claimbook.release.text_table import render_table

    named = tuple(ResultColumn(column.name, column.type) for column in columns)
    cells = tuple(tuple(map(cell, row)) for row in rows[:most])
    return (render_table(QueryResult(named, cells), WIDTH) + _more(rows, most)).rstrip("\n")


def html(
    names: Sequence[str], rows: Sequence[tuple[Any, ...]], title: str = "", *, most: int
) -> str:
    """Return rows as an HTML table; every text in it is escaped.

    Args:
        names: The heads of the columns.
        rows: The rows; beyond ``most`` they are not shown, and a line says so.
        title: What stands above.
        most: Rows to show.
    """
    from claimbook.release.text_table import shown

    head = "".join(f"<th>{_escaped(name)}</th>" for name in names)
    body = "".join(
        "<tr>" + "".join(f"<td>{_escaped(shown(cell(each)))}</td>" for each in row) + "</tr>"
        for row in rows[:most]
    )
    above = f"<p>{_escaped(title)}</p>" if title else ""
    below = f"<p>{_escaped(more)}</p>" if (more := _more(rows, most)) else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<div>{above}{table}{below}</div>"


def cell(value: object) -> Cell:
    """Return a value as a table shows it.

    >>> from datetime import datetime
    >>> cell(date(2022, 10, 10)), cell([datetime(2022, 10, 10, 8), None]), cell(84)
    ('2022-10-10', ['2022-10-10T08:00:00', None], 84)
    """
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    if value is None or isinstance(value, bool | int | float | Decimal):
        return value
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [cell(each) for each in value]
    if isinstance(value, dict):
        return {str(key): cell(each) for key, each in value.items()}
    return str(value)


def _more(rows: Sequence[object], most: int) -> str:
    return f"the first {most} rows\n" if len(rows) > most else ""


def _escaped(text: str) -> str:
    r"""Return foreign text for HTML.

    >>> _escaped("<b onclick='x'>\u202e")
    '&lt;b onclick=&#x27;x&#x27;&gt;\\u202e'
    """
    from html import escape

    from claimbook.release.text_table import visible

    return escape("\n".join(map(visible, text.split("\n"))))
