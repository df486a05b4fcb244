CREATE TABLE reviews (
  id VARCHAR NOT NULL,
  record VARCHAR NOT NULL,
  decision VARCHAR NOT NULL,
  reviewer VARCHAR NOT NULL,
  decided_at VARCHAR NOT NULL,
  decided_at_utc TIMESTAMP NOT NULL,
  decided_at_end_utc TIMESTAMP NOT NULL,
  decided_at_date DATE NOT NULL,
  decided_at_precision VARCHAR NOT NULL,
  reason VARCHAR,
  reliability VARCHAR,
  credibility BIGINT,
  sample_size BIGINT,
  sample_population BIGINT,
  sample_method VARCHAR,
  sample_faults BIGINT,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE reviews IS 'One decision on one record, or on all machine claims of one document.';
COMMENT ON COLUMN reviews.id IS 'Identifier, `rev_` and a slug.';
COMMENT ON COLUMN reviews.record IS 'The record decided on; a document: all that a program recorded of it (R501).';
COMMENT ON COLUMN reviews.decision IS 'The decision.';
COMMENT ON COLUMN reviews.reviewer IS 'Who decided.';
COMMENT ON COLUMN reviews.decided_at IS 'When.';
COMMENT ON COLUMN reviews.decided_at_utc IS 'First moment of deciding, UTC; null when open.';
COMMENT ON COLUMN reviews.decided_at_end_utc IS 'First moment after deciding, UTC; null: open.';
COMMENT ON COLUMN reviews.decided_at_date IS 'The day in Kyiv when deciding begins; null: open.';
COMMENT ON COLUMN reviews.decided_at_precision IS 'How precisely deciding is known, as a code; null: not at all.';
COMMENT ON COLUMN reviews.reason IS 'Why; null: not given.';
COMMENT ON COLUMN reviews.reliability IS 'Reliability of the source, Admiralty code A to F; null: not judged.';
COMMENT ON COLUMN reviews.credibility IS 'Credibility of the content, Admiralty 1 to 6; null: not judged.';
COMMENT ON COLUMN reviews.sample_size IS 'What was looked at of many records; null: each of them, or it is one record. How many records were looked at.';
COMMENT ON COLUMN reviews.sample_population IS 'What was looked at of many records; null: each of them, or it is one record. Of how many records; no fewer than were looked at (R501).';
COMMENT ON COLUMN reviews.sample_method IS 'What was looked at of many records; null: each of them, or it is one record. How they were chosen and compared.';
COMMENT ON COLUMN reviews.sample_faults IS 'What was looked at of many records; null: each of them, or it is one record. How many of those looked at were wrong.';
COMMENT ON COLUMN reviews.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN reviews.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN reviews.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM reviews WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM reviews WHERE NOT (id <> '' AND regexp_extract(id, '^(?:rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM reviews WHERE NOT (char_length(id) <= 100);

-- record|not_null
SELECT id FROM reviews WHERE NOT (record IS NOT NULL);

-- record|pattern
SELECT id FROM reviews WHERE NOT (record <> '' AND regexp_extract(record, '^(?:(doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|lnk_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*))$', 0) = record);

-- record|length
SELECT id FROM reviews WHERE NOT (char_length(record) <= 100);

-- decision|not_null
SELECT id FROM reviews WHERE NOT (decision IS NOT NULL);

-- decision|code
SELECT id FROM reviews WHERE NOT (decision IN ('accepted', 'rejected', 'edited'));

-- reviewer|not_null
SELECT id FROM reviews WHERE NOT (reviewer IS NOT NULL);

-- reviewer|pattern
SELECT id FROM reviews WHERE NOT (reviewer <> '' AND regexp_extract(reviewer, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = reviewer);

-- reviewer|length
SELECT id FROM reviews WHERE NOT (char_length(reviewer) <= 100);

-- decided_at|not_null
SELECT id FROM reviews WHERE NOT (decided_at IS NOT NULL);

-- decided_at_utc|not_null
SELECT id FROM reviews WHERE NOT (decided_at_utc IS NOT NULL);

-- decided_at_end_utc|not_null
SELECT id FROM reviews WHERE NOT (decided_at_end_utc IS NOT NULL);

-- decided_at_date|not_null
SELECT id FROM reviews WHERE NOT (decided_at_date IS NOT NULL);

-- decided_at_precision|not_null
SELECT id FROM reviews WHERE NOT (decided_at_precision IS NOT NULL);

-- decided_at_precision|code
SELECT id FROM reviews WHERE NOT (decided_at_precision IN ('decade', 'year', 'month', 'season', 'day', 'hour', 'minute', 'second', 'interval'));

-- reason|length
SELECT id FROM reviews WHERE NOT (char_length(reason) >= 1 AND char_length(reason) <= 2000);

-- reliability|code
SELECT id FROM reviews WHERE NOT (reliability IN ('A', 'B', 'C', 'D', 'E', 'F'));

-- credibility|range
SELECT id FROM reviews WHERE NOT (credibility >= 1 AND credibility <= 6);

-- sample_size|range
SELECT id FROM reviews WHERE NOT (sample_size >= 1);

-- sample_population|range
SELECT id FROM reviews WHERE NOT (sample_population >= 1);

-- sample_method|length
SELECT id FROM reviews WHERE NOT (char_length(sample_method) >= 1 AND char_length(sample_method) <= 2000);

-- sample_faults|range
SELECT id FROM reviews WHERE NOT (sample_faults >= 0);

-- note|length
SELECT id FROM reviews WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM reviews WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM reviews WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM reviews GROUP BY id HAVING count(*) > 1;

-- R501|sample_size_to_sample_population
SELECT id FROM reviews WHERE NOT (sample_size <= sample_population);

-- R501|sample_faults_to_sample_size
SELECT id FROM reviews WHERE NOT (sample_faults <= sample_size);

-- R303|decided_at_utc_to_decided_at_end_utc
SELECT id FROM reviews WHERE NOT (decided_at_utc < decided_at_end_utc);

-- R303|decided_at_date_with_decided_at_utc
SELECT id FROM reviews WHERE NOT ((decided_at_date IS NULL) = (decided_at_utc IS NULL));

-- R303|decided_at_utc
SELECT id FROM reviews WHERE NOT (decided_at IS NOT NULL OR (decided_at_utc IS NULL AND decided_at_end_utc IS NULL));

-- R303|decided_at_with_decided_at_precision
SELECT id FROM reviews WHERE NOT ((decided_at IS NULL) = (decided_at_precision IS NULL));

-- record|reference
SELECT this.id FROM reviews AS this WHERE this.record IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.record) AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.record) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.record) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.record) AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.record) AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.record) AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.record) AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = this.record);

-- decision|listed
SELECT this.id FROM reviews AS this WHERE this.decision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'decision' AND codes.code = this.decision);

-- reviewer|reference
SELECT this.id FROM reviews AS this WHERE this.reviewer IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.reviewer);

-- decided_at_precision|listed
SELECT this.id FROM reviews AS this WHERE this.decided_at_precision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'precision' AND codes.code = this.decided_at_precision);

-- reliability|listed
SELECT this.id FROM reviews AS this WHERE this.reliability IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'reliability' AND codes.code = this.reliability);
