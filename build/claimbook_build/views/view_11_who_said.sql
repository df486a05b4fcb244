-- who_said(question): all that was said of one event, side by side.
-- grain:   one claim about that event
-- key:     claim
-- columns: numbers = wordings with their measures; stances = which claims it answers, and how
-- nulls:   numbers and stances where there are none; proposition where it is a silence or refusal;
--          hedge where nothing is held back; said_at_utc where no date of saying is known; an
--          unknown event gives no rows
CREATE OR REPLACE MACRO who_said(question) AS TABLE
WITH asked AS (
  SELECT question AS event
),
numbers AS (
  SELECT claim, string_agg(wording || ' ' || measure, ', ' ORDER BY id) AS wordings
  FROM figures
  GROUP BY claim
),
answers AS (
  SELECT
    claim,
    string_agg(
      stance || ' ' || coalesce(responds_to, 'an unseen claim'), ', ' ORDER BY position
    ) AS stances
  FROM claim_stances
  GROUP BY claim
)
SELECT
  c.id AS claim, v.claimant, c.speech_act, c.polarity, c.hedge, c.proposition,
  n.wordings AS numbers, s.stances, c.status, c.region, c.said_at_utc, c.document
FROM claims AS c
JOIN claim_voices AS v ON v.claim = c.id
LEFT JOIN numbers AS n ON n.claim = c.id
LEFT JOIN answers AS s ON s.claim = c.id
WHERE c.id IN (SELECT b.claim FROM claim_about AS b JOIN asked AS a ON a.event = b.event)
ORDER BY c.said_at_utc NULLS LAST, c.document, c.id;
