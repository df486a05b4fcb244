-- claim_voices: who makes each claim, in one line.
-- grain:   one claim
-- key:     claim
-- columns: claimant = names joined by "; ", an unnamed voice in words; voice_id = the same voices
--          as identifiers, in which an unnamed voice is another one in each document; voices =
--          how many; official = a state, a ministry, an armed force, another state body, one of
--          their offices, or a person who then held such an office speaks under its own name;
--          outlet = a medium speaks
-- nulls:   none
CREATE OR REPLACE VIEW claim_voices AS
WITH RECURSIVE state_bodies AS (
  SELECT id
  FROM actors
  WHERE kind IN ('state', 'ministry', 'armed_force', 'agency')
    OR (kind = 'office' AND part_of IS NULL AND country IS NOT NULL)
  UNION
  SELECT a.id
  FROM actors AS a
  JOIN state_bodies AS b ON b.id = a.part_of
  WHERE a.kind = 'office'
),
spoken AS (
  SELECT
    c.id AS claim, c.document, c.claimant_as, v.position, v.actor, v.unnamed, v.unnamed_of,
    a.kind, a.name, o.name AS name_of,
    coalesce(c.said_at_date, d.published_date) AS spoken_on
  FROM claims AS c
  JOIN documents AS d ON d.id = c.document
  JOIN claim_claimants AS v ON v.claim = c.id
  LEFT JOIN actors AS a ON a.id = v.actor
  LEFT JOIN actors AS o ON o.id = v.unnamed_of
),
in_office AS (
  SELECT DISTINCT s.claim, s.position
  FROM spoken AS s
  JOIN roles AS r ON r.actor = s.actor
  JOIN state_bodies AS b ON b.id = r.role
  WHERE s.claimant_as IS NULL
    AND coalesce(r.period_start <= s.spoken_on, true)
    AND coalesce(r.period_end >= s.spoken_on, true)
),
weighed AS (
  SELECT
    s.*,
    coalesce(
      s.name,
      'unnamed ' || replace(s.unnamed, '_', ' ') || coalesce(' (' || s.name_of || ')', '')
    ) AS words,
    coalesce(
      s.actor,
      s.unnamed || coalesce(' of ' || s.unnamed_of, '') || ' in ' || s.document
    ) AS one_voice,
    CASE
      WHEN s.actor IS NULL THEN false
      WHEN s.kind <> 'person' THEN s.actor IN (SELECT id FROM state_bodies)
      ELSE i.claim IS NOT NULL OR coalesce(s.claimant_as IN (SELECT id FROM state_bodies), false)
    END AS official,
    coalesce(s.kind = 'media', s.unnamed IN ('publisher', 'media', 'author')) AS outlet
  FROM spoken AS s
  LEFT JOIN in_office AS i ON i.claim = s.claim AND i.position = s.position
)
SELECT
  claim,
  string_agg(words, '; ' ORDER BY position) AS claimant,
  string_agg(one_voice, '; ' ORDER BY one_voice) AS voice_id,
  count(*) AS voices,
  bool_or(official) AS official,
  bool_or(outlet) AS outlet
FROM weighed
GROUP BY claim;
