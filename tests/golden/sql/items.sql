CREATE TABLE items (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  kind_of VARCHAR,
  wikidata VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE items IS 'One kind of thing.';
COMMENT ON COLUMN items.id IS 'Identifier, `itm_` and a slug.';
COMMENT ON COLUMN items.name IS 'The usual English name, in the singular.';
COMMENT ON COLUMN items.kind_of IS 'The wider kind; null: a root. Must not run in a circle (R206).';
COMMENT ON COLUMN items.wikidata IS 'Wikidata item; null: not certain, or none.';
COMMENT ON COLUMN items.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN items.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN items.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM items WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM items WHERE NOT (id <> '' AND regexp_extract(id, '^(?:itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM items WHERE NOT (char_length(id) <= 100);

-- name|not_null
SELECT id FROM items WHERE NOT (name IS NOT NULL);

-- name|length
SELECT id FROM items WHERE NOT (char_length(name) >= 1 AND char_length(name) <= 200);

-- kind_of|pattern
SELECT id FROM items WHERE NOT (kind_of <> '' AND regexp_extract(kind_of, '^(?:itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = kind_of);

-- kind_of|length
SELECT id FROM items WHERE NOT (char_length(kind_of) <= 100);

-- wikidata|pattern
SELECT id FROM items WHERE NOT (wikidata <> '' AND regexp_extract(wikidata, '^(?:Q[1-9][0-9]*)$', 0) = wikidata);

-- wikidata|length
SELECT id FROM items WHERE NOT (char_length(wikidata) <= 20);

-- note|length
SELECT id FROM items WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM items WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM items WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM items GROUP BY id HAVING count(*) > 1;

-- kind_of|reference
SELECT this.id FROM items AS this WHERE this.kind_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.kind_of);
