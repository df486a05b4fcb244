"""One record as a person reads it: what `claimbook show` prints."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from claimbook_build.report.show import show

if TYPE_CHECKING:
    import duckdb

WIDTH = 16
_TABLES = {
    "act": "actors",
    "clm": "claims",
    "doc": "documents",
    "evt": "events",
    "fig": "figures",
    "itm": "items",
    "lnk": "links",
    "plc": "places",
    "rev": "reviews",
}
Row = dict[str, Any]


def card(connection: "duckdb.DuckDBPyConnection", key: str) -> str | None:
    """Return the card of a record, or None if there is no such record."""
    table = _TABLES.get(key.partition("_")[0]) or _code_table(connection, key)
    if table is None:
        return None
    name = "code" if table in {"measures", "units"} else "id"
    found = _rows(connection, f"SELECT * FROM {table} WHERE {name} = ?", key)  # noqa: S608
    if not found:
        return None
    return _Card(connection, key, table, found[0]).text()


def nearest_keys(connection: "duckdb.DuckDBPyConnection", key: str) -> tuple[str, ...]:
    """Return identifiers that a mistyped one may have meant."""
    from claimbook.values.identifier import nearest

    names = [f"SELECT id FROM {table}" for table in dict.fromkeys(_TABLES.values())]
    known = connection.execute(" UNION ALL ".join(names)).fetchall()
    return nearest(key, [row[0] for row in known])


def _code_table(connection: "duckdb.DuckDBPyConnection", key: str) -> str | None:
    for table in ("measures", "units"):
        if _rows(connection, f"SELECT code FROM {table} WHERE code = ?", key):  # noqa: S608
            return table
    return None


def _rows(connection: "duckdb.DuckDBPyConnection", sql: str, *values: object) -> list[Row]:
    cursor = connection.execute(sql, list(values))
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class _Card:
    """The parts of one card."""

    def __init__(
        self, connection: "duckdb.DuckDBPyConnection", key: str, table: str, record: Row
    ) -> None:
        self.connection = connection
        self.key = key
        self.table = table
        self.record = record

    def text(self) -> str:
        parts = {"claims": self._claim, "figures": self._figure, "events": self._event}
        own = parts.get(self.table, self._plain)
        lines = [f"{self.key}  ({self.table})", "", *own(), *self._evidence(), *self._links()]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def _ask(self, sql: str, *values: object) -> list[Row]:
        return _rows(self.connection, sql, *(values or (self.key,)))

    def _plain(self) -> Iterator[str]:
        for name, value in self.record.items():
            if value is not None and name not in {"id", "code"} and "sha256" not in name:
                yield _line(name, value)
        for row in self._ask("SELECT language, text, kind FROM labels WHERE record = ?"):
            yield _line("label", f"{row['text']} ({row['language']}, {row['kind']})")
        for row in self._ask("SELECT role, document FROM roles WHERE actor = ?"):
            yield _line("held office", f"{row['role']}, according to {row['document']}")

    def _claim(self) -> Iterator[str]:
        for row in self._ask("FROM claim_chain WHERE claim = ? LIMIT 1"):
            yield _line("said by", row["chain"])
            yield _line("root", row["root"])
        yield from _some(self.record, "speech_act", "proposition", "hedge", "polarity", "phase")
        yield from _some(self.record, "accused", "claimant_as", "medium", "region", "status")
        yield _line("document", self._document(self.record["document"]))
        yield from _moment("said at", self.record, "said_at")
        for row in self._ask(
            "SELECT e.id, e.summary FROM claim_about AS b JOIN events AS e ON e.id = b.event "
            "WHERE b.claim = ? ORDER BY b.position"
        ):
            yield _line("about", f"{row['summary']} [{row['id']}]")
        for row in self._ask("FROM figures_flat WHERE claim = ? ORDER BY figure"):
            yield _line("figure", f"{_number(row)} [{row['figure']}]")
        for row in self._ask("FROM disputes WHERE claim = ? OR answered = ?", self.key, self.key):
            yield _line("stance", f"{row['claimant']} {row['stance']} {row['answered'] or 'an unseen claim'}")
        yield from self._conflicts(
            [row["id"] for row in self._ask("SELECT id FROM figures WHERE claim = ?")]
        )

    def _figure(self) -> Iterator[str]:
        for row in self._ask("FROM figures_flat WHERE figure = ?"):
            yield _line("number", _number(row))
            yield _line("bounds", _bounds(row))
            yield _line("said by", row["claimant"])
            yield _line("claim", f"{row['proposition'] or ''} [{row['claim']}]")
            yield _line("document", self._document(row["document"]))
            yield from _moment("as of", row, "as_of")
            yield from _moment("said at", row, "said_at")
            if row["period_start"] or row["period_end"]:
                yield _line("period", f"{row['period_start']} to {row['period_end']}")
            yield from _some(row, "affected_name", "item_name", "place_name", "population")
            yield from _some(row, "counting", "aggregation", "of_which", "status")
            yield _line("event", row["event"])
        yield from self._conflicts([self.key])

    def _event(self) -> Iterator[str]:
        yield from _some(self.record, "summary", "kind", "mode", "reality", "happened", "day_part")
        yield _line("bounds (UTC)", f"[{self.record['t_min_utc']}, {self.record['t_max_utc']})")
        yield from _some(self.record, "place", "part_of", "note")
        for row in self._ask("SELECT * FROM who_said(?)"):
            numbers = f" [{row['numbers']}]" if row["numbers"] else ""
            words = f"{row['claimant']} {row['speech_act']}: {row['proposition'] or '-'}{numbers}"
            yield _line("claim", f"{words} [{row['claim']}]")
        for row in self._ask("SELECT DISTINCT independence FROM claim_chain WHERE event = ?"):
            yield _line("independence", row["independence"])

    def _conflicts(self, figures: list[str]) -> Iterator[str]:
        for row in self._ask("FROM conflicts WHERE list_has_any(figures, ?)", figures):
            yield _line("conflict", row["statements"])
            yield _line("because", ", ".join(row["reasons"]) + f"; {row['against'] or ''}")

    def _document(self, key: str) -> str:
        found = self._ask("SELECT title, published FROM documents WHERE id = ?", key)
        return f"{found[0]['title'] or 'untitled'}, {found[0]['published'] or 'undated'} [{key}]"

    def _evidence(self) -> Iterator[str]:
        sql = "FROM evidence WHERE record = ? ORDER BY document, span_start"
        for row in self._ask(sql):
            number = f", number at {row['number_start']}-{row['number_end']}"
            where = f"{row['document']} {row['span_start']}-{row['span_end']}"
            yield _line(row["field"], where + (number if row["number_start"] is not None else ""))

    def _links(self) -> Iterator[str]:
        for row in self._ask("FROM links WHERE subject = ? OR object = ?", self.key, self.key):
            because = f" ({row['because']})" if row["because"] else ""
            other = row["object"] or "something unseen"
            yield _line("link", f"{row['subject']} {row['kind']} {other}{because}")


def _line(name: str, value: object) -> str:
    text = show(str(value), limit=600).strip()
    return f"{show(name.replace('_', ' ')):{WIDTH}}{text}"


def _some(row: Row, *names: str) -> Iterable[str]:
    return [_line(name, row[name]) for name in names if row.get(name) is not None]


def _moment(label: str, row: Row, name: str) -> Iterator[str]:
    start = row.get(f"{name}_utc")
    if start is not None:
        yield _line(label, f"{start} UTC, to the {row[f'{name}_precision']}")


def _number(row: Row) -> str:
    return f"{row['wording']} {row['measure']} ({row['unit']})"


def _bounds(row: Row) -> str:
    low = "?" if row["low"] is None else f"{row['low']:g}"
    high = "?" if row["high"] is None else f"{row['high']:g}"
    opening = "(" if row["low"] is None or row["low_exclusive"] else "["
    closing = ")" if row["high"] is None or row["high_exclusive"] else "]"
    best = "" if row["best"] is None else f", best {row['best']:g}"
    return f"{row['qualifier']}: {opening}{low}, {high}{closing}{best}"
