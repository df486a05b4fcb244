"""ClaimReview (schema.org) for the claims that somebody disputes or that editors reviewed.

Whoever answers a claim is the author of the review, in the words of the record; the rating is the
name of the stance, without a number. A review by the editors is one as far as it judges what is
said (its credibility); that a record was accepted tells of the record, not of the claim.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from claimbook.release.connect import connect
from claimbook.release.open import Release
from claimbook_build.standards.facts import json_text, licence_addresses, publisher

if TYPE_CHECKING:
    import duckdb

ROWS = 10_000
"""Rows that are in memory at a time."""

_DISPUTES = """
SELECT
  d.link AS id, d.answered, d.stance AS verdict,
  CASE WHEN d.editorial THEN d.because ELSE d.proposition END AS body,
  CASE WHEN d.editorial THEN e.name ELSE d.claimant END AS author,
  CASE WHEN d.editorial THEN e.kind ELSE a.kind END AS author_kind,
  coalesce(if(d.editorial, k.asserted_at_date, c.said_at_date), p.published_date) AS day,
  p.url, NULL AS credibility
FROM disputes AS d
JOIN claims AS c ON c.id = d.claim
JOIN links AS k ON k.id = d.link
LEFT JOIN actors AS e ON e.id = k.asserted_by
JOIN claim_voices AS v ON v.claim = d.claim
LEFT JOIN actors AS a ON a.id = v.voice_id
JOIN documents AS p ON p.id = d.document
WHERE d.stance NOT IN ('silent', 'declines', 'confirms')
"""
_REVIEWS = """
SELECT
  r.id, coalesce(f.claim, r.record) AS answered, NULL AS verdict, r.reason AS body,
  a.name AS author, a.kind AS author_kind, r.decided_at_date AS day, NULL AS url, r.credibility
FROM reviews AS r
JOIN actors AS a ON a.id = r.reviewer
LEFT JOIN figures AS f ON f.id = r.record
WHERE r.credibility IS NOT NULL
"""
_CLAIMED = """
SELECT
  f.*, c.proposition, v.claimant, a.kind AS claimant_kind,
  coalesce(c.said_at_date, p.published_date) AS said,
  p.title, p.url AS address, p.archive_url, q.name AS publisher, p.published_date
FROM found AS f
JOIN claims AS c ON c.id = f.answered
JOIN claim_voices AS v ON v.claim = c.id
LEFT JOIN actors AS a ON a.id = v.voice_id
JOIN documents AS p ON p.id = c.document
LEFT JOIN actors AS q ON q.id = p.publisher
WHERE c.proposition IS NOT NULL
ORDER BY f.answered, f.id
"""
_CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "truth cannot be judged",
}
"""The Admiralty code (STANAG 2511): 1 is the best, 5 the worst, 6 no judgement."""

_SQL = f"WITH found AS ({_DISPUTES} UNION ALL {_REVIEWS}) {_CLAIMED}"


def claim_review(release: Release) -> Iterator[str]:
    """Yield a graph with one ClaimReview for each answer to a claim and each review of one.

    The pieces are JSON when they are put together; few of them are held at a time.
    """
    graph = json_text({"@context": "https://schema.org/", "@graph": []})
    before, _, after = graph.partition("[]")
    with connect(release) as connection:
        separator, yielded = "[\n    ", False
        yield before
        for row in _rows(connection):
            node = json_text(_node(release, row)).rstrip("\n").replace("\n", "\n    ")
            yield f"{separator}{node}"
            separator, yielded = ",\n    ", True
        yield f"\n  ]{after}" if yielded else f"[]{after}"


def _rows(connection: "duckdb.DuckDBPyConnection") -> Iterator[dict[str, str | None]]:
    found = connection.execute(_SQL)
    names = [column[0] for column in found.description]
    while rows := found.fetchmany(ROWS):
        for row in rows:
            told = (None if value is None else str(value) for value in row)
            yield dict(zip(names, told, strict=True))


def _node(release: Release, row: dict[str, str | None]) -> dict[str, object]:
    maker = {"@type": "Organization", "name": publisher(release.manifest)}
    return _without_null(
        {
            "@type": "ClaimReview",
            "@id": f"#{row['id']}",
            "url": row["url"],
            "claimReviewed": row["proposition"],
            "author": _agent(row["author"], row["author_kind"]),
            "datePublished": row["day"],
            "reviewRating": _rating(row),
            "itemReviewed": _claim(row),
            "sdPublisher": maker,
            "sdLicense": licence_addresses(release.manifest),
        }
    )


def _rating(row: dict[str, str | None]) -> dict[str, object]:
    code = row["credibility"]
    name = row["verdict"] if code is None else _CREDIBILITY[code]
    rating = {"@type": "Rating", "alternateName": name, "ratingExplanation": row["body"]}
    if code is not None and code != "6":
        rating |= {"ratingValue": code, "bestRating": "1", "worstRating": "5"}
    return _without_null(rating)


def _claim(row: dict[str, str | None]) -> dict[str, object]:
    appearance = {
        "@type": "CreativeWork",
        "headline": row["title"],
        "url": row["address"],
        "archivedAt": row["archive_url"],
        "publisher": _agent(row["publisher"], "media"),
        "datePublished": row["published_date"],
    }
    return _without_null(
        {
            "@type": "Claim",
            "@id": f"#{row['answered']}",
            "author": _agent(row["claimant"], row["claimant_kind"]),
            "datePublished": row["said"],
            "appearance": _without_null(appearance),
        }
    )


def _agent(name: str | None, kind: str | None) -> dict[str, object] | None:
    """Return who speaks; several voices at once, or an unnamed one, are given no type."""
    if name is None or kind is None:
        return None if name is None else {"name": name}
    return {"@type": "Person" if kind == "person" else "Organization", "name": name}


def _without_null(found: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in found.items() if value is not None}
