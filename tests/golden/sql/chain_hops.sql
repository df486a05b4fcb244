CREATE TABLE chain_hops (
  claim VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  actor VARCHAR,
  unnamed VARCHAR,
  document VARCHAR,
  relation VARCHAR NOT NULL,
  count VARCHAR,
  independence VARCHAR,
  unseen BOOLEAN,
  basis VARCHAR,
  basis_because VARCHAR
);
COMMENT ON TABLE chain_hops IS 'One step upstream from a claim''s claimant.';
COMMENT ON COLUMN chain_hops.claim IS 'The claim.';
COMMENT ON COLUMN chain_hops.position IS 'Place in the order given, from 1.';
COMMENT ON COLUMN chain_hops.actor IS 'The next voice; null: unnamed.';
COMMENT ON COLUMN chain_hops.unnamed IS 'What the document calls a voice that it does not name; null: named.';
COMMENT ON COLUMN chain_hops.document IS 'The document it speaks in; null: not ours.';
COMMENT ON COLUMN chain_hops.relation IS 'How the claim came down from it.';
COMMENT ON COLUMN chain_hops.count IS 'How many such voices, as printed; null: one, or not stated.';
COMMENT ON COLUMN chain_hops.independence IS 'Whether the document says they are independent; null: one voice.';
COMMENT ON COLUMN chain_hops.unseen IS 'True when what it said is not among our documents (R503); null: it is.';
COMMENT ON COLUMN chain_hops.basis IS 'Ground of the step; null: the document says so. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN chain_hops.basis_because IS 'Ground of the step; null: the document says so. What it was inferred from. An inferred value must give it (R307).';

-- claim|not_null
SELECT claim, position FROM chain_hops WHERE NOT (claim IS NOT NULL);

-- claim|pattern
SELECT claim, position FROM chain_hops WHERE NOT (claim <> '' AND regexp_extract(claim, '^(?:clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = claim);

-- claim|length
SELECT claim, position FROM chain_hops WHERE NOT (char_length(claim) <= 100);

-- position|not_null
SELECT claim, position FROM chain_hops WHERE NOT (position IS NOT NULL);

-- position|range
SELECT claim, position FROM chain_hops WHERE NOT (position >= 1);

-- actor|pattern
SELECT claim, position FROM chain_hops WHERE NOT (actor <> '' AND regexp_extract(actor, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = actor);

-- actor|length
SELECT claim, position FROM chain_hops WHERE NOT (char_length(actor) <= 100);

-- unnamed|pattern
SELECT claim, position FROM chain_hops WHERE NOT (unnamed <> '' AND regexp_extract(unnamed, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = unnamed);

-- unnamed|length
SELECT claim, position FROM chain_hops WHERE NOT (char_length(unnamed) <= 64);

-- document|pattern
SELECT claim, position FROM chain_hops WHERE NOT (document <> '' AND regexp_extract(document, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = document);

-- document|length
SELECT claim, position FROM chain_hops WHERE NOT (char_length(document) <= 100);

-- relation|not_null
SELECT claim, position FROM chain_hops WHERE NOT (relation IS NOT NULL);

-- relation|code
SELECT claim, position FROM chain_hops WHERE NOT (relation IN ('told', 'quotes', 'cites', 'reposts', 'relays', 'republishes'));

-- count|length
SELECT claim, position FROM chain_hops WHERE NOT (char_length(count) >= 1 AND char_length(count) <= 80);

-- independence|code
SELECT claim, position FROM chain_hops WHERE NOT (independence IN ('asserted', 'unknown'));

-- basis|code
SELECT claim, position FROM chain_hops WHERE NOT (basis IN ('inferred', 'not_printed', 'calculated'));

-- basis_because|length
SELECT claim, position FROM chain_hops WHERE NOT (char_length(basis_because) >= 1 AND char_length(basis_because) <= 2000);

-- primary_key
SELECT claim, position FROM chain_hops GROUP BY claim, position HAVING count(*) > 1;

-- R503|document_or_unseen
SELECT claim, position FROM chain_hops WHERE NOT ((document IS NOT NULL OR (unseen IS NOT NULL AND unseen)) AND (document IS NULL OR unseen IS NULL OR NOT unseen));

-- claim|reference
SELECT this.claim, this.position FROM chain_hops AS this WHERE this.claim IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.claim);

-- actor|reference
SELECT this.claim, this.position FROM chain_hops AS this WHERE this.actor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.actor);

-- unnamed|listed
SELECT this.claim, this.position FROM chain_hops AS this WHERE this.unnamed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'unnamed_voice' AND codes.code = this.unnamed);

-- document|reference
SELECT this.claim, this.position FROM chain_hops AS this WHERE this.document IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.document);

-- relation|listed
SELECT this.claim, this.position FROM chain_hops AS this WHERE this.relation IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'hop_relation' AND codes.code = this.relation);

-- independence|listed
SELECT this.claim, this.position FROM chain_hops AS this WHERE this.independence IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'independence' AND codes.code = this.independence);

-- basis|listed
SELECT this.claim, this.position FROM chain_hops AS this WHERE this.basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.basis);
