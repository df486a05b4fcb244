"""Rows as a mapping reads them, made without a table, and what the rules between them find."""

import json
from dataclasses import dataclass
from datetime import date, timedelta

from claimbook.diagnostic import Place
from claimbook.mapping.mapping import Mapping
from claimbook_build.importing.between.between import Between
from claimbook_build.importing.reading import Dated, RowReading
from claimbook_build.table.row import Cell, Row

CLAIM = {
    "claimants": ["act_pdn"],
    "speech_act": "asserts",
    "proposition": "So many were counted",
    "said_at": {"column": "day"},
}


@dataclass(frozen=True, slots=True)
class Site:
    """Each row is a line, each cell a column of ten characters."""

    number: int

    def span(self):
        return "table.csv", self.number + 1, 1, self.number + 1, 100

    def cells(self, row):
        return tuple(
            Cell(value, str(value), row.number, name, Place("table.csv", self.number + 1, at * 10))
            for at, (name, value) in enumerate(zip(row.columns, row.values, strict=True), 1)
        )


def mapping(columns="", *, dates="day", figures=(), checks=None, key=("day",), waive=(), **claim):
    """Return a mapping of columns of counts, or of texts where a name ends in `_text`."""
    known = {name: {"holds": "date"} for name in dates.split()}
    for name in columns.split():
        known[name] = {"holds": "text" if name.endswith("_text") else "count"}
    tree = {
        "id": "table",
        "description": "Counts of every day",
        "licence": "CC0-1.0",
        "origin": "table",
        "slug": "row",
        "key": list(key),
        "month_of": "day",
        "columns": known,
        "claim": {**CLAIM, **claim},
        "figures": list(figures),
        "checks": checks,
        "waive": list(waive),
    }
    return Mapping.model_validate_json(json.dumps(tree))


def counted(*columns, **fields):
    """Return figures of columns that count so far, or otherwise as the fields say."""
    own = {"measure": "killed", "unit": "person", "aggregation": "cumulative"}
    as_of = {"as_of": {"column": "day"}}
    return ({"columns": {name: {} for name in columns}, **own, **as_of, **fields},)


def dated(text):
    """Return a day, or a day with a time."""
    precision = "minute" if "T" in text else ("year", "month", "day")[text.count("-")]
    day = date.fromisoformat(text[:10] + "-01-01"[: 10 - len(text[:10])])
    return Dated(text, day, precision)


def days(*offsets):
    """Return days from the first of May on."""
    return [str(date(2019, 5, 1) + timedelta(offset)) for offset in offsets]


def reading(number, form, values, findings=()):
    """Return a row with its values; texts of columns of dates become dates."""
    row = Row(number, tuple(values), tuple(values.values()), Site(number))
    read = {
        name: dated(value) if form.columns[name].holds == "date" else value
        for name, value in values.items()
        if value is not None
    }
    parts = [str(values.get(name)) for name in form.key if values.get(name) is not None]
    key = "|".join(parts) if len(parts) == len(form.key) else None
    return RowReading(row, key, read, None, findings)


def found(form, rows):
    """Return all that the rules find in rows, given as dictionaries."""
    between = Between(form)
    seen = [f for n, row in enumerate(rows, 1) for f in between.see(reading(n, form, row))]
    return (*seen, *between.close())


def table(columns, *rows):
    """Return rows of values of some columns as dictionaries."""
    return [dict(zip(columns.split(), row, strict=True)) for row in rows]


def told(findings):
    """Return what was found, briefly."""
    return [(finding.defect, finding.row, finding.column) for finding in findings]
