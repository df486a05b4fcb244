CREATE TABLE claim_claimants (
  claim VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  actor VARCHAR,
  unnamed VARCHAR,
  unnamed_of VARCHAR
);
COMMENT ON TABLE claim_claimants IS 'One voice that makes a claim.';
COMMENT ON COLUMN claim_claimants.claim IS 'The claim.';
COMMENT ON COLUMN claim_claimants.position IS 'Place in the order given, from 1.';
COMMENT ON COLUMN claim_claimants.actor IS 'Who says it; null: not named.';
COMMENT ON COLUMN claim_claimants.unnamed IS 'What the document calls a voice that it does not name; null: named.';
COMMENT ON COLUMN claim_claimants.unnamed_of IS 'The actor to which an unnamed voice belongs; null: named, or not stated.';

-- claim|not_null
SELECT claim, position FROM claim_claimants WHERE NOT (claim IS NOT NULL);

-- claim|pattern
SELECT claim, position FROM claim_claimants WHERE NOT (claim <> '' AND regexp_extract(claim, '^(?:clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = claim);

-- claim|length
SELECT claim, position FROM claim_claimants WHERE NOT (char_length(claim) <= 100);

-- position|not_null
SELECT claim, position FROM claim_claimants WHERE NOT (position IS NOT NULL);

-- actor|pattern
SELECT claim, position FROM claim_claimants WHERE NOT (actor <> '' AND regexp_extract(actor, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = actor);

-- actor|length
SELECT claim, position FROM claim_claimants WHERE NOT (char_length(actor) <= 100);

-- unnamed_of|pattern
SELECT claim, position FROM claim_claimants WHERE NOT (unnamed_of <> '' AND regexp_extract(unnamed_of, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = unnamed_of);

-- unnamed_of|length
SELECT claim, position FROM claim_claimants WHERE NOT (char_length(unnamed_of) <= 100);

-- primary_key
SELECT claim, position FROM claim_claimants GROUP BY claim, position HAVING count(*) > 1;

-- R103|actor_or_unnamed
SELECT claim, position FROM claim_claimants WHERE NOT ((actor IS NULL) = (unnamed IS NOT NULL));

-- R103|unnamed_of
SELECT claim, position FROM claim_claimants WHERE NOT (unnamed IS NOT NULL OR unnamed_of IS NULL);

-- claim|reference
SELECT this.claim, this.position FROM claim_claimants AS this WHERE this.claim IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.claim);

-- actor|reference
SELECT this.claim, this.position FROM claim_claimants AS this WHERE this.actor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.actor);

-- unnamed|listed
SELECT this.claim, this.position FROM claim_claimants AS this WHERE this.unnamed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'unnamed_voice' AND codes.code = this.unnamed);

-- unnamed_of|reference
SELECT this.claim, this.position FROM claim_claimants AS this WHERE this.unnamed_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.unnamed_of);
