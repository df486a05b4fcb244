-- disputes: claims that answer other claims, or that the editors set against each other.
-- grain:   one claim's stance towards another
-- key:     link
-- columns: who takes which stance, in what words, towards whose claim; editorial = the editors say
--          so and not the document; basis = inferred where the document does not say in so many
--          words that the one answers the other
-- nulls:   answered, answered_claimant and answered_proposition where the claim answered is
--          unseen; a proposition that is a silence or refusal; basis where the document says so,
--          and for the editors' own; because where the stance says it all; said_at_utc where no
--          date of saying is known
CREATE OR REPLACE VIEW disputes AS
WITH stances AS (
  SELECT claim, stance, responds_to, min(basis) AS basis
  FROM claim_stances
  GROUP BY claim, stance, responds_to
)
SELECT
  k.id AS link, k.subject AS claim, v.claimant, k.kind AS stance, c.proposition,
  k.object AS answered, w.claimant AS answered_claimant, o.proposition AS answered_proposition,
  s.claim IS NULL AS editorial, s.basis, k.because, c.document, c.said_at_utc
FROM links AS k
JOIN claims AS c ON c.id = k.subject
JOIN claim_voices AS v ON v.claim = c.id
LEFT JOIN claims AS o ON o.id = k.object
LEFT JOIN claim_voices AS w ON w.claim = k.object
LEFT JOIN stances AS s
  ON s.claim = k.subject AND s.stance = k.kind AND s.responds_to IS NOT DISTINCT FROM k.object
WHERE (k.object IS NULL OR o.id IS NOT NULL)
  AND (
    s.claim IS NOT NULL
    OR k.kind IN (
      'disputes', 'denies', 'doubts', 'contradicts', 'corrects', 'retracts', 'disowns', 'qualifies'
    )
  )
ORDER BY c.document, c.id, k.id;
