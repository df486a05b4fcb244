-- conflict_pairs: two figures that do not agree, or that somebody sets against each other.
-- grain:   one unordered pair of figures, or one figure and a claim in words against it
-- key:     one, other, reason, against
-- columns: reason = bounds (no number satisfies both), value (different numbers by different
--          voices), or the kind of the link between them; against = the claim that takes the
--          stance in words alone
-- nulls:   other where only words stand against a figure; against everywhere else
-- Figures are compared by value only when they answer one question (figure_questions) for times
-- that overlap or are not stated. A running count by one voice at two times is a series and no
-- conflict. Denied numbers, parts of a whole, superseded and withdrawn figures are not compared by
-- value. What differs in measure, or in being confirmed, is set against each other by links alone;
-- a link between two claims concerns their figures of one measure and unit, and of one kind of
-- thing where both name one; a correction those of them that it changed.
CREATE OR REPLACE VIEW conflict_pairs AS
WITH compared AS MATERIALIZED (
  SELECT
    f.figure, f.nominal, f.low, f.low_exclusive, f.best, f.high, f.high_exclusive,
    q.question, q.running, q.from_day, q.to_day, q.from_utc, q.until_utc, q.newest_utc, v.voice_id
  FROM figures_flat AS f
  JOIN figure_questions AS q ON q.figure = f.figure
  JOIN claim_voices AS v ON v.claim = f.claim
  WHERE q.affirms AND NOT q.part AND f.status NOT IN ('superseded', 'withdrawn')
),
alike AS MATERIALIZED (
  SELECT
    a.figure AS one, b.figure AS other,
    coalesce(
      a.high < b.low OR b.high < a.low
      OR (a.high = b.low AND (a.high_exclusive OR b.low_exclusive))
      OR (b.high = a.low AND (b.high_exclusive OR a.low_exclusive)),
      false
    ) AS disjoint,
    a.voice_id <> b.voice_id AND (
      coalesce(a.nominal <> b.nominal, false)
      OR coalesce(a.best < b.low OR a.best > b.high, false)
      OR coalesce(b.best < a.low OR b.best > a.high, false)
    ) AS differ
  FROM compared AS a
  JOIN compared AS b ON a.question = b.question AND a.figure < b.figure
  WHERE NOT (a.running AND b.running AND a.voice_id = b.voice_id
      AND a.newest_utc IS DISTINCT FROM b.newest_utc)
    AND CASE
      WHEN a.from_utc IS NOT NULL AND b.from_utc IS NOT NULL
        THEN coalesce(a.from_utc < b.until_utc, true) AND coalesce(b.from_utc < a.until_utc, true)
      ELSE coalesce(a.from_day <= b.to_day, true) AND coalesce(b.from_day <= a.to_day, true)
    END
),
against AS (
  SELECT k.id AS link, k.subject, k.object, k.kind
  FROM links AS k
  LEFT JOIN claims AS c ON c.id = k.subject
  WHERE k.object IS NOT NULL
    AND coalesce(c.status <> 'withdrawn', true)
    AND k.kind IN (
      'disputes', 'denies', 'doubts', 'corrects', 'retracts', 'disowns', 'contradicts'
    )
),
named AS MATERIALIZED (
  SELECT
    f.figure, n.record, f.measure, f.unit, f.item, f.wording, n.record = f.figure AS itself
  FROM figures_flat AS f
  CROSS JOIN unnest([f.figure, f.claim]) AS n(record)
  WHERE f.status <> 'withdrawn'
),
ends AS (
  SELECT k.kind, k.subject, o.figure AS object_figure, s.figure AS subject_figure
  FROM against AS k
  JOIN named AS o ON o.record = k.object
  LEFT JOIN named AS s
    ON s.record = k.subject AND s.figure <> o.figure
    AND (
      s.itself
      OR (
        s.measure = o.measure AND s.unit = o.unit AND coalesce(s.item = o.item, true)
        AND (k.kind <> 'corrects' OR s.wording <> o.wording)
      )
    )
)
SELECT one, other, 'bounds' AS reason, CAST(NULL AS VARCHAR) AS against FROM alike WHERE disjoint
UNION
SELECT one, other, 'value', NULL FROM alike WHERE differ AND NOT disjoint
UNION
SELECT
  least(object_figure, coalesce(subject_figure, object_figure)),
  CASE WHEN subject_figure IS NOT NULL THEN greatest(object_figure, subject_figure) END,
  kind,
  CASE WHEN subject_figure IS NULL THEN subject END
FROM ends
WHERE NOT (
  kind = 'corrects' AND subject_figure IS NULL AND subject IN (SELECT f.claim FROM figures AS f)
);

-- conflicts: figures that cannot all be right, side by side.
-- grain:   one conflict: figures connected by pairs of conflict_pairs
-- key:     conflict
-- columns: conflict = the least of their ids; event = the least of their events; figures = their
--          ids; statements = each wording with its claimant and, unless normal, its status, in the
--          order said; reasons = why they conflict; against = claims in words alone that take a
--          stance; voices = distinct voices
-- nulls:   against where no such claim is; event and affected_name where none of them has one
CREATE OR REPLACE VIEW conflicts AS
WITH RECURSIVE pairs AS MATERIALIZED (
  SELECT one, other, reason, against FROM conflict_pairs
),
edges AS MATERIALIZED (
  SELECT one, other FROM pairs WHERE other IS NOT NULL
  UNION
  SELECT other, one FROM pairs WHERE other IS NOT NULL
  UNION
  SELECT one, one FROM pairs
),
reach AS (
  SELECT one, other FROM edges
  UNION
  SELECT r.one, e.other FROM reach AS r JOIN edges AS e ON e.one = r.other
),
member AS MATERIALIZED (
  SELECT one AS figure, min(other) AS conflict FROM reach GROUP BY one
),
why AS (
  SELECT
    m.conflict,
    list_sort(list(DISTINCT p.reason)) AS reasons,
    list_sort(
      list(DISTINCT v.claimant || ' ' || p.reason || ' it') FILTER (WHERE p.against IS NOT NULL)
    ) AS against
  FROM pairs AS p
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
    f.wording || ' (' || f.claimant
      || CASE f.status WHEN 'normal' THEN '' ELSE ', ' || f.status END || ')',
    ' | ' ORDER BY f.said_at_utc NULLS LAST, f.published_utc NULLS LAST, f.figure
  ) AS statements,
  count(DISTINCT v.voice_id) AS voices,
  any_value(w.reasons) AS reasons,
  any_value(array_to_string(w.against, '; ')) AS against
FROM member AS m
JOIN figures_flat AS f ON f.figure = m.figure
JOIN claim_voices AS v ON v.claim = f.claim
JOIN why AS w ON w.conflict = m.conflict
GROUP BY m.conflict
ORDER BY m.conflict;
