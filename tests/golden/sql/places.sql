CREATE TABLE places (
  id VARCHAR NOT NULL,
  name VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  part_of VARCHAR,
  iso3166_2 VARCHAR,
  katottg VARCHAR,
  geonames BIGINT,
  pcode VARCHAR,
  wikidata VARCHAR,
  latitude DOUBLE,
  longitude DOUBLE,
  radius_m BIGINT,
  time_zone VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE places IS 'One place.';
COMMENT ON COLUMN places.id IS 'Identifier, `plc_` and a slug.';
COMMENT ON COLUMN places.name IS 'The usual English name.';
COMMENT ON COLUMN places.kind IS 'What sort of place it is.';
COMMENT ON COLUMN places.part_of IS 'The place that contains it; null: none. Must not run in a circle (R206).';
COMMENT ON COLUMN places.iso3166_2 IS 'ISO 3166-2 code; null: it has none.';
COMMENT ON COLUMN places.katottg IS 'Code of Ukraine''s codifier of territorial units; null: it has none. Its name in Ukrainian and its parents must be those of the codifier (R703).';
COMMENT ON COLUMN places.geonames IS 'GeoNames identifier; null: not looked up.';
COMMENT ON COLUMN places.pcode IS 'OCHA P-code; null: not looked up.';
COMMENT ON COLUMN places.wikidata IS 'Wikidata item; null: not certain, or none.';
COMMENT ON COLUMN places.latitude IS 'WGS 84, rounded by policy (R701); null: no point.';
COMMENT ON COLUMN places.longitude IS 'WGS 84, rounded by policy (R701); null: no point.';
COMMENT ON COLUMN places.radius_m IS 'Radius of a circle about the point that holds the place; null: not set.';
COMMENT ON COLUMN places.time_zone IS 'IANA zone; null: that of the place around it.';
COMMENT ON COLUMN places.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN places.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN places.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM places WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM places WHERE NOT (id <> '' AND regexp_extract(id, '^(?:plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM places WHERE NOT (char_length(id) <= 100);

-- name|not_null
SELECT id FROM places WHERE NOT (name IS NOT NULL);

-- name|length
SELECT id FROM places WHERE NOT (char_length(name) >= 1 AND char_length(name) <= 200);

-- kind|not_null
SELECT id FROM places WHERE NOT (kind IS NOT NULL);

-- kind|code
SELECT id FROM places WHERE NOT (kind IN ('country', 'oblast', 'raion', 'hromada', 'settlement', 'site', 'sea', 'direction', 'command_area', 'unknown'));

-- part_of|pattern
SELECT id FROM places WHERE NOT (part_of <> '' AND regexp_extract(part_of, '^(?:plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = part_of);

-- part_of|length
SELECT id FROM places WHERE NOT (char_length(part_of) <= 100);

-- iso3166_2|pattern
SELECT id FROM places WHERE NOT (iso3166_2 <> '' AND regexp_extract(iso3166_2, '^(?:[A-Z]{2}-[A-Z0-9]{1,3})$', 0) = iso3166_2);

-- katottg|pattern
SELECT id FROM places WHERE NOT (katottg <> '' AND regexp_extract(katottg, '^(?:UA[0-9]{17})$', 0) = katottg);

-- geonames|range
SELECT id FROM places WHERE NOT (geonames >= 1 AND geonames <= 2147483647);

-- pcode|pattern
SELECT id FROM places WHERE NOT (pcode <> '' AND regexp_extract(pcode, '^(?:[A-Z]{2}[0-9]{2,12})$', 0) = pcode);

-- wikidata|pattern
SELECT id FROM places WHERE NOT (wikidata <> '' AND regexp_extract(wikidata, '^(?:Q[1-9][0-9]*)$', 0) = wikidata);

-- wikidata|length
SELECT id FROM places WHERE NOT (char_length(wikidata) <= 20);

-- latitude|range
SELECT id FROM places WHERE NOT (latitude >= -90 AND latitude <= 90);

-- latitude|finite
SELECT id FROM places WHERE NOT (latitude >= -1.7976931348623157e308 AND latitude <= 1.7976931348623157e308);

-- longitude|range
SELECT id FROM places WHERE NOT (longitude >= -180 AND longitude <= 180);

-- longitude|finite
SELECT id FROM places WHERE NOT (longitude >= -1.7976931348623157e308 AND longitude <= 1.7976931348623157e308);

-- radius_m|range
SELECT id FROM places WHERE NOT (radius_m >= 1);

-- note|length
SELECT id FROM places WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM places WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM places WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM places GROUP BY id HAVING count(*) > 1;

-- R701|latitude_with_longitude
SELECT id FROM places WHERE NOT ((latitude IS NULL) = (longitude IS NULL));

-- R701|atlantic
SELECT id FROM places WHERE NOT (NOT (latitude = 0 AND longitude = 0));

-- kind|listed
SELECT this.id FROM places AS this WHERE this.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'place_kind' AND codes.code = this.kind);

-- part_of|reference
SELECT this.id FROM places AS this WHERE this.part_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.part_of);
