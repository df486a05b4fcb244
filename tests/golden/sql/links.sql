CREATE TABLE links (
  id VARCHAR NOT NULL,
  subject VARCHAR NOT NULL,
  object VARCHAR,
  unseen BOOLEAN,
  kind VARCHAR NOT NULL,
  asserted_by VARCHAR,
  asserted_at VARCHAR,
  because VARCHAR,
  note VARCHAR
);
COMMENT ON TABLE links IS 'One relation from one record to another.';
COMMENT ON COLUMN links.id IS 'Identifier, `lnk_` and a slug.';
COMMENT ON COLUMN links.subject IS 'The record that stands in the relation.';
COMMENT ON COLUMN links.object IS 'The record to which; null: one that a document presupposes (R503).';
COMMENT ON COLUMN links.unseen IS 'True when the object is not among our records (R503); null: it is.';
COMMENT ON COLUMN links.kind IS 'What the relation is.';
COMMENT ON COLUMN links.asserted_by IS 'Who says so; null: a voice that is not named.';
COMMENT ON COLUMN links.asserted_at IS 'When it was said; null: with the release.';
COMMENT ON COLUMN links.because IS 'Why, in our own words; null: the stance says it all.';
COMMENT ON COLUMN links.note IS 'A remark by the editors; null when there is none.';

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

-- because|length
SELECT id FROM links WHERE NOT (char_length(because) >= 1 AND char_length(because) <= 2000);

-- primary_key
SELECT id FROM links GROUP BY id HAVING count(*) > 1;

-- R503|object_or_unseen
SELECT id FROM links WHERE NOT ((object IS NOT NULL OR (unseen IS NOT NULL AND unseen)) AND (object IS NULL OR unseen IS NULL OR NOT unseen));

-- subject|reference
SELECT this.id FROM links AS this WHERE this.subject IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.subject) AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.subject) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.subject) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.subject) AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.subject) AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.subject) AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.subject) AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = this.subject);

-- object|reference
SELECT this.id FROM links AS this WHERE this.object IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.object) AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.object) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.object) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.object) AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.object) AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.object) AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.object) AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = this.object);

-- kind|listed
SELECT this.id FROM links AS this WHERE this.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'link_kind' AND codes.code = this.kind);

-- asserted_by|reference
SELECT this.id FROM links AS this WHERE this.asserted_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.asserted_by);
