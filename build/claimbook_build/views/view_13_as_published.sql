-- as_published(version): the figures as an earlier release of ours had them.
-- grain:   one figure of that release
-- key:     figure
-- columns: each value as it stood then, taken back through `changes`, the history of all releases
-- nulls:   as in figures
-- A version that is not YYYY.M.N is an error. A version that is newer than this release has this
-- release's figures.
CREATE OR REPLACE MACRO as_published(version) AS TABLE
WITH asked AS (
  SELECT CASE
    WHEN regexp_full_match(version, '[0-9]{4}[.][0-9]{1,2}[.][0-9]{1,6}')
      THEN CAST(string_split(version, '.') AS BIGINT[])
    ELSE error('as_published: a release has the form YYYY.M.N, as in 2026.11.0')
  END AS parts
),
later AS (
  SELECT k.record, k.field, k.old, k.new, CAST(string_split(k."release", '.') AS BIGINT[]) AS since
  FROM changes AS k
  CROSS JOIN asked AS a
  WHERE k.table_name = 'figures' AND CAST(string_split(k."release", '.') AS BIGINT[]) > a.parts
),
came_or_went AS (
  SELECT record, old, since
  FROM later
  WHERE field IS NULL
  QUALIFY row_number() OVER (PARTITION BY record ORDER BY since) = 1
),
bases AS (
  SELECT f.id AS record, to_json(f) AS base, CAST(NULL AS BIGINT[]) AS gone
  FROM figures AS f
  CROSS JOIN asked
  WHERE f.id NOT IN (SELECT record FROM came_or_went)
  UNION ALL
  SELECT record, CAST(old AS JSON), since
  FROM came_or_went
  WHERE old IS NOT NULL
),
first_changes AS (
  SELECT l.record, l.field, l.old
  FROM later AS l
  JOIN bases AS b ON b.record = l.record
  WHERE l.field IS NOT NULL AND (b.gone IS NULL OR l.since <= b.gone)
  QUALIFY row_number() OVER (PARTITION BY l.record, l.field ORDER BY l.since) = 1
),
patches AS (
  SELECT record, json_group_object(field, old) AS patch FROM first_changes GROUP BY record
),
stood AS (
  SELECT b.record, json_merge_patch(b.base, coalesce(p.patch, '{}')) AS was
  FROM bases AS b
  LEFT JOIN patches AS p ON p.record = b.record
)
SELECT
  record AS figure,
  was ->> '$.claim' AS claim,
  was ->> '$.event' AS event,
  was ->> '$.measure' AS measure,
  was ->> '$.unit' AS unit,
  was ->> '$.item' AS item,
  was ->> '$.affected' AS affected,
  was ->> '$.place' AS place,
  was ->> '$.counting' AS counting,
  was ->> '$.of_which' AS of_which,
  was ->> '$.wording' AS wording,
  was ->> '$.qualifier' AS qualifier,
  CAST(was ->> '$.nominal' AS DOUBLE) AS nominal,
  CAST(was ->> '$.low' AS DOUBLE) AS low,
  CAST(was ->> '$.best' AS DOUBLE) AS best,
  CAST(was ->> '$.high' AS DOUBLE) AS high,
  was ->> '$.aggregation' AS aggregation,
  was ->> '$.as_of' AS as_of,
  was ->> '$.period' AS period,
  was ->> '$.status' AS status
FROM stood
ORDER BY figure;
