CREATE TABLE units (
  code VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  label_uk VARCHAR NOT NULL,
  definition VARCHAR NOT NULL,
  counted BOOLEAN NOT NULL,
  since VARCHAR,
  deprecated_in VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE units IS 'One unit.';
COMMENT ON COLUMN units.code IS 'Code of the unit.';
COMMENT ON COLUMN units.label IS 'English label, in the singular.';
COMMENT ON COLUMN units.label_uk IS 'Ukrainian label.';
COMMENT ON COLUMN units.definition IS 'What is counted as one.';
COMMENT ON COLUMN units.counted IS 'Whether it is counted, so that figures in it are whole (R405).';
COMMENT ON COLUMN units.since IS 'First release; null: the first.';
COMMENT ON COLUMN units.deprecated_in IS 'Release that deprecated it; null: in use.';
COMMENT ON COLUMN units.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN units.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN units.recorded_in IS 'The release that held the record first.';

-- code|not_null
SELECT code FROM units WHERE NOT (code IS NOT NULL);

-- code|pattern
SELECT code FROM units WHERE NOT (code <> '' AND regexp_extract(code, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = code);

-- code|length
SELECT code FROM units WHERE NOT (char_length(code) <= 64);

-- label|not_null
SELECT code FROM units WHERE NOT (label IS NOT NULL);

-- label|length
SELECT code FROM units WHERE NOT (char_length(label) >= 1 AND char_length(label) <= 200);

-- label_uk|not_null
SELECT code FROM units WHERE NOT (label_uk IS NOT NULL);

-- label_uk|length
SELECT code FROM units WHERE NOT (char_length(label_uk) >= 1 AND char_length(label_uk) <= 200);

-- definition|not_null
SELECT code FROM units WHERE NOT (definition IS NOT NULL);

-- definition|length
SELECT code FROM units WHERE NOT (char_length(definition) >= 1 AND char_length(definition) <= 2000);

-- counted|not_null
SELECT code FROM units WHERE NOT (counted IS NOT NULL);

-- since|pattern
SELECT code FROM units WHERE NOT (since <> '' AND regexp_extract(since, '^(?:[0-9]{4}[.]([1-9]|1[0-2])[.](0|[1-9][0-9]*))$', 0) = since);

-- since|length
SELECT code FROM units WHERE NOT (char_length(since) <= 16);

-- deprecated_in|pattern
SELECT code FROM units WHERE NOT (deprecated_in <> '' AND regexp_extract(deprecated_in, '^(?:[0-9]{4}[.]([1-9]|1[0-2])[.](0|[1-9][0-9]*))$', 0) = deprecated_in);

-- deprecated_in|length
SELECT code FROM units WHERE NOT (char_length(deprecated_in) <= 16);

-- note|length
SELECT code FROM units WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT code FROM units WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT code FROM units WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT code FROM units GROUP BY code HAVING count(*) > 1;
