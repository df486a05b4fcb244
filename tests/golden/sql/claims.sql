CREATE TABLE claims (
  id VARCHAR NOT NULL,
  document VARCHAR NOT NULL,
  claimant_as VARCHAR,
  speech_act VARCHAR NOT NULL,
  accused VARCHAR,
  proposition VARCHAR,
  phase VARCHAR,
  polarity VARCHAR NOT NULL,
  said_at VARCHAR,
  said_at_utc TIMESTAMP,
  said_at_end_utc TIMESTAMP,
  said_at_date DATE,
  said_at_precision VARCHAR,
  said_at_wording VARCHAR,
  said_at_basis VARCHAR,
  said_at_basis_because VARCHAR,
  time_zone VARCHAR,
  medium VARCHAR,
  attribution VARCHAR NOT NULL,
  hedge VARCHAR,
  region VARCHAR NOT NULL,
  origin VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE claims IS 'One attributed statement of one document.';
COMMENT ON COLUMN claims.id IS 'Identifier, `clm_` and a slug.';
COMMENT ON COLUMN claims.document IS 'The document that carries it.';
COMMENT ON COLUMN claims.claimant_as IS 'The office in which it is said, of kind office (R205); null: none given.';
COMMENT ON COLUMN claims.speech_act IS 'What is done in saying it.';
COMMENT ON COLUMN claims.accused IS 'Who is accused; null: no accusation.';
COMMENT ON COLUMN claims.proposition IS 'What is said, in our own words. Null is only for silence or a refusal (R506).';
COMMENT ON COLUMN claims.phase IS 'How far the event has come, as claimed; null: not said.';
COMMENT ON COLUMN claims.polarity IS 'Whether the event is affirmed; null is published as affirmed. The proposition is worded as it was said all the same, a negation included.';
COMMENT ON COLUMN claims.said_at IS 'When it was said; null: not stated.';
COMMENT ON COLUMN claims.said_at_utc IS 'First moment of saying it, UTC; null when open.';
COMMENT ON COLUMN claims.said_at_end_utc IS 'First moment after saying it, UTC; null: open.';
COMMENT ON COLUMN claims.said_at_date IS 'The day in Kyiv when saying it begins; null: open.';
COMMENT ON COLUMN claims.said_at_precision IS 'How precisely saying it is known, as a code; null: not at all.';
COMMENT ON COLUMN claims.said_at_wording IS 'The date''s own words; null: put together, or none.';
COMMENT ON COLUMN claims.said_at_basis IS 'Ground of the date; null: stated in full. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN claims.said_at_basis_because IS 'Ground of the date; null: stated in full. What it was inferred from. An inferred value must give it (R307).';
COMMENT ON COLUMN claims.time_zone IS 'IANA zone of its days; null: the speaker''s, event''s or document''s.';
COMMENT ON COLUMN claims.medium IS 'Where it was said; null: not stated.';
COMMENT ON COLUMN claims.attribution IS 'How the claimant is known; null is published as explicit.';
COMMENT ON COLUMN claims.hedge IS 'How far the claimant or the document holds back; null: not at all.';
COMMENT ON COLUMN claims.region IS 'The part of the document; null is published as body.';
COMMENT ON COLUMN claims.origin IS 'Whether a person or a program recorded it; null is published as hand.';
COMMENT ON COLUMN claims.status IS 'What became of it; null is published as unreviewed: no reviewer has decided on it.';
COMMENT ON COLUMN claims.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN claims.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN claims.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM claims WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM claims WHERE NOT (id <> '' AND regexp_extract(id, '^(?:clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM claims WHERE NOT (char_length(id) <= 100);

-- document|not_null
SELECT id FROM claims WHERE NOT (document IS NOT NULL);

-- document|pattern
SELECT id FROM claims WHERE NOT (document <> '' AND regexp_extract(document, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = document);

-- document|length
SELECT id FROM claims WHERE NOT (char_length(document) <= 100);

-- claimant_as|pattern
SELECT id FROM claims WHERE NOT (claimant_as <> '' AND regexp_extract(claimant_as, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = claimant_as);

-- claimant_as|length
SELECT id FROM claims WHERE NOT (char_length(claimant_as) <= 100);

-- speech_act|not_null
SELECT id FROM claims WHERE NOT (speech_act IS NOT NULL);

-- speech_act|code
SELECT id FROM claims WHERE NOT (speech_act IN ('asserts', 'denies', 'confirms', 'estimates', 'assesses', 'predicts', 'accuses', 'announces', 'vows', 'retracts', 'disowns', 'declines', 'silent', 'calls_for'));

-- accused|pattern
SELECT id FROM claims WHERE NOT (accused <> '' AND regexp_extract(accused, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = accused);

-- accused|length
SELECT id FROM claims WHERE NOT (char_length(accused) <= 100);

-- proposition|length
SELECT id FROM claims WHERE NOT (char_length(proposition) >= 1 AND char_length(proposition) <= 2000);

-- phase|code
SELECT id FROM claims WHERE NOT (phase IN ('decided', 'begun', 'completed'));

-- polarity|not_null
SELECT id FROM claims WHERE NOT (polarity IS NOT NULL);

-- polarity|code
SELECT id FROM claims WHERE NOT (polarity IN ('affirmed', 'negated', 'not_observed'));

-- said_at_precision|code
SELECT id FROM claims WHERE NOT (said_at_precision IN ('decade', 'year', 'month', 'season', 'day', 'hour', 'minute', 'second', 'interval'));

-- said_at_wording|length
SELECT id FROM claims WHERE NOT (char_length(said_at_wording) >= 1 AND char_length(said_at_wording) <= 80);

-- said_at_basis|code
SELECT id FROM claims WHERE NOT (said_at_basis IN ('inferred', 'not_printed', 'calculated'));

-- said_at_basis_because|length
SELECT id FROM claims WHERE NOT (char_length(said_at_basis_because) >= 1 AND char_length(said_at_basis_because) <= 2000);

-- medium|pattern
SELECT id FROM claims WHERE NOT (medium <> '' AND regexp_extract(medium, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = medium);

-- medium|length
SELECT id FROM claims WHERE NOT (char_length(medium) <= 64);

-- attribution|not_null
SELECT id FROM claims WHERE NOT (attribution IS NOT NULL);

-- attribution|code
SELECT id FROM claims WHERE NOT (attribution IN ('explicit', 'carried_over', 'inferred', 'own_voice'));

-- hedge|code
SELECT id FROM claims WHERE NOT (hedge IN ('likely', 'possible', 'reported', 'alleged', 'apparent', 'doubtful'));

-- region|not_null
SELECT id FROM claims WHERE NOT (region IS NOT NULL);

-- region|code
SELECT id FROM claims WHERE NOT (region IN ('title', 'summary', 'body', 'caption', 'related'));

-- origin|not_null
SELECT id FROM claims WHERE NOT (origin IS NOT NULL);

-- origin|code
SELECT id FROM claims WHERE NOT (origin IN ('hand', 'machine'));

-- status|not_null
SELECT id FROM claims WHERE NOT (status IS NOT NULL);

-- status|code
SELECT id FROM claims WHERE NOT (status IN ('unreviewed', 'accepted', 'disputed', 'retracted', 'superseded', 'withdrawn'));

-- note|length
SELECT id FROM claims WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM claims WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM claims WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM claims GROUP BY id HAVING count(*) > 1;

-- R506|proposition
SELECT id FROM claims WHERE NOT (proposition IS NOT NULL OR speech_act IN ('silent', 'declines'));

-- R506|accused
SELECT id FROM claims WHERE NOT ((accused IS NOT NULL) = (speech_act = 'accuses'));

-- R303|said_at_utc_to_said_at_end_utc
SELECT id FROM claims WHERE NOT (said_at_utc < said_at_end_utc);

-- R303|said_at_date_with_said_at_utc
SELECT id FROM claims WHERE NOT ((said_at_date IS NULL) = (said_at_utc IS NULL));

-- R303|said_at_utc
SELECT id FROM claims WHERE NOT (said_at IS NOT NULL OR (said_at_utc IS NULL AND said_at_end_utc IS NULL));

-- R303|said_at_with_said_at_precision
SELECT id FROM claims WHERE NOT ((said_at IS NULL) = (said_at_precision IS NULL));

-- R307|said_at_basis_because
SELECT id FROM claims WHERE NOT ((said_at_basis = 'not_printed' OR said_at_basis_because IS NOT NULL) AND (said_at_basis IS NOT NULL OR said_at_basis_because IS NULL));

-- R307|said_at_basis
SELECT id FROM claims WHERE NOT (said_at IS NULL OR said_at_basis <> 'not_printed');

-- document|reference
SELECT this.id FROM claims AS this WHERE this.document IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.document);

-- claimant_as|reference
SELECT this.id FROM claims AS this WHERE this.claimant_as IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.claimant_as);

-- speech_act|listed
SELECT this.id FROM claims AS this WHERE this.speech_act IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'speech_act' AND codes.code = this.speech_act);

-- accused|reference
SELECT this.id FROM claims AS this WHERE this.accused IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.accused);

-- phase|listed
SELECT this.id FROM claims AS this WHERE this.phase IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'phase' AND codes.code = this.phase);

-- polarity|listed
SELECT this.id FROM claims AS this WHERE this.polarity IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'polarity' AND codes.code = this.polarity);

-- said_at_precision|listed
SELECT this.id FROM claims AS this WHERE this.said_at_precision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'precision' AND codes.code = this.said_at_precision);

-- said_at_basis|listed
SELECT this.id FROM claims AS this WHERE this.said_at_basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.said_at_basis);

-- medium|listed
SELECT this.id FROM claims AS this WHERE this.medium IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'medium' AND codes.code = this.medium);

-- attribution|listed
SELECT this.id FROM claims AS this WHERE this.attribution IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'attribution' AND codes.code = this.attribution);

-- hedge|listed
SELECT this.id FROM claims AS this WHERE this.hedge IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'hedge' AND codes.code = this.hedge);

-- region|listed
SELECT this.id FROM claims AS this WHERE this.region IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'region' AND codes.code = this.region);

-- origin|listed
SELECT this.id FROM claims AS this WHERE this.origin IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'origin' AND codes.code = this.origin);

-- status|listed
SELECT this.id FROM claims AS this WHERE this.status IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'claim_status' AND codes.code = this.status);
