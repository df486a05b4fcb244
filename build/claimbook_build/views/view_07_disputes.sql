-- disputes: claims that answer other claims, side by side.
-- grain:   one claim's stance towards another
-- key:     claim, position
-- columns: who takes which stance, in what words, towards whose claim; basis = inferred where the
--          document does not say that the one answers the other
-- nulls:   answered, answered_claimant and answered_proposition where the claim answered is unseen
CREATE OR REPLACE VIEW disputes AS
SELECT
  s.claim, s.position, v.claimant, s.stance, c.proposition, s.responds_to AS answered,
  w.claimant AS answered_claimant, o.proposition AS answered_proposition, s.basis, c.document,
  c.said_at_utc
FROM claim_stances AS s
JOIN claims AS c ON c.id = s.claim
JOIN claim_voices AS v ON v.claim = s.claim
LEFT JOIN claims AS o ON o.id = s.responds_to
LEFT JOIN claim_voices AS w ON w.claim = s.responds_to
ORDER BY c.document, s.claim, s.position;
