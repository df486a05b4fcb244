-- safe_sum(measure_code, within): a total of one measure, refused where it might count twice.
-- grain:   one row
-- key:     measure
-- columns: total = the sum of best values; figures = how many it adds; refused = why there is no
--          total; within = an event: only figures of it and of the events that are part of it, all
--          when left out
-- nulls:   total where refused; refused where there is a total
-- Retracted, superseded, withdrawn and denied figures are left out. Two figures are added only when
-- something surely parts them: their places, their times, whose people or things they count, the
-- kind of people or the kind of thing. What is not stated parts nothing.
CREATE OR REPLACE MACRO safe_sum(measure_code, within := NULL) AS TABLE
WITH RECURSIVE asked AS (
  SELECT CAST(measure_code AS VARCHAR) AS code, CAST(within AS VARCHAR) AS event
),
inside AS (
  SELECT e.id FROM events AS e JOIN asked AS a ON a.event = e.id
  UNION
  SELECT e.id FROM events AS e JOIN inside AS i ON e.part_of = i.id
),
above AS MATERIALIZED (
  SELECT id, id AS whole FROM places
  UNION
  SELECT id, id FROM actors
  UNION
  SELECT id, id FROM items
  UNION
  SELECT b.id, u.part_of
  FROM above AS b
  JOIN (
    SELECT id, part_of FROM places
    UNION ALL SELECT id, part_of FROM actors
    UNION ALL SELECT id, kind_of FROM items
  ) AS u ON u.id = b.whole
  WHERE u.part_of IS NOT NULL
),
chosen AS MATERIALIZED (
  SELECT
    f.figure, f.claim, f.unit, f.best, f.of_which, f.item, f.affected, f.place, f.sex,
    CASE WHEN f.population IN ('civilian', 'military') THEN f.population END AS population,
    f.age_class, q.question, q.running, q.increment, q.count_kind,
    coalesce(CAST(f.period_start AS TIMESTAMP), f.t_min_utc) AS from_utc,
    coalesce(CAST(f.period_end AS TIMESTAMP) + INTERVAL 1 DAY, f.t_max_utc) AS until_utc
  FROM asked AS a
  JOIN figures_flat AS f ON f.measure = a.code
  JOIN figure_questions AS q ON q.figure = f.figure
  WHERE q.affirms
    AND f.status NOT IN ('retracted', 'superseded', 'withdrawn')
    AND (a.event IS NULL OR f.event IN (SELECT id FROM inside))
),
records AS (
  SELECT figure, figure AS record FROM chosen
  UNION
  SELECT figure, claim FROM chosen
),
alike AS MATERIALIZED (  -- figures that nothing parts: one stands for all, or pairs would be many
  SELECT
    min(figure) AS figure, list_sort(list(figure))[2] AS other, running, from_utc, until_utc,
    population, sex, age_class, place, affected, item
  FROM chosen
  GROUP BY ALL
),
pairs AS MATERIALIZED (
  SELECT figure AS one, other, running AS both_running FROM alike WHERE other IS NOT NULL
  UNION ALL
  SELECT a.figure, b.figure, a.running AND b.running
  FROM alike AS a
  JOIN alike AS b ON a.figure < b.figure
  WHERE NOT (
    coalesce(a.until_utc <= b.from_utc OR b.until_utc <= a.from_utc, false)
    OR coalesce(a.population <> b.population OR a.sex <> b.sex, false)
    OR coalesce(a.age_class <> b.age_class, false)
    OR (
      a.place <> b.place
      AND NOT EXISTS (SELECT 1 FROM above AS x WHERE x.id = a.place AND x.whole = b.place)
      AND NOT EXISTS (SELECT 1 FROM above AS x WHERE x.id = b.place AND x.whole = a.place)
    ) IS TRUE
    OR (
      a.affected <> b.affected
      AND NOT EXISTS (SELECT 1 FROM above AS x WHERE x.id = a.affected AND x.whole = b.affected)
      AND NOT EXISTS (SELECT 1 FROM above AS x WHERE x.id = b.affected AND x.whole = a.affected)
    ) IS TRUE
    OR (
      a.item <> b.item
      AND NOT EXISTS (SELECT 1 FROM above AS x WHERE x.id = a.item AND x.whole = b.item)
      AND NOT EXISTS (SELECT 1 FROM above AS x WHERE x.id = b.item AND x.whole = a.item)
    ) IS TRUE
  )
),
reasons AS MATERIALIZED (
  SELECT 'there is no measure of that code' AS why
  FROM asked
  WHERE code NOT IN (SELECT m.code FROM measures AS m)
  UNION ALL
  SELECT 'there is no event of that id'
  FROM asked
  WHERE event IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inside)
  UNION ALL
  SELECT 'there are no figures' WHERE NOT EXISTS (SELECT 1 FROM chosen)
  UNION ALL
  SELECT 'the measure is not additive'
  FROM asked AS a
  JOIN measures AS m ON m.code = a.code
  WHERE NOT m.additive
  UNION ALL
  SELECT 'several units' WHERE (SELECT count(DISTINCT unit) FROM chosen) > 1
  UNION ALL
  SELECT 'confirmed, stated and projected counts are mixed'
  WHERE (SELECT count(DISTINCT count_kind) FROM chosen) > 1
  UNION ALL
  SELECT 'a figure has no best value' WHERE EXISTS (SELECT 1 FROM chosen WHERE best IS NULL)
  UNION ALL
  SELECT 'figures are parts of others'
  WHERE EXISTS (SELECT 1 FROM chosen WHERE of_which IN (SELECT figure FROM chosen))
  UNION ALL
  SELECT 'scopes overlap by links'
  WHERE EXISTS (
    SELECT 1
    FROM links AS k
    JOIN records AS s ON s.record = k.subject
    JOIN records AS o ON o.record = k.object
    WHERE k.kind IN ('aggregates', 'overlaps', 'equivalent', 'same_as') AND s.figure <> o.figure
  )
  UNION ALL
  SELECT 'a figure repeats another'
  WHERE EXISTS (
    SELECT 1
    FROM links AS k
    JOIN records AS s ON s.record = k.subject
    WHERE k.kind IN ('restates', 'repeats')
  )
  UNION ALL
  SELECT 'figures are running counts: a later one contains an earlier'
  WHERE EXISTS (SELECT 1 FROM pairs WHERE both_running)
  UNION ALL
  SELECT 'nothing surely parts ' || min(one || ' and ' || other)
  FROM pairs
  WHERE NOT both_running
  HAVING count(*) > 0
)
SELECT
  code AS measure,
  CASE
    WHEN NOT EXISTS (SELECT 1 FROM reasons) THEN (SELECT sum(best) FROM chosen)
  END AS total,
  (SELECT count(*) FROM chosen) AS figures,
  (SELECT string_agg(why, '; ' ORDER BY why) FROM reasons) AS refused
FROM asked;
