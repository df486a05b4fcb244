-- interception: launched against intercepted, as one voice gives both.
-- grain:   one intercepted figure with the launched figure of which it is a part
-- key:     intercepted
-- columns: rate_low, rate_best, rate_high = share intercepted to 4 decimals, the bounds of both
--          figures propagated, never below 0 or above 1; rate_low_exclusive, rate_high_exclusive =
--          the share lies above, below that bound and not on it
-- nulls:   a rate whose bounds are not known, is out of nothing, or would be more than the whole;
--          as_of_utc and as_of_precision where no as-of is stated
-- An intercepted figure that names no whole is taken with the launched one of its own claim, unit,
-- item and place, if there is exactly one. Retracted, superseded, withdrawn or denied ones are out.
CREATE OR REPLACE VIEW interception AS
WITH standing AS MATERIALIZED (
  SELECT f.*
  FROM figures_flat AS f
  JOIN figure_questions AS q ON q.figure = f.figure
  WHERE q.affirms AND f.status NOT IN ('retracted', 'superseded', 'withdrawn')
),
counted AS (
  SELECT * FROM standing WHERE measure IN ('missiles_intercepted', 'drones_intercepted')
),
wholes AS (
  SELECT * FROM standing WHERE measure IN ('missiles_launched', 'drones_launched')
),
paired AS (
  SELECT i.figure AS intercepted, l.figure AS launched
  FROM counted AS i
  JOIN wholes AS l ON l.figure = i.of_which
  WHERE l.unit = i.unit AND replace(i.measure, 'intercepted', 'launched') = l.measure
  UNION ALL
  SELECT i.figure, min(l.figure)
  FROM counted AS i
  JOIN wholes AS l ON l.claim = i.claim
  WHERE i.of_which IS NULL
    AND l.unit = i.unit
    AND replace(i.measure, 'intercepted', 'launched') = l.measure
    AND l.item IS NOT DISTINCT FROM i.item
    AND l.place IS NOT DISTINCT FROM i.place
  GROUP BY i.figure
  HAVING count(*) = 1
),
rated AS (
  SELECT
    i.event, i.document, i.claimant, i.as_of_utc, i.as_of_precision,
    l.figure AS launched, l.wording AS launched_wording, l.best AS launched_best,
    i.figure AS intercepted, i.wording AS intercepted_wording, i.best AS intercepted_best,
    i.low / nullif(l.high, 0) AS rate_low,
    coalesce(i.low_exclusive, false) OR coalesce(l.high_exclusive, false) AS above,
    i.best / nullif(l.best, 0) AS rate_best,
    i.high / nullif(l.low, 0) AS rate_high,
    coalesce(i.high_exclusive, false) OR coalesce(l.low_exclusive, false) AS below
  FROM paired AS p
  JOIN counted AS i ON i.figure = p.intercepted
  JOIN wholes AS l ON l.figure = p.launched
)
SELECT
  event, document, claimant, as_of_utc, as_of_precision, launched, launched_wording, launched_best,
  intercepted, intercepted_wording, intercepted_best,
  CASE WHEN rate_low <= 1 THEN round(rate_low, 4) END AS rate_low,
  CASE WHEN rate_low <= 1 THEN above END AS rate_low_exclusive,
  CASE WHEN rate_best <= 1 THEN round(rate_best, 4) END AS rate_best,
  CASE WHEN rate_high > 1 THEN 1.0 ELSE round(rate_high, 4) END AS rate_high,
  CASE WHEN rate_high IS NOT NULL THEN below AND rate_high <= 1 END AS rate_high_exclusive
FROM rated
ORDER BY as_of_utc NULLS LAST, intercepted;
