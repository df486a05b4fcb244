-- timeline: what happened and what was said, in the order of time.
-- grain:   one event, or one claim
-- key:     record
-- columns: at_utc = the first moment it can have been; until_utc = the first moment after it;
--          at_basis = happened, said, or published where no time of saying is known; what = event
--          or claim; text = the event's summary, or who says what with which numbers
-- nulls:   at_utc, until_utc and at_precision where no date is known, and at an open end;
--          place_name for claims and where the event's is not stated; document for events
CREATE OR REPLACE VIEW timeline AS
WITH numbers AS (
  SELECT claim, string_agg(wording || ' ' || measure, ', ' ORDER BY id) AS wordings
  FROM figures
  GROUP BY claim
)
SELECT
  e.t_min_utc AS at_utc,
  e.t_max_utc AS until_utc,
  e.happened_precision AS at_precision,
  'happened' AS at_basis,
  'event' AS what,
  e.id AS record,
  e.summary AS text,
  l.name AS place_name,
  CAST(NULL AS VARCHAR) AS document
FROM events AS e
LEFT JOIN places AS l ON l.id = e.place
UNION ALL
SELECT
  CASE WHEN c.said_at IS NULL THEN d.published_utc ELSE c.said_at_utc END,
  CASE WHEN c.said_at IS NULL THEN d.published_end_utc ELSE c.said_at_end_utc END,
  CASE WHEN c.said_at IS NULL THEN d.published_precision ELSE c.said_at_precision END,
  CASE WHEN c.said_at IS NULL THEN 'published' ELSE 'said' END,
  'claim',
  c.id,
  v.claimant || ' ' || c.speech_act || coalesce(': ' || c.proposition, '')
    || coalesce(' [' || n.wordings || ']', ''),
  NULL,
  c.document
FROM claims AS c
JOIN claim_voices AS v ON v.claim = c.id
JOIN documents AS d ON d.id = c.document
LEFT JOIN numbers AS n ON n.claim = c.id
ORDER BY at_utc NULLS LAST, until_utc NULLS LAST, what DESC, record;
