-- conflict_pairs: two figures that do not agree, or that somebody sets against each other.
-- grain:   one unordered pair of figures, or one figure and a claim without figures against it
-- key:     one, other, reason
-- columns: reason = bounds (no number satisfies both), value (different numbers by different
--          voices), or the kind of the link between them; against = the claim that takes the stance
-- nulls:   other where only words stand against a figure; against for bounds and value
-- Figures are compared by value only when they count the same of the same: event, measure, unit,
-- item, affected, population, place, sex and age class, with overlapping times, and confirmed
-- counts only with each other. What differs in one of these is compared by nobody but a link.
CREATE OR REPLACE VIEW conflict_pairs AS
WITH timed AS (
  SELECT
    *,
    coalesce(counting = 'confirmed', false) AS confirmed,
    coalesce(as_of_utc, CAST(period_start AS TIMESTAMP)) AS from_utc,
    coalesce(as_of_end_utc, CAST(period_end AS TIMESTAMP) + INTERVAL 1 DAY) AS until_utc
  FROM figures_flat
),
alike AS (
  SELECT
    a.figure AS one, b.figure AS other,
    coalesce(
      a.high < b.low OR b.high < a.low
      OR (a.high = b.low AND (a.high_exclusive OR b.low_exclusive))
      OR (b.high = a.low AND (b.high_exclusive OR a.low_exclusive)), false
    ) AS disjoint,
    coalesce(a.nominal <> b.nominal, false) AND a.claimant <> b.claimant AS differ
  FROM timed AS a
  JOIN timed AS b
    ON a.figure < b.figure AND a.event = b.event AND a.measure = b.measure AND a.unit = b.unit
    AND a.item IS NOT DISTINCT FROM b.item AND a.affected IS NOT DISTINCT FROM b.affected
    AND a.population IS NOT DISTINCT FROM b.population AND a.place IS NOT DISTINCT FROM b.place
    AND a.sex IS NOT DISTINCT FROM b.sex AND a.age_class IS NOT DISTINCT FROM b.age_class
    AND a.confirmed = b.confirmed
    AND coalesce(a.from_utc < b.until_utc, true) AND coalesce(b.from_utc < a.until_utc, true)
    AND a.of_which IS DISTINCT FROM b.figure AND b.of_which IS DISTINCT FROM a.figure
),
against AS (
  SELECT subject, object, kind
  FROM links
  WHERE object IS NOT NULL AND kind IN (
    'disputes', 'denies', 'doubts', 'corrects', 'retracts', 'disowns', 'contradicts'
  )
),
ends AS (
  SELECT k.subject, k.object, k.kind, s.id AS subject_figure, o.id AS object_figure
  FROM against AS k
  JOIN figures AS o ON o.id = k.object OR o.claim = k.object
  LEFT JOIN figures AS s ON s.id = k.subject OR s.claim = k.subject
)
SELECT one, other, 'bounds' AS reason, CAST(NULL AS VARCHAR) AS against FROM alike WHERE disjoint
UNION ALL
SELECT one, other, 'value', NULL FROM alike WHERE differ AND NOT disjoint
UNION ALL
SELECT
  least(object_figure, coalesce(subject_figure, object_figure)),
  CASE WHEN subject_figure <> object_figure THEN greatest(object_figure, subject_figure) END,
  kind,
  CASE WHEN subject_figure IS NULL THEN subject END
FROM ends;

-- conflicts: figures that cannot all be right, side by side.
-- grain:   one conflict: figures connected by pairs of conflict_pairs
-- key:     conflict
-- columns: figures = their ids; statements = each wording with its claimant, in the order said;
--          reasons = why they conflict; against = claims without figures that take a stance;
--          voices = distinct claimants
-- nulls:   against where no such claim is
CREATE OR REPLACE VIEW conflicts AS
WITH RECURSIVE edges AS (
  SELECT one, other FROM conflict_pairs WHERE other IS NOT NULL
  UNION
  SELECT other, one FROM conflict_pairs WHERE other IS NOT NULL
  UNION
  SELECT one, one FROM conflict_pairs
),
reach AS (
  SELECT one, other FROM edges
  UNION
  SELECT r.one, e.other FROM reach AS r JOIN edges AS e ON e.one = r.other
),
member AS (
  SELECT one AS figure, min(other) AS conflict FROM reach GROUP BY one
),
why AS (
  SELECT
    m.conflict,
    list_sort(list(DISTINCT p.reason)) AS reasons,
    string_agg(DISTINCT v.claimant || ' ' || p.reason || ' it', '; ' ORDER BY v.claimant || ' ' || p.reason || ' it')
      FILTER (WHERE p.against IS NOT NULL) AS against
  FROM conflict_pairs AS p
  JOIN member AS m ON m.figure = p.one
  LEFT JOIN claim_voices AS v ON v.claim = p.against
  GROUP BY m.conflict
)
SELECT
  m.conflict,
  min(f.event) AS event,
  list_sort(list(DISTINCT f.measure)) AS measures,
  min(f.affected_name) AS affected_name,
  list(f.figure ORDER BY f.said_at_utc NULLS LAST, f.published_utc NULLS LAST, f.figure) AS figures,
  string_agg(
    f.wording || ' (' || f.claimant || CASE f.status WHEN 'normal' THEN '' ELSE ', ' || f.status END
      || ')',
    ' | ' ORDER BY f.said_at_utc NULLS LAST, f.published_utc NULLS LAST, f.figure
  ) AS statements,
  count(DISTINCT f.claimant) AS voices,
  any_value(w.reasons) AS reasons,
  any_value(w.against) AS against
FROM member AS m
JOIN figures_flat AS f ON f.figure = m.figure
JOIN why AS w ON w.conflict = m.conflict
GROUP BY m.conflict;
