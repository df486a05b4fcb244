"""Statements of FollowTheMoney, as CSV: who, what and where, each from its document.

FollowTheMoney has people, bodies, posts, events and articles, and no place for a claim or a figure:
of what is disputed it gets the documents, not the numbers. Events that are planned, expected or
supposed are left out, since there they would read as having happened.
"""

import csv
from collections.abc import Iterable, Iterator
from hashlib import sha1
from io import StringIO
from typing import NamedTuple

from claimbook.release.connect import connect
from claimbook.release.open import Release

COLUMNS = (
    *("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin"),
    *("lang", "original_value", "external", "first_seen", "last_seen", "id"),
)
"""The columns of the library's own writer, in its order."""

_PROP_TYPES = {
    **dict.fromkeys(("name", "alias"), "name"),
    **dict.fromkeys(("title", "publisher"), "string"),
    **dict.fromkeys(("date", "startDate", "endDate", "publishedAt"), "date"),
    **dict.fromkeys(("holder", "post", "proof", "involved", "member", "organization"), "entity"),
    "country": "country",
    "language": "language",
    "location": "address",
    "sourceUrl": "url",
    "wikidataId": "identifier",
}
_LANGUAGES = {"be": "bel", "en": "eng", "ru": "rus", "uk": "ukr"}
"""ISO 639-3 for the languages of names; another one is not told."""


def _longer(column: str) -> str:
    """Return the SQL of a language's longer code."""
    told = " ".join(f"WHEN '{short}' THEN '{long}'" for short, long in _LANGUAGES.items())
    return f"CASE {column} {told} END"


_ENTITIES = """
CREATE TEMP VIEW entities AS
SELECT id, name, country, wikidata, part_of, CASE
    WHEN kind = 'person' THEN 'Person'
    WHEN kind = 'office' THEN 'Position'
    WHEN kind IN ('state', 'armed_force', 'ministry', 'agency') THEN 'PublicBody'
    ELSE 'Organization'
  END AS schema
FROM actors
WHERE kind <> 'unnamed'
"""
_HAPPENED = """
CREATE TEMP VIEW happened AS
SELECT
  id, summary, place, happened_precision IN ('day', 'hour', 'minute', 'second') AS exact,
  CAST(happened_date AS VARCHAR) AS first_day,
  CAST(CAST(t_max_utc - INTERVAL 1 SECOND AS DATE) AS VARCHAR) AS last_day
FROM events
WHERE reality IN ('occurred', 'ongoing')
"""
_STATEMENTS = """
SELECT schema, id, 'name', name, 'en', NULL FROM entities
UNION ALL
SELECT schema, id, 'country', lower(country), NULL, NULL FROM entities
UNION ALL
SELECT schema, id, 'wikidataId', wikidata, NULL, NULL FROM entities
UNION ALL
SELECT e.schema, e.id, if(l.kind = 'name', 'name', 'alias'), l.text, l.language, NULL
FROM labels AS l
JOIN entities AS e ON e.id = l.record
UNION ALL
SELECT 'Position', e.id, 'organization', o.id, NULL, NULL
FROM entities AS e
JOIN entities AS o ON o.id = e.part_of
WHERE e.schema = 'Position' AND o.schema IN ('Organization', 'PublicBody')
UNION ALL
SELECT
  'Membership', e.id || '.' || o.id, UNNEST(['member', 'organization']), UNNEST([e.id, o.id]),
  NULL, NULL
FROM entities AS e
JOIN entities AS o ON o.id = e.part_of
WHERE e.schema IN ('Organization', 'PublicBody') AND o.schema IN ('Organization', 'PublicBody')
UNION ALL
SELECT
  'Occupancy', concat_ws('.', r.actor, r.role, r.document),
  UNNEST(['holder', 'post', 'proof', 'startDate', 'endDate']),
  UNNEST([
    r.actor, r.role, r.document, CAST(r.period_start AS VARCHAR), CAST(r.period_end AS VARCHAR)
  ]),
  NULL, r.document
FROM roles AS r
JOIN entities AS h ON h.id = r.actor AND h.schema = 'Person'
JOIN entities AS p ON p.id = r.role AND p.schema = 'Position'
UNION ALL
SELECT
  'Article', d.id, UNNEST(['title', 'publisher', 'publishedAt', 'sourceUrl', 'language']),
  UNNEST([d.title, p.name, CAST(d.published_date AS VARCHAR), d.url, d.language]), NULL, d.id
FROM documents AS d
LEFT JOIN actors AS p ON p.id = d.publisher
UNION ALL
SELECT
  'Event', id, UNNEST(['name', 'date', 'startDate', 'endDate']),
  UNNEST([
    summary, if(exact, first_day, NULL), if(exact, NULL, first_day), if(exact, NULL, last_day)
  ]),
  NULL, NULL
FROM happened
UNION ALL
SELECT 'Event', h.id, 'location', p.name, NULL, NULL
FROM happened AS h
JOIN places AS p ON p.id = h.place
UNION ALL
SELECT 'Event', h.id, 'involved', a.id, NULL, NULL
FROM happened AS h
JOIN event_participants AS x ON x.event = h.id
JOIN entities AS a ON a.id = x.actor AND a.schema <> 'Position'
UNION ALL
SELECT 'Event', h.id, 'proof', c.document, NULL, c.document
FROM happened AS h
JOIN claim_about AS b ON b.event = h.id
JOIN claims AS c ON c.id = b.claim
"""
"""Yields schema, entity, property, value, language of the value, document that it is from."""

_LINKS = tuple(name for name, kind in _PROP_TYPES.items() if kind == "entity")

_SORTED = f"""
SELECT DISTINCT
  schema, replace(entity, '_', '.') AS entity, prop,
  CASE
    WHEN prop IN {_LINKS} THEN replace(value, '_', '.')
    WHEN prop = 'language' THEN coalesce({_longer("value")}, value)
    ELSE value
  END AS value,
  CASE WHEN prop <> 'language' THEN {_longer("language")} END AS language,
  coalesce(origin, '') AS origin
FROM ({_STATEMENTS}) AS s(schema, entity, prop, value, language, origin)
WHERE value IS NOT NULL
ORDER BY entity, prop, value, origin, schema, language
"""  # noqa: S608  put together of constants of ours
"""Identifiers are written as the library allows: a point where ours have their underscore."""

ROWS = 10_000
"""Rows that are in memory at a time."""


class _Statement(NamedTuple):
    schema: str
    entity: str
    prop: str
    value: str
    language: str | None
    origin: str


def follow_the_money(release: Release) -> Iterator[str]:
    """Yield the statements of a release as CSV, sorted by entity, as the library reads them."""
    dataset = release.manifest.dataset
    yield _lines([COLUMNS])
    with connect(release) as connection:
        connection.execute(_ENTITIES)
        connection.execute(_HAPPENED)
        found = connection.execute(_SORTED)
        while rows := found.fetchmany(ROWS):
            yield _lines(_row(dataset, _Statement(*row)) for row in rows)


def _lines(rows: Iterable[tuple[str, ...]]) -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer, dialect=csv.unix_dialect).writerows(rows)
    return buffer.getvalue()


def _row(dataset: str, found: _Statement) -> tuple[str, ...]:
    kind = _PROP_TYPES[found.prop]
    return (
        *(found.entity, found.entity, found.prop, kind, found.schema, found.value, dataset),
        *(found.origin, found.language or "", "", "f", "", ""),
        _key(dataset, found),
    )


def _key(dataset: str, found: _Statement) -> str:
    """Return a statement's identifier, by the library's own rule: a name for it, no protection."""
    suffix = f"@{found.language}" if found.language else ""
    text = f"{dataset}.{found.entity}.{found.prop}.{found.value}{suffix}"
    return sha1(text.encode(), usedforsecurity=False).hexdigest()
