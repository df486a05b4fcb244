-- timeline: what happened and what was said, in the order of time.
-- grain:   one event, or one claim
-- key:     record
-- columns: at_utc = the first moment it can have been; at_basis = said, or published where no time
--          of saying is known
-- nulls:   at_utc where no date is known
CREATE OR REPLACE VIEW timeline AS
SELECT
  e.t_min_utc AS at_utc, e.happened_precision AS at_precision, 'happened' AS at_basis,
  'event' AS what, e.id AS record, e.summary AS text, l.name AS place_name,
  CAST(NULL AS VARCHAR) AS document
FROM events AS e
LEFT JOIN places AS l ON l.id = e.place
UNION ALL
SELECT
  coalesce(c.said_at_utc, d.published_utc),
  coalesce(c.said_at_precision, d.published_precision),
  CASE WHEN c.said_at_utc IS NOT NULL THEN 'said' ELSE 'published' END,
  'claim', c.id,
  v.claimant || ' ' || c.speech_act || coalesce(': ' || c.proposition, '')
    || coalesce(' [' || (SELECT string_agg(f.wording || ' ' || f.measure, ', ' ORDER BY f.id) FROM figures AS f WHERE f.claim = c.id) || ']', ''),
  NULL, c.document
FROM claims AS c
JOIN claim_voices AS v ON v.claim = c.id
JOIN documents AS d ON d.id = c.document
ORDER BY 1 NULLS LAST, 4 DESC, 5;
