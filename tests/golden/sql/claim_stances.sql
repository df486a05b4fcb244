CREATE TABLE claim_stances (
  claim VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  responds_to VARCHAR,
  stance VARCHAR NOT NULL,
  unseen BOOLEAN,
  basis VARCHAR,
  basis_because VARCHAR
);
COMMENT ON TABLE claim_stances IS 'One claim''s stance towards another.';
COMMENT ON COLUMN claim_stances.claim IS 'The claim that takes the stance.';
COMMENT ON COLUMN claim_stances.position IS 'Place in the order given, from 1.';
COMMENT ON COLUMN claim_stances.responds_to IS 'The claim answered; null: one that the document presupposes.';
COMMENT ON COLUMN claim_stances.stance IS 'The stance taken.';
COMMENT ON COLUMN claim_stances.unseen IS 'True when the claim answered is not among ours (R503); null: it is.';
COMMENT ON COLUMN claim_stances.basis IS 'Ground of the stance; null: stated. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN claim_stances.basis_because IS 'Ground of the stance; null: stated. What it was inferred from. An inferred value must give it (R307).';

-- claim|not_null
SELECT claim, position FROM claim_stances WHERE NOT (claim IS NOT NULL);

-- claim|pattern
SELECT claim, position FROM claim_stances WHERE NOT (claim <> '' AND regexp_extract(claim, '^(?:clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = claim);

-- claim|length
SELECT claim, position FROM claim_stances WHERE NOT (char_length(claim) <= 100);

-- position|not_null
SELECT claim, position FROM claim_stances WHERE NOT (position IS NOT NULL);

-- position|range
SELECT claim, position FROM claim_stances WHERE NOT (position >= 1);

-- responds_to|pattern
SELECT claim, position FROM claim_stances WHERE NOT (responds_to <> '' AND regexp_extract(responds_to, '^(?:clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = responds_to);

-- responds_to|length
SELECT claim, position FROM claim_stances WHERE NOT (char_length(responds_to) <= 100);

-- stance|not_null
SELECT claim, position FROM claim_stances WHERE NOT (stance IS NOT NULL);

-- stance|code
SELECT claim, position FROM claim_stances WHERE NOT (stance IN ('confirms', 'denies', 'disputes', 'qualifies', 'doubts', 'retracts', 'disowns', 'declines', 'silent'));

-- basis|code
SELECT claim, position FROM claim_stances WHERE NOT (basis IN ('inferred', 'not_printed', 'calculated'));

-- basis_because|length
SELECT claim, position FROM claim_stances WHERE NOT (char_length(basis_because) >= 1 AND char_length(basis_because) <= 2000);

-- primary_key
SELECT claim, position FROM claim_stances GROUP BY claim, position HAVING count(*) > 1;

-- R503|responds_to_or_unseen
SELECT claim, position FROM claim_stances WHERE NOT ((responds_to IS NOT NULL OR (unseen IS NOT NULL AND unseen)) AND (responds_to IS NULL OR unseen IS NULL OR NOT unseen));

-- claim|reference
SELECT this.claim, this.position FROM claim_stances AS this WHERE this.claim IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.claim);

-- responds_to|reference
SELECT this.claim, this.position FROM claim_stances AS this WHERE this.responds_to IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.responds_to);

-- stance|listed
SELECT this.claim, this.position FROM claim_stances AS this WHERE this.stance IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'stance' AND codes.code = this.stance);

-- basis|listed
SELECT this.claim, this.position FROM claim_stances AS this WHERE this.basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.basis);
