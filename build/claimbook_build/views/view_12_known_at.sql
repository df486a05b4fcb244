-- claims_known: from when each claim can have been known.
-- grain:   one claim
-- key:     claim
-- columns: known_from_utc = the first moment at which it had surely been said, by known_basis: said
--          = the end of the stretch in which it was said; published = the end of that of
--          publication, where no end of saying is known, and always when the document is one that
--          was corrected, but for a table: of its rows, links say which ones changed;
--          published_earliest = a day after the earliest moment of publication,
--          where no latest one is known: the only case in which it may have come later; asserted =
--          the end of the stretch in which a link says that it corrects or supersedes a claim said
--          at the same time in another document. Such a claim is a later version of what was said:
--          where its link is not dated it is known from the publication
-- nulls:   both where nothing is dated: such a claim is never known
CREATE OR REPLACE VIEW claims_known AS
WITH stated AS (
  SELECT
    k.asserted_at_end_utc AS asserted_utc,
    coalesce(f.claim, k.subject) AS newer, coalesce(o.claim, k.object) AS older
  FROM links AS k
  LEFT JOIN figures AS f ON f.id = k.subject
  LEFT JOIN figures AS o ON o.id = k.object
  WHERE k.kind IN ('corrects', 'supersedes')
),
versions AS (
  SELECT
    s.newer AS claim,
    CASE WHEN bool_and(s.asserted_utc IS NOT NULL) THEN max(s.asserted_utc) END AS asserted_utc
  FROM stated AS s
  JOIN claims AS n ON n.id = s.newer
  JOIN claims AS o ON o.id = s.older
  WHERE o.document <> n.document AND o.said_at_utc = n.said_at_utc
    AND o.said_at_end_utc IS NOT DISTINCT FROM n.said_at_end_utc
  GROUP BY s.newer
),
dated AS (
  SELECT
    c.id AS claim, c.said_at_end_utc AS said_utc, v.asserted_utc,
    v.claim IS NOT NULL AS later_version,
    d.status = 'corrected' AND d.kind IS DISTINCT FROM 'dataset' AS corrected,
    coalesce(d.published_end_utc, d.published_utc + INTERVAL 1 DAY) AS published_utc,
    CASE
      WHEN d.published_end_utc IS NOT NULL THEN 'published'
      WHEN d.published_utc IS NOT NULL THEN 'published_earliest'
    END AS published_basis
  FROM claims AS c
  JOIN documents AS d ON d.id = c.document
  LEFT JOIN versions AS v ON v.claim = c.id
),
chosen AS (
  SELECT
    *,
    CASE
      WHEN asserted_utc IS NOT NULL THEN 'asserted'
      WHEN later_version OR said_utc IS NULL OR corrected AND published_utc > said_utc
        THEN published_basis
      ELSE 'said'
    END AS known_basis
  FROM dated
)
SELECT
  claim,
  CASE known_basis
    WHEN 'asserted' THEN asserted_utc
    WHEN 'said' THEN said_utc
    ELSE published_utc
  END AS known_from_utc,
  known_basis
FROM chosen;

-- known_at(moment): the figures that had been said by a moment, and nothing that came later.
-- grain:   one figure
-- key:     figure
-- columns: as figures_flat, with known_from_utc and known_basis of claims_known; status = what had
--          become of the figure by that moment, not what became of it later. The moment is a
--          TIMESTAMP (UTC), or text: 2022-03-15 (its beginning), 2022-03-15 11:00 (UTC), or
--          2022-03-15 11:00+02:00
-- nulls:   as figures_flat; status where it was revised and nothing tells when; a figure without
--          any date is never known
CREATE OR REPLACE MACRO known_at(moment) AS TABLE
WITH asked AS (
  SELECT CASE
    WHEN regexp_matches(CAST(moment AS VARCHAR), '([0-9] ?[+-][0-9:]+|[A-Za-z_/]+)$')
      AND length(CAST(moment AS VARCHAR)) > 10
      THEN make_timestamp(epoch_us(CAST(CAST(moment AS VARCHAR) AS TIMESTAMPTZ)))
    ELSE CAST(CAST(moment AS VARCHAR) AS TIMESTAMP)
  END AS moment_utc
),
revised AS MATERIALIZED (
  SELECT
    k.object,
    min(s.known_from_utc) AS revised_utc
  FROM links AS k
  LEFT JOIN figures AS f ON f.id = k.subject
  JOIN claims_known AS s ON s.claim = coalesce(f.claim, k.subject)
  WHERE k.kind IN ('retracts', 'disowns', 'corrects', 'supersedes', 'disputes', 'denies', 'doubts')
  GROUP BY k.object
)
SELECT
  n.known_from_utc,
  n.known_basis,
  f.* REPLACE (
    CASE
      WHEN f.status IN ('normal', 'provisional') THEN f.status
      WHEN least(x.revised_utc, y.revised_utc) <= t.moment_utc THEN f.status
      WHEN least(x.revised_utc, y.revised_utc) IS NOT NULL THEN 'normal'
    END AS status
  )
FROM figures_flat AS f
CROSS JOIN asked AS t
JOIN claims_known AS n ON n.claim = f.claim
LEFT JOIN revised AS x ON x.object = f.figure
LEFT JOIN revised AS y ON y.object = f.claim
WHERE n.known_from_utc <= t.moment_utc
ORDER BY n.known_from_utc, f.figure;
