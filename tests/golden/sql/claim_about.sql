CREATE TABLE claim_about (
  claim VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  event VARCHAR NOT NULL
);
COMMENT ON TABLE claim_about IS 'An event that the claim is about.';
COMMENT ON COLUMN claim_about.claim IS 'One attributed statement of one document.';
COMMENT ON COLUMN claim_about.position IS 'Place in the order given, from 1.';
COMMENT ON COLUMN claim_about.event IS 'An event that the claim is about.';

-- claim|not_null
SELECT claim, position FROM claim_about WHERE NOT (claim IS NOT NULL);

-- claim|pattern
SELECT claim, position FROM claim_about WHERE NOT (claim <> '' AND regexp_extract(claim, '^(?:clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = claim);

-- claim|length
SELECT claim, position FROM claim_about WHERE NOT (char_length(claim) <= 100);

-- position|not_null
SELECT claim, position FROM claim_about WHERE NOT (position IS NOT NULL);

-- position|range
SELECT claim, position FROM claim_about WHERE NOT (position >= 1);

-- event|not_null
SELECT claim, position FROM claim_about WHERE NOT (event IS NOT NULL);

-- event|pattern
SELECT claim, position FROM claim_about WHERE NOT (event <> '' AND regexp_extract(event, '^(?:evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = event);

-- event|length
SELECT claim, position FROM claim_about WHERE NOT (char_length(event) <= 100);

-- primary_key
SELECT claim, position FROM claim_about GROUP BY claim, position HAVING count(*) > 1;

-- claim|reference
SELECT this.claim, this.position FROM claim_about AS this WHERE this.claim IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.claim);

-- event|reference
SELECT this.claim, this.position FROM claim_about AS this WHERE this.event IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.event);
