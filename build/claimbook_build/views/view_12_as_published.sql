-- as_published(version): the figures as an earlier release of ours had them.
-- grain:   one figure of that release
-- key:     figure
-- columns: each value as it stood then, taken back through `changes`, the history of all releases
-- nulls:   as in figures
CREATE OR REPLACE MACRO as_published(version) AS TABLE
WITH later AS (
  SELECT record, field, old, new,
         row_number() OVER (
           PARTITION BY record, field
           ORDER BY CAST(string_split(release, '.') AS BIGINT[])
         ) AS age
  FROM changes
  WHERE table_name = 'figures'
    AND CAST(string_split(release, '.') AS BIGINT[])
      > CAST(string_split(version, '.') AS BIGINT[])
),
first_change AS (SELECT * FROM later WHERE age = 1),
then_value AS (
  SELECT
    f.id AS figure, f.claim,
    coalesce((SELECT any_value(old) FROM first_change AS k WHERE k.record = f.id AND k.field = 'measure'), f.measure) AS measure,
    coalesce((SELECT any_value(old) FROM first_change AS k WHERE k.record = f.id AND k.field = 'unit'), f.unit) AS unit,
    coalesce((SELECT any_value(old) FROM first_change AS k WHERE k.record = f.id AND k.field = 'wording'), f.wording) AS wording,
    coalesce((SELECT any_value(old) FROM first_change AS k WHERE k.record = f.id AND k.field = 'status'), f.status) AS status
  FROM figures AS f
  WHERE f.id NOT IN (
    SELECT record FROM first_change WHERE field IS NULL AND old IS NULL AND record IS NOT NULL
  )
)
SELECT * FROM then_value
UNION ALL
SELECT
  record, json_extract_string(old, '$.claim'), json_extract_string(old, '$.measure'),
  json_extract_string(old, '$.unit'), json_extract_string(old, '$.wording'),
  json_extract_string(old, '$.status')
FROM first_change
WHERE field IS NULL AND new IS NULL
ORDER BY 1;
