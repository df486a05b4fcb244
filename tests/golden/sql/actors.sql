CREATE TABLE actors (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  part_of VARCHAR,
  country VARCHAR,
  wikidata VARCHAR,
  time_zone VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE actors IS 'One person, body, office or group.';
COMMENT ON COLUMN actors.id IS 'Identifier, `act_` and a slug.';
COMMENT ON COLUMN actors.name IS 'The usual English name.';
COMMENT ON COLUMN actors.kind IS 'What sort of actor it is.';
COMMENT ON COLUMN actors.part_of IS 'The larger body it belongs to; null: none. Must not run in a circle (R206).';
COMMENT ON COLUMN actors.country IS 'Country it belongs to, ISO 3166-1 alpha-2; null: none.';
COMMENT ON COLUMN actors.wikidata IS 'Wikidata item; null: not certain, or none.';
COMMENT ON COLUMN actors.time_zone IS 'IANA zone in which it speaks of days; null: that of its `part_of`.';
COMMENT ON COLUMN actors.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN actors.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN actors.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM actors WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM actors WHERE NOT (id <> '' AND regexp_extract(id, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM actors WHERE NOT (char_length(id) <= 100);

-- name|not_null
SELECT id FROM actors WHERE NOT (name IS NOT NULL);

-- name|length
SELECT id FROM actors WHERE NOT (char_length(name) >= 1 AND char_length(name) <= 200);

-- kind|not_null
SELECT id FROM actors WHERE NOT (kind IS NOT NULL);

-- kind|code
SELECT id FROM actors WHERE NOT (kind IN ('person', 'state', 'armed_force', 'ministry', 'agency', 'media', 'organisation', 'proxy_authority', 'group', 'office', 'unnamed'));

-- part_of|pattern
SELECT id FROM actors WHERE NOT (part_of <> '' AND regexp_extract(part_of, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = part_of);

-- part_of|length
SELECT id FROM actors WHERE NOT (char_length(part_of) <= 100);

-- country|pattern
SELECT id FROM actors WHERE NOT (country <> '' AND regexp_extract(country, '^(?:[A-Z]{2})$', 0) = country);

-- wikidata|pattern
SELECT id FROM actors WHERE NOT (wikidata <> '' AND regexp_extract(wikidata, '^(?:Q[1-9][0-9]*)$', 0) = wikidata);

-- wikidata|length
SELECT id FROM actors WHERE NOT (char_length(wikidata) <= 20);

-- note|length
SELECT id FROM actors WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM actors WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM actors WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM actors GROUP BY id HAVING count(*) > 1;

-- kind|listed
SELECT this.id FROM actors AS this WHERE this.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'actor_kind' AND codes.code = this.kind);

-- part_of|reference
SELECT this.id FROM actors AS this WHERE this.part_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.part_of);
