-- who_said(question): all that was said of one event, side by side.
-- grain:   one claim about that event
-- key:     claim
-- columns: numbers = wordings with their measures; stances = which claims it answers, and how
-- nulls:   numbers and stances where there are none; an unknown event gives no rows
CREATE OR REPLACE MACRO who_said(question) AS TABLE
SELECT
  c.id AS claim, v.claimant, c.speech_act, c.polarity, c.hedge, c.proposition,
  (SELECT string_agg(f.wording || ' ' || f.measure, ', ' ORDER BY f.id)
   FROM figures AS f WHERE f.claim = c.id) AS numbers,
  (SELECT string_agg(s.stance || ' ' || coalesce(s.responds_to, 'an unseen claim'), ', ' ORDER BY s.position)
   FROM claim_stances AS s WHERE s.claim = c.id) AS stances,
  c.status, c.region, c.said_at_utc, c.document
FROM claim_about AS b
JOIN claims AS c ON c.id = b.claim
JOIN claim_voices AS v ON v.claim = c.id
WHERE b.event = question
ORDER BY c.said_at_utc NULLS LAST, c.document, c.id;
