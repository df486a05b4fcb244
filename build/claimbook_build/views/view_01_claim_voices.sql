-- claim_voices: who makes each claim, in one line.
-- grain:   one claim
-- key:     claim
-- columns: claimant = names joined by "; ", an unnamed voice in words; official = a state, one of
--          its bodies or an office holder speaks under its own name; outlet = a medium speaks
-- nulls:   none
CREATE OR REPLACE VIEW claim_voices AS
SELECT
  c.id AS claim,
  string_agg(
    coalesce(
      a.name,
      'unnamed ' || replace(v.unnamed, '_', ' ') || coalesce(' of ' || o.name, '')
    ),
    '; ' ORDER BY v.position
  ) AS claimant,
  count(*) AS voices,
  bool_or(
    coalesce(a.kind IN ('state', 'ministry', 'armed_force', 'agency', 'office'), false)
    OR coalesce(a.kind = 'person' AND c.claimant_as IS NOT NULL, false)
    OR coalesce(a.kind = 'person' AND a.id IN (SELECT actor FROM roles), false)
  ) AS official,
  bool_or(coalesce(a.kind = 'media', v.unnamed IN ('publisher', 'media', 'author'))) AS outlet
FROM claims AS c
JOIN claim_claimants AS v ON v.claim = c.id
LEFT JOIN actors AS a ON a.id = v.actor
LEFT JOIN actors AS o ON o.id = v.unnamed_of
GROUP BY c.id;
