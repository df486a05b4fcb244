"""How to cite a figure, claim or document of a release: whose it is, where it stands, then us.

A figure is its claimant's and stands in a document; a release only records it. So both are named
before the release, and what became of the record is said with it.
"""

from typing import TYPE_CHECKING, Any

from claimbook.errors import ClaimbookError
from claimbook.release.cite import cite
from claimbook.release.manifest import Manifest

if TYPE_CHECKING:
    import duckdb

_FIGURE = """
SELECT
  v.claimant || ': ' || f.wording || ' (' || concat_ws(', ', m.label, f.item_name) || ')' AS said,
  g.as_of AS at, 'as of ' AS at_basis, f.status, f.document,
  (
    SELECT min('row ' || e.row_key || ', column ' || e.column_name)
    FROM evidence AS e
    WHERE e.record = f.figure AND e.selector = 'cell' AND e.field = 'evidence'
  ) AS place
FROM figures_flat AS f
JOIN figures AS g ON g.id = f.figure
JOIN claim_voices AS v ON v.claim = f.claim
JOIN measures AS m ON m.code = f.measure
WHERE f.figure = ?
"""
_CLAIM = """
SELECT
  v.claimant || ' ' || concat_ws(': ', c.speech_act, c.proposition) AS said,
  c.said_at AS at, 'said ' AS at_basis, c.document, NULL AS place,
  coalesce((
    SELECT string_agg(fate, ', ' ORDER BY fate)
    FROM (
      SELECT DISTINCT regexp_replace(k.kind, 'e?s$', 'ed') AS fate  -- retracts: retracted
      FROM links AS k
      WHERE k.object = c.id AND k.kind IN ('corrects', 'disowns', 'retracts', 'supersedes')
    )
  ), c.status) AS status
FROM claims AS c
JOIN claim_voices AS v ON v.claim = c.id
WHERE c.id = ?
"""
_DOCUMENT = """
SELECT
  a.name AS publisher, d.title, coalesce(CAST(d.published_date AS VARCHAR), d.published) AS day,
  d.url, d.status
FROM documents AS d
LEFT JOIN actors AS a ON a.id = d.publisher
WHERE d.id = ?
"""
_CITED = {"fig_": _FIGURE, "clm_": _CLAIM, "doc_": None}
_STANDING = frozenset({None, "normal", "accepted", "unreviewed", "live"})
"""What need not be said of a record: nothing speaks against it."""


class UnknownRecordError(ClaimbookError, LookupError):
    """A release has no figure, claim or document of that identifier."""


def cite_record(connection: "duckdb.DuckDBPyConnection", manifest: Manifest, key: str) -> str:
    """Return how to cite a figure, a claim or a document of a release, in a sentence or a few.

    When a number holds or was said stands as the record has it, with the offset of its zone; a
    document is dated by the day in Kyiv.

    Args:
        connection: A connection that has the release's tables and views.
        manifest: The release's.
        key: The record's identifier.

    Raises:
        UnknownRecordError: There is no such figure, claim or document.
    """
    from claimbook.release.text_table import visible

    if key[:4] not in _CITED or not key.isascii():
        raise UnknownRecordError(
            f"{key!r} is no identifier of a figure (fig_), claim (clm_) or document (doc_), which "
            "are what can be cited; `claimbook show` names those of another record"
        )
    parts = []
    if (asked := _CITED[key[:4]]) is not None:
        found = _row(connection, asked, key)
        at = f", {found['at_basis']}{found['at']}" if found["at"] else ""
        parts.append(f"{found['said']}{at}{_fate(found['status'])}.")
        place = f", {found['place']}" if found["place"] else ""
        parts.append(f"In: {_document(connection, found['document'])}{place}.")
    else:
        parts.append(f"{_document(connection, key)}.")
    parts.append(f"Recorded as {key} in: {cite(manifest)}")
    return " ".join(map(visible, parts))


def _document(connection: "duckdb.DuckDBPyConnection", key: str) -> str:
    found = _row(connection, _DOCUMENT, key)
    told = (
        found["publisher"] or "Publisher not printed",
        found["title"] and f'"{found["title"]}"',
        found["day"] or "undated",
        found["url"],
    )
    return ", ".join(str(each) for each in told if each) + _fate(found["status"])


def _fate(status: str | None) -> str:
    return "" if status in _STANDING else f" [{status}]"


def _row(connection: "duckdb.DuckDBPyConnection", sql: str, key: str) -> dict[str, Any]:
    cursor = connection.cursor().execute(sql, [key])
    names = [column[0] for column in cursor.description]
    row = cursor.fetchone()
    if row is None:
        raise UnknownRecordError(f"there is no figure, claim or document {key!r}")
    return dict(zip(names, row, strict=True))
