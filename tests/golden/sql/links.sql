CREATE TABLE links (
  id VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  object VARCHAR,
  unseen BOOLEAN,
  kind VARCHAR NOT NULL,
  asserted_by VARCHAR,
  asserted_at VARCHAR,
  asserted_at_utc TIMESTAMP,
  asserted_at_end_utc TIMESTAMP,
  asserted_at_date DATE,
  asserted_at_precision VARCHAR,
  because VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE links IS 'One relation from one record to another.';
COMMENT ON COLUMN links.id IS 'Identifier, `lnk_` and a slug.';
COMMENT ON COLUMN links.subject IS 'The record that stands in the relation.';
COMMENT ON COLUMN links.object IS 'The record to which; null: one that a document presupposes (R503).';
COMMENT ON COLUMN links.unseen IS 'True when the object is not among our records (R503); null: it is.';
COMMENT ON COLUMN links.kind IS 'What the relation is.';
COMMENT ON COLUMN links.asserted_by IS 'Who says so; null: a voice that is not named.';
COMMENT ON COLUMN links.asserted_at IS 'When it was said; null: with the release.';
COMMENT ON COLUMN links.asserted_at_utc IS 'First moment of asserting it, UTC; null when open.';
COMMENT ON COLUMN links.asserted_at_end_utc IS 'First moment after asserting it, UTC; null: open.';
COMMENT ON COLUMN links.asserted_at_date IS 'The day in Kyiv when asserting it begins; null: open.';
COMMENT ON COLUMN links.asserted_at_precision IS 'How precisely asserting it is known, as a code; null: not at all.';
COMMENT ON COLUMN links.because IS 'Why, in our own words; null: the stance says it all.';
COMMENT ON COLUMN links.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN links.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN links.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM links WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM links WHERE NOT (id <> '' AND regexp_extract(id, '^(?:lnk_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM links WHERE NOT (char_length(id) <= 100);

-- subject|not_null
SELECT id FROM links WHERE NOT (subject IS NOT NULL);

-- subject|pattern
SELECT id FROM links WHERE NOT (subject <> '' AND regexp_extract(subject, '^(?:(doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|lnk_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*))$', 0) = subject);

-- subject|length
SELECT id FROM links WHERE NOT (char_length(subject) <= 100);

-- object|pattern
SELECT id FROM links WHERE NOT (object <> '' AND regexp_extract(object, '^(?:(doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|lnk_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*))$', 0) = object);

-- object|length
SELECT id FROM links WHERE NOT (char_length(object) <= 100);

-- kind|not_null
SELECT id FROM links WHERE NOT (kind IS NOT NULL);

-- kind|code
SELECT id FROM links WHERE NOT (kind IN ('supersedes', 'corrects', 'retracts', 'disowns', 'confirms', 'disputes', 'denies', 'doubts', 'qualifies', 'contradicts', 'restates', 'repeats', 'aggregates', 'overlaps', 'equivalent', 'same_as', 'declines', 'silent'));

-- asserted_by|pattern
SELECT id FROM links WHERE NOT (asserted_by <> '' AND regexp_extract(asserted_by, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = asserted_by);

-- asserted_by|length
SELECT id FROM links WHERE NOT (char_length(asserted_by) <= 100);

-- asserted_at_precision|code
SELECT id FROM links WHERE NOT (asserted_at_precision IN ('decade', 'year', 'month', 'season', 'day', 'hour', 'minute', 'second', 'interval'));

-- because|length
SELECT id FROM links WHERE NOT (char_length(because) >= 1 AND char_length(because) <= 2000);

-- note|length
SELECT id FROM links WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM links WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM links WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM links GROUP BY id HAVING count(*) > 1;

-- R503|object_or_unseen
SELECT id FROM links WHERE NOT ((object IS NOT NULL OR (unseen IS NOT NULL AND unseen)) AND (object IS NULL OR unseen IS NULL OR NOT unseen));

-- R303|asserted_at_utc_to_asserted_at_end_utc
SELECT id FROM links WHERE NOT (asserted_at_utc < asserted_at_end_utc);

-- R303|asserted_at_date_with_asserted_at_utc
SELECT id FROM links WHERE NOT ((asserted_at_date IS NULL) = (asserted_at_utc IS NULL));

-- R303|asserted_at_utc
SELECT id FROM links WHERE NOT (asserted_at IS NOT NULL OR (asserted_at_utc IS NULL AND asserted_at_end_utc IS NULL));

-- R303|asserted_at_with_asserted_at_precision
SELECT id FROM links WHERE NOT ((asserted_at IS NULL) = (asserted_at_precision IS NULL));

-- subject|reference
SELECT this.id FROM links AS this WHERE this.subject IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.subject) AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.subject) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.subject) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.subject) AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.subject) AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.subject) AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.subject) AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = this.subject);

-- object|reference
SELECT this.id FROM links AS this WHERE this.object IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.object) AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.object) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.object) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.object) AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.object) AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.object) AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.object) AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = this.object);

-- kind|listed
SELECT this.id FROM links AS this WHERE this.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'link_kind' AND codes.code = this.kind);

-- asserted_by|reference
SELECT this.id FROM links AS this WHERE this.asserted_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.asserted_by);

-- asserted_at_precision|listed
SELECT this.id FROM links AS this WHERE this.asserted_at_precision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'precision' AND codes.code = this.asserted_at_precision);
