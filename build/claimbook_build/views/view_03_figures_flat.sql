-- figures_flat: every figure with all that is needed to read it, in one wide row.
-- grain:   one figure
-- key:     figure
-- columns: as in figures, claims and documents; claimant = names joined by "; "; ..._name = the
--          English name of the record in the column without it
-- nulls:   as in those tables; publisher is null where the document does not print it
CREATE OR REPLACE VIEW figures_flat AS
SELECT
  f.id AS figure, f.claim, f.event, c.document, d.publisher, p.name AS publisher_name,
  v.claimant, v.official, c.claimant_as, c.speech_act, c.attribution, c.hedge, c.region,
  f.measure, f.unit, f.item, i.name AS item_name, f.affected, a.name AS affected_name,
  f.population, f.sex, f.age_class, f.counting,
  coalesce(f.place, e.place) AS place, l.name AS place_name,
  f.wording, f.qualifier, f.nominal, f.low, f.low_exclusive, f.best, f.high, f.high_exclusive,
  f.aggregation, f.of_which, f.share_of_measure, f.share_of_place,
  f.as_of_utc, f.as_of_end_utc, f.as_of_date, f.as_of_precision,
  f.period_start, f.period_end,
  c.said_at_utc, c.said_at_end_utc, c.said_at_date, c.said_at_precision,
  d.published_utc, d.published_end_utc,
  e.t_min_utc, e.t_max_utc,
  CASE WHEN f.status <> 'normal' THEN f.status
       WHEN c.status IN ('disputed', 'retracted', 'superseded', 'withdrawn') THEN c.status
       ELSE f.status END AS status,
  c.origin, c.proposition
FROM figures AS f
JOIN claims AS c ON c.id = f.claim
JOIN documents AS d ON d.id = c.document
JOIN claim_voices AS v ON v.claim = c.id
LEFT JOIN events AS e ON e.id = f.event
LEFT JOIN actors AS p ON p.id = d.publisher
LEFT JOIN actors AS a ON a.id = f.affected
LEFT JOIN items AS i ON i.id = f.item
LEFT JOIN places AS l ON l.id = coalesce(f.place, e.place);
