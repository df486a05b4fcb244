-- figures_flat: every figure with all that is needed to read it, in one wide row.
-- grain:   one figure
-- key:     figure
-- columns: as in figures, claims and documents; claimant = names joined by "; "; ..._name = the
--          English name of the record in the column without it; place = the figure's, else its
--          event's; status = the gravest of the figure's own status, its claim's, and what a link
--          that retracts, corrects or supersedes one of them makes of it
-- nulls:   as in those tables; publisher is null where the document does not print it
CREATE OR REPLACE VIEW figures_flat AS
WITH revised AS (
  SELECT object, bool_or(kind = 'retracts') AS retracted, true AS superseded
  FROM links
  WHERE kind IN ('retracts', 'corrects', 'supersedes') AND object IS NOT NULL
  GROUP BY object
)
SELECT
  f.id AS figure, f.claim, f.event, c.document, d.publisher, p.name AS publisher_name,
  v.claimant, v.official, c.claimant_as, c.speech_act, c.polarity, c.attribution, c.hedge,
  c.region, f.measure, f.unit, f.item, i.name AS item_name, f.affected, a.name AS affected_name,
  f.population, f.sex, f.age_class, f.counting,
  coalesce(f.place, e.place) AS place, l.name AS place_name,
  f.wording, f.qualifier, f.nominal, f.low, f.low_exclusive, f.best, f.high, f.high_exclusive,
  f.aggregation, f.of_which, f.share_of_measure, f.share_of_place,
  f.as_of_utc, f.as_of_end_utc, f.as_of_date, f.as_of_precision,
  f.period_start, f.period_end,
  c.said_at_utc, c.said_at_end_utc, c.said_at_date, c.said_at_precision,
  d.published_utc, d.published_end_utc,
  e.t_min_utc, e.t_max_utc,
  CASE
    WHEN c.status = 'withdrawn' THEN 'withdrawn'
    WHEN 'retracted' IN (f.status, c.status) OR x.retracted OR y.retracted THEN 'retracted'
    WHEN 'superseded' IN (f.status, c.status) OR x.superseded OR y.superseded THEN 'superseded'
    WHEN 'disputed' IN (f.status, c.status) THEN 'disputed'
    ELSE f.status
  END AS status,
  c.origin, c.proposition
FROM figures AS f
JOIN claims AS c ON c.id = f.claim
JOIN documents AS d ON d.id = c.document
JOIN claim_voices AS v ON v.claim = c.id
LEFT JOIN events AS e ON e.id = f.event
LEFT JOIN actors AS p ON p.id = d.publisher
LEFT JOIN actors AS a ON a.id = f.affected
LEFT JOIN items AS i ON i.id = f.item
LEFT JOIN places AS l ON l.id = coalesce(f.place, e.place)
LEFT JOIN revised AS x ON x.object = f.id
LEFT JOIN revised AS y ON y.object = f.claim;
