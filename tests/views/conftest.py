from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from claimbook.derive.tables import tables
from claimbook.values.wording import parse_wording
from claimbook_build.build.tables import build_tables
from claimbook_build.check.run import check
from claimbook_build.history.releases import own_release
from claimbook_build.views.files import view_files

REPOSITORY = Path(__file__).parents[2]
DERIVED = ("qualifier", "nominal", "low", "low_exclusive", "best", "high", "high_exclusive")


def rows_of(connection, sql, *values):
    cursor = connection.execute(sql, list(values))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def with_views(connection):
    for text in view_files().values():
        connection.execute(text)
    return connection


@pytest.fixture(scope="session")
def real():
    verdict = check(REPOSITORY, (), "2026.11.0")
    assert verdict.count("error") == 0
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    built = build_tables(verdict.dataset)
    built["releases"] = own_release((built["releases"],), "2026.11.0", "1.0.0")
    for name, data in built.items():
        connection.register(name, data)
    with_views(connection)
    yield lambda sql, *values: rows_of(connection, sql, *values)
    connection.close()


@pytest.fixture
def world():
    made = World()
    yield made
    made.close()


@pytest.fixture(scope="session")
def fresh_world():
    return lambda: closing(World())


class World:
    """A small release, table by table: what is not given is null."""

    def __init__(self):
        self.rows = {name: [] for name in tables()}
        self._connection = None

    def add(self, table, **values):
        names = {column.name for column in tables()[table].columns}
        assert set(values) <= names, set(values) - names
        self.rows[table].append(values)
        return next(iter(values.values()))

    def actor(self, key, kind="organisation", **more):
        return self.add("actors", id=key, name=key.removeprefix("act_"), kind=kind, **more)

    def document(self, key, publisher=None, day=None, **more):
        if day:
            start = datetime.fromisoformat(day)
            more = {"published_utc": start, "published_end_utc": start.replace(hour=23)} | more
            more |= {"published_date": start.date()}
        more = {"status": "live", "title": key} | more
        return self.add("documents", id=key, publisher=publisher, **more)

    def event(self, key, day=None, until=None, **more):
        if day:
            more |= {"t_min_utc": datetime.fromisoformat(day)}
            more |= {"t_max_utc": datetime.fromisoformat(until or f"{day}T23:59")}
        return self.add("events", id=key, summary=key, kind="other", reality="occurred", **more)

    def claim(self, key, *by, document="doc_d", about=(), said=None, **more):
        if not any(row["id"] == document for row in self.rows["documents"]):
            self.document(document)
        defaults = {
            "speech_act": "asserts",
            "polarity": "affirmed",
            "status": "accepted",
            "attribution": "explicit",
            "region": "body",
            "origin": "hand",
            "proposition": f"words of {key}",
        }
        if said:
            start = datetime.fromisoformat(said)
            more |= {"said_at": said, "said_at_utc": start, "said_at_date": start.date()}
            more |= {"said_at_end_utc": start.replace(hour=23)}
        self.add("claims", **{"id": key, "document": document} | defaults | more)
        for at, who in enumerate(by or ("act_a",), 1):
            voice = {"actor": who} if isinstance(who, str) else dict(zip(VOICE, who, strict=True))
            self.add("claim_claimants", claim=key, position=at, **voice)
        for at, event in enumerate(about, 1):
            self.add("claim_about", claim=key, position=at, event=event)
        return key

    def figure(self, key, claim, wording="8", **more):
        derived = {name: getattr(parse_wording(wording), name) for name in DERIVED}
        defaults = {"measure": "killed", "unit": "person", "event": "evt_e", "status": "normal"}
        for name in ("period_start", "period_end", "as_of_date"):
            if isinstance(more.get(name), str):
                more[name] = date.fromisoformat(more[name])
        if as_of := more.pop("as_of", None):
            start = datetime.fromisoformat(as_of)
            more |= {"as_of": as_of, "as_of_utc": start, "as_of_date": start.date()}
            more |= {"as_of_end_utc": start.replace(minute=59)}
        row = {"id": key, "claim": claim, "wording": wording} | derived | defaults | more
        return self.add("figures", **row)

    def say(self, key, who, wording="8", said=None, claim=None, **more):
        """Add a claim about one event, of the same name, with one figure."""
        about = [more.get("event", "evt_e")]
        document = more.pop("document", f"doc_{key}")
        self.claim(f"clm_{key}", who, document=document, about=about, said=said, **(claim or {}))
        return self.figure(f"fig_{key}", f"clm_{key}", wording, **more)

    def answer(self, claim, stance, to, position=1):
        """Let a claim take a stance, with the link that a build generates from it."""
        self.add(
            "claim_stances",
            claim=claim,
            position=position,
            responds_to=to,
            stance=stance,
            unseen=None if to else True,
        )
        return self.link(claim, stance, to, id=f"lnk_{stance}-{claim}-{position}")

    def link(self, subject, kind, obj, **more):
        key = more.pop("id", f"lnk_{subject}-{kind}")
        return self.add("links", id=key, subject=subject, kind=kind, object=obj, **more)

    def ask(self, sql, *values):
        if self._connection is None:
            self._connection = self._made()
        return rows_of(self._connection, sql, *values)

    def _made(self):
        connection = duckdb.connect()
        for name, table in tables().items():
            columns = ", ".join(f'"{column.name}" {column.type}' for column in table.columns)
            connection.execute(f"CREATE TABLE {name} ({columns})")
            for row in self.rows[name]:
                names = ", ".join(f'"{column}"' for column in row)
                marks = ", ".join("?" * len(row))
                sql = f"INSERT INTO {name} ({names}) VALUES ({marks})"
                connection.execute(sql, list(row.values()))
        return with_views(connection)

    def close(self):
        if self._connection is not None:
            self._connection.close()


VOICE = ("unnamed", "unnamed_of")
