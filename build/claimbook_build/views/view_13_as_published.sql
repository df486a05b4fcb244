-- as_published(version): the wide table as an earlier release of ours had it.
-- grain:   one figure of that release
-- key:     figure
-- columns: as figures_flat; each value as it stood then: whatever later releases did is undone, by
--          `changes`. A column that came later holds what the release that brought it says
-- nulls:   as figures_flat
-- A version that is none of `releases` is an error. So is a value that its column can no longer
-- hold, because the column is of another type now: `changes` has it as it was.
CREATE OR REPLACE MACRO as_published(version) AS TABLE
WITH asked AS (
  SELECT CASE
    WHEN version IN (SELECT k."release" FROM releases AS k)
      THEN CAST(string_split(version, '.') AS BIGINT[])
    ELSE error(
      'as_published: there is no release ' || coalesce(CAST(version AS VARCHAR), 'NULL') || '; '
      || 'there are '
      || (
        SELECT
          string_agg(k."release", ', ' ORDER BY CAST(string_split(k."release", '.') AS BIGINT[]))
        FROM releases AS k
      )
    )
  END AS parts
),
later AS (
  SELECT
    k.record AS figure, k.change, k.field, k.old,
    CAST(string_split(k."release", '.') AS BIGINT[]) AS since
  FROM changes AS k
  CROSS JOIN asked AS a
  WHERE k.table_name = 'figures_flat' AND CAST(string_split(k."release", '.') AS BIGINT[]) > a.parts
),
came_or_went AS (
  SELECT figure, min(since) AS since, arg_min(change, since) AS change
  FROM later
  WHERE change <> 'changed'
  GROUP BY figure
),
first_changes AS (
  SELECT l.figure, l.field, l.old
  FROM later AS l
  LEFT JOIN came_or_went AS w ON w.figure = l.figure
  WHERE l.field IS NOT NULL AND (w.change = 'removed' AND l.since <= w.since OR w.since IS NULL)
  QUALIFY row_number() OVER (PARTITION BY l.figure, l.field ORDER BY l.since) = 1
),
patches AS (
  SELECT figure, json_group_object(field, old) AS was FROM first_changes GROUP BY figure
),
kept AS (
  SELECT f.figure, to_json(f) AS base
  FROM figures_flat AS f
  WHERE f.figure NOT IN (SELECT figure FROM came_or_went)
),
stood AS (
  SELECT json_merge_patch(coalesce(f.base, '{}'), p.was) AS stood
  FROM patches AS p
  LEFT JOIN kept AS f ON f.figure = p.figure
),
typed AS (
  SELECT
    from_json(stood,
    '{"figure":"VARCHAR","claim":"VARCHAR","event":"VARCHAR","document":"VARCHAR",'
    || '"publisher":"VARCHAR","publisher_name":"VARCHAR","claimant":"VARCHAR",'
    || '"official":"BOOLEAN","claimant_as":"VARCHAR","speech_act":"VARCHAR",'
    || '"polarity":"VARCHAR","attribution":"VARCHAR","hedge":"VARCHAR","region":"VARCHAR",'
    || '"measure":"VARCHAR","unit":"VARCHAR","item":"VARCHAR","item_name":"VARCHAR",'
    || '"affected":"VARCHAR","affected_name":"VARCHAR","population":"VARCHAR","sex":"VARCHAR",'
    || '"age_class":"VARCHAR","counting":"VARCHAR","place":"VARCHAR","place_name":"VARCHAR",'
    || '"wording":"VARCHAR","qualifier":"VARCHAR","nominal":"DOUBLE","low":"DOUBLE",'
    || '"low_exclusive":"BOOLEAN","best":"DOUBLE","high":"DOUBLE","high_exclusive":"BOOLEAN",'
    || '"aggregation":"VARCHAR","of_which":"VARCHAR","share_of_measure":"VARCHAR",'
    || '"share_of_place":"VARCHAR","as_of_utc":"TIMESTAMP","as_of_end_utc":"TIMESTAMP",'
    || '"as_of_date":"DATE","as_of_precision":"VARCHAR","period_start":"DATE",'
    || '"period_end":"DATE","said_at_utc":"TIMESTAMP","said_at_end_utc":"TIMESTAMP",'
    || '"said_at_date":"DATE","said_at_precision":"VARCHAR","published_utc":"TIMESTAMP",'
    || '"published_end_utc":"TIMESTAMP","t_min_utc":"TIMESTAMP","t_max_utc":"TIMESTAMP",'
    || '"status":"VARCHAR","origin":"VARCHAR","proposition":"VARCHAR"}'
    ) AS was,
    to_json(was) AS now,
    [k FOR k IN json_keys(now) IF (stood->>k) IS NOT NULL AND (now->>k) IS NULL][1] AS lost
  FROM stood
)
SELECT f.*
FROM figures_flat AS f
CROSS JOIN asked AS a
WHERE a.parts IS NOT NULL AND f.figure NOT IN (SELECT figure FROM later)
UNION ALL
SELECT unnest(if(
  lost IS NULL, was,
  error('as_published: ' || lost || ' is of another type now: ask the table changes')
))
FROM typed
ORDER BY figure;
