CREATE TABLE retired (
  record VARCHAR NOT NULL,
  reason VARCHAR NOT NULL,
  replaced_by VARCHAR,
  in_release VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE retired IS 'One record that left the dataset.';
COMMENT ON COLUMN retired.record IS 'Its identifier, which must not be used again (R203).';
COMMENT ON COLUMN retired.reason IS 'Why it left.';
COMMENT ON COLUMN retired.replaced_by IS 'The record that took its place; null: none.';
COMMENT ON COLUMN retired.in_release IS 'The release that first lacks it; null: the next.';
COMMENT ON COLUMN retired.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN retired.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN retired.recorded_in IS 'The release that held the record first.';

-- record|not_null
SELECT record FROM retired WHERE NOT (record IS NOT NULL);

-- record|pattern
SELECT record FROM retired WHERE NOT (record <> '' AND regexp_extract(record, '^(?:(doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|lnk_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*))$', 0) = record);

-- record|length
SELECT record FROM retired WHERE NOT (char_length(record) <= 100);

-- reason|not_null
SELECT record FROM retired WHERE NOT (reason IS NOT NULL);

-- reason|length
SELECT record FROM retired WHERE NOT (char_length(reason) >= 1 AND char_length(reason) <= 2000);

-- replaced_by|pattern
SELECT record FROM retired WHERE NOT (replaced_by <> '' AND regexp_extract(replaced_by, '^(?:(doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|lnk_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*))$', 0) = replaced_by);

-- replaced_by|length
SELECT record FROM retired WHERE NOT (char_length(replaced_by) <= 100);

-- in_release|pattern
SELECT record FROM retired WHERE NOT (in_release <> '' AND regexp_extract(in_release, '^(?:[0-9]{4}[.]([1-9]|1[0-2])[.](0|[1-9][0-9]*))$', 0) = in_release);

-- in_release|length
SELECT record FROM retired WHERE NOT (char_length(in_release) <= 16);

-- note|length
SELECT record FROM retired WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT record FROM retired WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT record FROM retired WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT record FROM retired GROUP BY record HAVING count(*) > 1;

-- replaced_by|reference
SELECT this.record FROM retired AS this WHERE this.replaced_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.replaced_by) AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.replaced_by) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.replaced_by) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.replaced_by) AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.replaced_by) AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.replaced_by) AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.replaced_by) AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = this.replaced_by);
