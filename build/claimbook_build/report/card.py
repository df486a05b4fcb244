"""One record as a person reads it: its fields by name, what it rests on, what contradicts it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from claimbook.values.cell import key_values
from claimbook_build.report.layout import lines
from claimbook_build.report.number import bounds, plain

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
Pair = tuple[str, object]

_NAMES = {
    "actors": "name",
    "claims": "proposition",
    "documents": "title",
    "events": "summary",
    "items": "name",
    "measures": "label",
    "places": "name",
    "series": "label",
    "units": "label",
}
"""Which column of a table tells a reader what a record of it is."""

_DERIVED = ("_utc", "_date", "_precision", "_sha256", "_start", "_end", "_because")
_LABELS = """
SELECT 'label', text || ' (' || language || ', ' || kind || ')' FROM labels WHERE record = $key
"""
_OFFICES = """
SELECT 'held office', role || ', according to ' || document FROM roles WHERE actor = $key
"""
_ORIGINS = """
SELECT 'derived from', relation || ' ' || coalesce(origin, 'one that is not ours')
FROM document_derivations WHERE document = $key
"""
_CHANGES = """
SELECT 'change', field || ': ' || coalesce(old, '-') || ' -> ' || coalesce(new, '-')
FROM review_changes WHERE review = $key
"""
_BREAKS = """
SELECT 'break', first_day || ': ' || concat_ws(' ', kind, measure, item, '-> ' || into_item)
FROM series_breaks WHERE series = $key ORDER BY position
"""
_MORE = {
    "actors": (
        _LABELS,
        _OFFICES,
        "SELECT 'claims', count(DISTINCT claim) FROM claim_claimants WHERE actor = $key",
    ),
    "documents": (
        "SELECT 'flag', flag FROM document_flags WHERE document = $key",
        _ORIGINS,
        "SELECT 'claims', count(*) FROM claims WHERE document = $key",
        "SELECT 'figures', count(*) FROM figures_flat WHERE document = $key",
        "SELECT 'numbers', account || ': ' || tokens FROM coverage WHERE document = $key",
    ),
    "items": (_LABELS,),
    "measures": (
        "SELECT 'counted in', unit FROM measure_units WHERE measure = $key",
        "SELECT 'part of', whole FROM measure_wholes WHERE measure = $key",
        "SELECT 'figures', count(*) FROM figures WHERE measure = $key",
    ),
    "places": (_LABELS, "SELECT 'events', count(*) FROM events WHERE place = $key"),
    "reviews": (_CHANGES,),
    "series": (_BREAKS,),
}
"""What other tables say of a record: queries for a name and a value each."""

_REVISED = """
WITH found AS (
  SELECT
    *, object IN ($figure, $claim) AS by_another, if(by_another, subject, object) AS other
  FROM links
  WHERE kind IN ('corrects', 'supersedes', 'retracts', 'disowns')
    AND (object IN ($figure, $claim) OR subject IN ($figure, $claim))
)
SELECT
  k.kind, k.by_another, k.other, k.because, k.asserted_at, o.figure, o.wording,
  coalesce(o.claimant, v.claimant) AS claimant
FROM found AS k
CROSS JOIN (FROM figures_flat WHERE figure = $figure) AS f
LEFT JOIN figures_flat AS o
  ON o.figure = k.other
  OR o.claim = k.other AND o.measure = f.measure AND o.unit = f.unit
    AND o.item IS NOT DISTINCT FROM f.item
LEFT JOIN claim_voices AS v ON v.claim = k.other
ORDER BY k.id
"""
"""What corrects or retracts a figure, and what it corrects, whether links name it or its claim."""


def ask(connection: "duckdb.DuckDBPyConnection", sql: str, *values: object) -> list[Row]:
    """Return the rows of a query, each by column name."""
    return _fetched(connection.execute(sql, list(values)))


def _fetched(cursor: "duckdb.DuckDBPyConnection") -> list[Row]:
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Sought:
    """A record that was found.

    Attributes:
        key: Its identifier or code.
        table: The table that holds it.
        rows: Its row; several for a code of several vocabularies.
    """

    key: str
    table: str
    rows: list[Row]


class Card:
    """The card of one record."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection", sought: Sought, width: int) -> None:
        self._connection = connection
        self._key = sought.key
        self._table = sought.table
        self._rows = sought.rows
        self._width = width

    def text(self) -> str:
        """Return the card: foreign text in it is harmless."""
        parts = {"claims": self._claim, "figures": self._figure, "events": self._event}
        own = parts.get(self._table, self._plain)
        pairs = [pair for row in self._rows for pair in own(row)]
        pairs += [*self._more(), *self._evidence(), *self._links()]
        return lines(f"{self._key}  ({self._table})", pairs, self._width)

    def _ask(self, sql: str, *values: object) -> list[Row]:
        return ask(self._connection, sql, *(values or (self._key,)))

    def _plain(self, row: Row) -> Iterator[Pair]:
        for name, value in row.items():
            if value is None or name == "id" or name.endswith(_DERIVED):
                continue
            because = row.get(f"{name}_because")
            yield _words(name), f"{value}: {because}" if because else self._named(value)

    def _named(self, value: object) -> object:
        """Return a value, with the name of the record behind it if it is an identifier."""
        if not isinstance(value, str) or value[3:4] != "_":
            return value
        tables = {"act": "actors", "plc": "places", "itm": "items", "evt": "events"}
        table = tables.get(value[:3])
        if table is None:
            return value
        sql = f"SELECT {_NAMES[table]} AS name FROM {table} WHERE id = ?"  # noqa: S608
        found = self._ask(sql, value)
        return f"{found[0]['name']} [{value}]" if found else value

    def _some(self, row: Row, *names: str) -> Iterator[Pair]:
        for name in names:
            if row.get(name) is not None:
                yield _words(name), self._named(row[name])

    def _claim(self, claim: Row) -> Iterator[Pair]:
        for row in self._ask("FROM claim_chain WHERE claim = ? LIMIT 1"):
            yield "said by", row["chain"]
            yield "root", row["root"]
        yield from self._some(claim, "speech_act", "proposition", "hedge", "polarity", "phase")
        yield from self._some(claim, "accused", "claimant_as", "medium", "region", "attribution")
        yield from self._some(claim, "status", "origin")
        yield "document", self._document(claim["document"])
        yield from _moment("said at", claim, "said_at")
        for row in self._ask("SELECT event FROM claim_about WHERE claim = ? ORDER BY position"):
            yield "about", self._named(row["event"])
        figures = self._ask("FROM figures_flat WHERE claim = ? ORDER BY figure")
        for row in figures:
            of = f", {row['item_name']}" if row["item_name"] else ""
            yield "figure", f"{_number(row)}{of} [{row['figure']}]"
        yield from self._conflicts([row["figure"] for row in figures])
        yield from self._some(claim, "note", "recorded_in")

    def _figure(self, figure: Row) -> Iterator[Pair]:
        for row in self._ask("FROM figures_flat WHERE figure = ?"):
            yield "number", _number(row)
            yield "bounds", bounds(row)
            yield "said by", row["claimant"]
            yield "claim", f"{row['proposition'] or '-'} [{row['claim']}]"
            yield "document", self._document(row["document"])
            yield from _moment("as of", row, "as_of")
            yield from _moment("said at", row, "said_at")
            if row["period_start"] or row["period_end"]:
                yield "period", f"{row['period_start'] or '..'} to {row['period_end'] or '..'}"
            yield from self._some(row, "event", "affected", "item", "place", "population", "sex")
            yield from self._some(row, "age_class", "counting", "aggregation", "share_of_measure")
            yield from self._some(row, "of_which", "status")
        for row in self._ask("SELECT figure, wording FROM figures_flat WHERE of_which = ?"):
            yield "part of it", f"{row['wording']} [{row['figure']}]"
        yield from self._conflicts([self._key])
        yield from self._revised(figure["claim"])
        yield from self._some(figure, "note", "recorded_in")

    def _revised(self, claim: str) -> Iterator[Pair]:
        known = {"figure": self._key, "claim": claim}
        for row in _fetched(self._connection.execute(_REVISED, known)):
            kind = row["kind"]
            what = f"{re.sub('e?s$', 'ed', kind)} by" if row["by_another"] else kind
            words = [row["wording"] or "", row["claimant"] or ""]
            other = f"{', '.join(filter(None, words))} [{row['figure'] or row['other']}]"
            since = f", since {row['asserted_at']}" if row["asserted_at"] else ""
            because = f": {row['because']}" if row["because"] else ""
            yield what, (other if row["other"] else "a number not printed") + since + because

    def _event(self, event: Row) -> Iterator[Pair]:
        yield from self._some(event, "summary", "kind", "mode", "reality", "happened", "day_part")
        yield "UTC", f"{event['t_min_utc'] or '..'} until {event['t_max_utc'] or '..'}"
        yield from self._some(event, "place", "part_of")
        for row in self._ask("SELECT actor, role FROM event_participants WHERE event = ?"):
            yield "participant", f"{self._named(row['actor'])}, {row['role']}"
        for row in self._ask("FROM who_said(?)"):
            numbers = f" [{row['numbers']}]" if row["numbers"] else ""
            words = f"{row['claimant']} {row['speech_act']}: {row['proposition'] or '-'}{numbers}"
            yield "claim", f"{words} [{row['claim']}]"
        for row in self._ask("SELECT DISTINCT independence AS n FROM claim_chain WHERE event = ?"):
            yield "independent roots", row["n"] or 0
        yield from self._some(event, "note", "recorded_in")

    def _conflicts(self, figures: list[str]) -> Iterator[Pair]:
        for row in self._ask("FROM conflicts WHERE list_has_any(figures, ?)", figures):
            yield "conflict", row["statements"]
            against = f"; {row['against']}" if row["against"] else ""
            yield "because", ", ".join(row["reasons"]) + against

    def _document(self, key: str) -> str:
        sql = (
            "SELECT a.name, d.published FROM documents AS d "
            "LEFT JOIN actors AS a ON a.id = d.publisher WHERE d.id = ?"
        )
        found = self._ask(sql, key)[0]
        publisher = found["name"] or "publisher not printed"
        return f"{publisher}, {found['published'] or 'undated'} [{key}]"

    def _more(self) -> Iterator[Pair]:
        for sql in _MORE.get(self._table, ()):
            cursor = self._connection.execute(sql, {"key": self._key})
            yield from ((str(what), words) for what, words in cursor.fetchall())

    def _evidence(self) -> Iterator[Pair]:
        order = "document, span_start, field, row_key, column_name"
        for row in self._ask(f"FROM evidence WHERE record = ? ORDER BY {order}"):
            where = f"{row['document']} {row['span_start']}-{row['span_end']}"
            if row["selector"] == "cell":
                cell = " | ".join(key_values(row["row_key"]))
                where = f"{row['document']}, row {cell}, column {row['column_name']}"
            if row["number_start"] is not None:
                where += f", number at {row['number_start']}-{row['number_end']}"
            of = "" if row["field"] == "evidence" else f", {_words(row['field'])}"
            yield "evidence", where + of

    def _links(self) -> Iterator[Pair]:
        sql = "FROM links WHERE subject = ? OR object = ? ORDER BY id"
        for row in self._ask(sql, self._key, self._key):
            because = f" ({row['because']})" if row["because"] else ""
            other = row["object"] or "something unseen"
            yield "link", f"{row['subject']} {row['kind']} {other}{because} [{row['id']}]"


def _words(name: str) -> str:
    return name.removesuffix("_wording").replace("_", " ")


def _moment(label: str, row: Row, name: str) -> Iterator[Pair]:
    start, end = row[f"{name}_utc"], row[f"{name}_end_utc"]
    if start is not None or end is not None:
        stretch = f"{start or '..'} until {end or '..'} UTC"
        yield label, f"{stretch} (known to the {row[f'{name}_precision']})"


def _number(row: Row) -> str:
    nominal = row["nominal"]
    said = nominal is None or plain(nominal).replace(",", "") in row["wording"].replace(",", "")
    number = "" if said else f" = {plain(nominal)}"
    return f"{row['wording']}{number}, {row['measure']} ({row['unit']})"
