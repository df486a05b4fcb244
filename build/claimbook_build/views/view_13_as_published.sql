-- as_published(version): the wide table as an earlier release of ours had it.
-- grain:   one figure of that release
-- key:     figure
-- columns: as figures_flat; each value as it stood then: whatever later releases did is undone, by
--          `changes`. A column that came later holds what the release that brought it says
-- nulls:   as figures_flat
-- A version that is none of `releases` is an error.
CREATE OR REPLACE MACRO as_published(version) AS TABLE
WITH asked AS (
  SELECT CASE
    WHEN version IN (SELECT k."release" FROM releases AS k)
      THEN CAST(string_split(version, '.') AS BIGINT[])
    ELSE error(
      'as_published: there is no release ' || coalesce(CAST(version AS VARCHAR), 'NULL') || '; '
      || 'there are '
      || (SELECT string_agg(k."release", ', ' ORDER BY k."release") FROM releases AS k)
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
  SELECT figure, map(list(field ORDER BY field), list(old ORDER BY field)) AS was
  FROM first_changes
  GROUP BY figure
),
kept AS (
  SELECT f.*
  FROM figures_flat AS f
  WHERE f.figure NOT IN (SELECT figure FROM came_or_went)
)
SELECT f.*
FROM figures_flat AS f
CROSS JOIN asked AS a
WHERE a.parts IS NOT NULL AND f.figure NOT IN (SELECT figure FROM later)
UNION ALL
SELECT
  p.figure,
  CASE WHEN map_contains(was, 'claim') THEN was['claim']
    ELSE f.claim END AS claim,
  CASE WHEN map_contains(was, 'event') THEN was['event']
    ELSE f.event END AS event,
  CASE WHEN map_contains(was, 'document') THEN was['document']
    ELSE f.document END AS document,
  CASE WHEN map_contains(was, 'publisher') THEN was['publisher']
    ELSE f.publisher END AS publisher,
  CASE WHEN map_contains(was, 'publisher_name') THEN was['publisher_name']
    ELSE f.publisher_name END AS publisher_name,
  CASE WHEN map_contains(was, 'claimant') THEN was['claimant']
    ELSE f.claimant END AS claimant,
  CASE WHEN map_contains(was, 'official') THEN CAST(was['official'] AS BOOLEAN)
    ELSE f.official END AS official,
  CASE WHEN map_contains(was, 'claimant_as') THEN was['claimant_as']
    ELSE f.claimant_as END AS claimant_as,
  CASE WHEN map_contains(was, 'speech_act') THEN was['speech_act']
    ELSE f.speech_act END AS speech_act,
  CASE WHEN map_contains(was, 'polarity') THEN was['polarity']
    ELSE f.polarity END AS polarity,
  CASE WHEN map_contains(was, 'attribution') THEN was['attribution']
    ELSE f.attribution END AS attribution,
  CASE WHEN map_contains(was, 'hedge') THEN was['hedge']
    ELSE f.hedge END AS hedge,
  CASE WHEN map_contains(was, 'region') THEN was['region']
    ELSE f.region END AS region,
  CASE WHEN map_contains(was, 'measure') THEN was['measure']
    ELSE f.measure END AS measure,
  CASE WHEN map_contains(was, 'unit') THEN was['unit']
    ELSE f.unit END AS unit,
  CASE WHEN map_contains(was, 'item') THEN was['item']
    ELSE f.item END AS item,
  CASE WHEN map_contains(was, 'item_name') THEN was['item_name']
    ELSE f.item_name END AS item_name,
  CASE WHEN map_contains(was, 'affected') THEN was['affected']
    ELSE f.affected END AS affected,
  CASE WHEN map_contains(was, 'affected_name') THEN was['affected_name']
    ELSE f.affected_name END AS affected_name,
  CASE WHEN map_contains(was, 'population') THEN was['population']
    ELSE f.population END AS population,
  CASE WHEN map_contains(was, 'sex') THEN was['sex']
    ELSE f.sex END AS sex,
  CASE WHEN map_contains(was, 'age_class') THEN was['age_class']
    ELSE f.age_class END AS age_class,
  CASE WHEN map_contains(was, 'counting') THEN was['counting']
    ELSE f.counting END AS counting,
  CASE WHEN map_contains(was, 'place') THEN was['place']
    ELSE f.place END AS place,
  CASE WHEN map_contains(was, 'place_name') THEN was['place_name']
    ELSE f.place_name END AS place_name,
  CASE WHEN map_contains(was, 'wording') THEN was['wording']
    ELSE f.wording END AS wording,
  CASE WHEN map_contains(was, 'qualifier') THEN was['qualifier']
    ELSE f.qualifier END AS qualifier,
  CASE WHEN map_contains(was, 'nominal') THEN CAST(was['nominal'] AS DOUBLE)
    ELSE f.nominal END AS nominal,
  CASE WHEN map_contains(was, 'low') THEN CAST(was['low'] AS DOUBLE)
    ELSE f.low END AS low,
  CASE WHEN map_contains(was, 'low_exclusive') THEN CAST(was['low_exclusive'] AS BOOLEAN)
    ELSE f.low_exclusive END AS low_exclusive,
  CASE WHEN map_contains(was, 'best') THEN CAST(was['best'] AS DOUBLE)
    ELSE f.best END AS best,
  CASE WHEN map_contains(was, 'high') THEN CAST(was['high'] AS DOUBLE)
    ELSE f.high END AS high,
  CASE WHEN map_contains(was, 'high_exclusive') THEN CAST(was['high_exclusive'] AS BOOLEAN)
    ELSE f.high_exclusive END AS high_exclusive,
  CASE WHEN map_contains(was, 'aggregation') THEN was['aggregation']
    ELSE f.aggregation END AS aggregation,
  CASE WHEN map_contains(was, 'of_which') THEN was['of_which']
    ELSE f.of_which END AS of_which,
  CASE WHEN map_contains(was, 'share_of_measure') THEN was['share_of_measure']
    ELSE f.share_of_measure END AS share_of_measure,
  CASE WHEN map_contains(was, 'share_of_place') THEN was['share_of_place']
    ELSE f.share_of_place END AS share_of_place,
  CASE WHEN map_contains(was, 'as_of_utc') THEN CAST(was['as_of_utc'] AS TIMESTAMP)
    ELSE f.as_of_utc END AS as_of_utc,
  CASE WHEN map_contains(was, 'as_of_end_utc') THEN CAST(was['as_of_end_utc'] AS TIMESTAMP)
    ELSE f.as_of_end_utc END AS as_of_end_utc,
  CASE WHEN map_contains(was, 'as_of_date') THEN CAST(was['as_of_date'] AS DATE)
    ELSE f.as_of_date END AS as_of_date,
  CASE WHEN map_contains(was, 'as_of_precision') THEN was['as_of_precision']
    ELSE f.as_of_precision END AS as_of_precision,
  CASE WHEN map_contains(was, 'period_start') THEN CAST(was['period_start'] AS DATE)
    ELSE f.period_start END AS period_start,
  CASE WHEN map_contains(was, 'period_end') THEN CAST(was['period_end'] AS DATE)
    ELSE f.period_end END AS period_end,
  CASE WHEN map_contains(was, 'said_at_utc') THEN CAST(was['said_at_utc'] AS TIMESTAMP)
    ELSE f.said_at_utc END AS said_at_utc,
  CASE WHEN map_contains(was, 'said_at_end_utc') THEN CAST(was['said_at_end_utc'] AS TIMESTAMP)
    ELSE f.said_at_end_utc END AS said_at_end_utc,
  CASE WHEN map_contains(was, 'said_at_date') THEN CAST(was['said_at_date'] AS DATE)
    ELSE f.said_at_date END AS said_at_date,
  CASE WHEN map_contains(was, 'said_at_precision') THEN was['said_at_precision']
    ELSE f.said_at_precision END AS said_at_precision,
  CASE WHEN map_contains(was, 'published_utc') THEN CAST(was['published_utc'] AS TIMESTAMP)
    ELSE f.published_utc END AS published_utc,
  CASE WHEN map_contains(was, 'published_end_utc') THEN CAST(was['published_end_utc'] AS TIMESTAMP)
    ELSE f.published_end_utc END AS published_end_utc,
  CASE WHEN map_contains(was, 't_min_utc') THEN CAST(was['t_min_utc'] AS TIMESTAMP)
    ELSE f.t_min_utc END AS t_min_utc,
  CASE WHEN map_contains(was, 't_max_utc') THEN CAST(was['t_max_utc'] AS TIMESTAMP)
    ELSE f.t_max_utc END AS t_max_utc,
  CASE WHEN map_contains(was, 'status') THEN was['status']
    ELSE f.status END AS status,
  CASE WHEN map_contains(was, 'origin') THEN was['origin']
    ELSE f.origin END AS origin,
  CASE WHEN map_contains(was, 'proposition') THEN was['proposition']
    ELSE f.proposition END AS proposition
FROM patches AS p
LEFT JOIN kept AS f ON f.figure = p.figure
ORDER BY figure;
