-- safe_sum(code): a total of one measure, refused where adding up would count twice.
-- grain:   one row
-- key:     measure
-- columns: total = the sum of best values; figures = how many it adds; refused = why there is none
-- nulls:   total where refused; refused where there is a total
CREATE OR REPLACE MACRO safe_sum(code) AS TABLE
WITH chosen AS (
  SELECT * FROM figures_flat
  WHERE measure = code AND status NOT IN ('retracted', 'superseded', 'withdrawn')
),
reasons AS (
  SELECT 'there is no measure of that code' AS why WHERE code NOT IN (SELECT m.code FROM measures AS m)
  UNION ALL
  SELECT 'the measure is not additive' FROM measures AS m WHERE m.code = code AND NOT m.additive
  UNION ALL
  SELECT 'figures are parts of others' WHERE EXISTS (SELECT 1 FROM chosen WHERE of_which IN (SELECT figure FROM chosen))
  UNION ALL
  SELECT 'figures are cumulative: a later one contains an earlier' WHERE (SELECT count(*) FROM chosen WHERE aggregation IN ('cumulative', 'level')) > 1
  UNION ALL
  SELECT 'several figures count one event' WHERE EXISTS (
    SELECT 1 FROM chosen WHERE aggregation IS DISTINCT FROM 'increment' GROUP BY event HAVING count(*) > 1
  )
  UNION ALL
  SELECT 'scopes overlap by links' WHERE EXISTS (
    SELECT 1 FROM links AS k
    WHERE k.kind IN ('aggregates', 'overlaps', 'equivalent')
      AND k.subject IN (SELECT figure FROM chosen) AND k.object IN (SELECT figure FROM chosen)
  )
  UNION ALL
  SELECT 'a figure repeats another' WHERE EXISTS (
    SELECT 1 FROM links AS k
    WHERE k.kind IN ('restates', 'repeats', 'same_as') AND k.subject IN (SELECT figure FROM chosen)
  )
  UNION ALL
  SELECT 'a figure has no best value' WHERE EXISTS (SELECT 1 FROM chosen WHERE best IS NULL)
  UNION ALL
  SELECT 'several units' WHERE (SELECT count(DISTINCT unit) FROM chosen) > 1
)
SELECT
  code AS measure,
  CASE WHEN NOT EXISTS (SELECT 1 FROM reasons) THEN (SELECT sum(best) FROM chosen) END AS total,
  (SELECT count(*) FROM chosen) AS figures,
  (SELECT string_agg(why, '; ' ORDER BY why) FROM reasons) AS refused;
