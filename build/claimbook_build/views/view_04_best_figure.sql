-- best_figure(policy): one figure a question, by a policy that the reader chooses by name.
-- grain:   one question: an event, what is counted of it, in what, of whose and where
-- key:     event, measure, unit, item, affected, population, sex, age_class, place, confirmed
-- columns: policy = latest (newest by as-of, else said, else published), official (the newest said
--          by a state, its bodies or an office holder under their own name), lowest (least value
--          named), range (from the least to the greatest bound), most_independent (the value with
--          most distinct roots, then the newest); candidates = figures it chose from;
--          confirmed = only counts that the source itself calls confirmed
-- nulls:   figure, claimant, wording and document for the policy range; a bound that is not known.
-- Figures that were retracted, superseded or withdrawn are never chosen. A policy of another name
-- is an error.
CREATE OR REPLACE MACRO best_figure(policy) AS TABLE
WITH asked AS (
  SELECT CASE
    WHEN policy IN ('latest', 'official', 'lowest', 'range', 'most_independent') THEN policy
    ELSE error('best_figure: the policies are latest, official, lowest, range, most_independent')
  END AS name
),
roots AS (
  SELECT DISTINCT claim, root FROM claim_chain
),
candidates AS (
  SELECT
    f.*,
    coalesce(f.counting = 'confirmed', false) AS confirmed,
    coalesce(f.best, f.nominal, f.low, f.high) AS value,
    coalesce(
      f.as_of_end_utc, f.as_of_utc, f.said_at_end_utc, f.said_at_utc, f.published_end_utc,
      f.published_utc
    ) AS newest_utc,
    r.root
  FROM figures_flat AS f
  JOIN roots AS r ON r.claim = f.claim
  WHERE f.status NOT IN ('retracted', 'superseded', 'withdrawn')
    AND ((SELECT name FROM asked) <> 'official' OR f.official)
),
weighed AS (
  SELECT
    c.*,
    (
      SELECT count(DISTINCT o.root)
      FROM candidates AS o
      WHERE o.event IS NOT DISTINCT FROM c.event AND o.measure = c.measure AND o.unit = c.unit
        AND o.item IS NOT DISTINCT FROM c.item AND o.affected IS NOT DISTINCT FROM c.affected
        AND o.population IS NOT DISTINCT FROM c.population
        AND o.place IS NOT DISTINCT FROM c.place AND o.sex IS NOT DISTINCT FROM c.sex
        AND o.age_class IS NOT DISTINCT FROM c.age_class AND o.confirmed = c.confirmed
        AND o.value IS NOT DISTINCT FROM c.value
    ) AS roots_of_value
  FROM candidates AS c
),
ranked AS (
  SELECT
    w.*,
    count(*) OVER question AS candidates,
    min(coalesce(low, nominal)) OVER question AS least,
    max(coalesce(high, nominal)) OVER question AS greatest,
    row_number() OVER (
      PARTITION BY event, measure, unit, item, affected, population, sex, age_class, place,
        confirmed
      ORDER BY
        CASE (SELECT name FROM asked) WHEN 'lowest' THEN value END ASC NULLS LAST,
        CASE (SELECT name FROM asked) WHEN 'most_independent' THEN roots_of_value END DESC NULLS LAST,
        newest_utc DESC NULLS LAST, figure
    ) AS place_in_line
  FROM weighed AS w
  WINDOW question AS (
    PARTITION BY event, measure, unit, item, affected, population, sex, age_class, place, confirmed
  )
)
SELECT
  event, measure, unit, item, affected, affected_name, population, sex, age_class, place,
  place_name, confirmed,
  (SELECT name FROM asked) AS policy,
  candidates,
  CASE WHEN (SELECT name FROM asked) <> 'range' THEN figure END AS figure,
  CASE WHEN (SELECT name FROM asked) <> 'range' THEN claimant END AS claimant,
  CASE WHEN (SELECT name FROM asked) <> 'range' THEN wording END AS wording,
  CASE WHEN (SELECT name FROM asked) = 'range' THEN least ELSE low END AS low,
  CASE WHEN (SELECT name FROM asked) = 'range' THEN NULL ELSE best END AS best,
  CASE WHEN (SELECT name FROM asked) = 'range' THEN greatest ELSE high END AS high,
  CASE WHEN (SELECT name FROM asked) <> 'range' THEN nominal END AS nominal,
  CASE WHEN (SELECT name FROM asked) <> 'range' THEN as_of_utc END AS as_of_utc,
  newest_utc,
  CASE WHEN (SELECT name FROM asked) <> 'range' THEN document END AS document
FROM ranked
WHERE place_in_line = 1
ORDER BY event, measure, unit, affected, place;
