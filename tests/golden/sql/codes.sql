CREATE TABLE codes (
  vocabulary VARCHAR NOT NULL,
  code VARCHAR NOT NULL,
  label_en VARCHAR NOT NULL,
  label_uk VARCHAR NOT NULL,
  definition VARCHAR NOT NULL,
  iri VARCHAR,
  since VARCHAR,
  deprecated_in VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE codes IS 'One code of one code list.';
COMMENT ON COLUMN codes.vocabulary IS 'Name of the code list.';
COMMENT ON COLUMN codes.code IS 'The code.';
COMMENT ON COLUMN codes.label_en IS 'English label.';
COMMENT ON COLUMN codes.label_uk IS 'Ukrainian label.';
COMMENT ON COLUMN codes.definition IS 'What the code means.';
COMMENT ON COLUMN codes.iri IS 'Exact match in a public vocabulary; null: none known.';
COMMENT ON COLUMN codes.since IS 'First release; null: the first.';
COMMENT ON COLUMN codes.deprecated_in IS 'Release that deprecated it; null: in use.';
COMMENT ON COLUMN codes.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN codes.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN codes.recorded_in IS 'The release that held the record first.';

-- vocabulary|not_null
SELECT vocabulary, code FROM codes WHERE NOT (vocabulary IS NOT NULL);

-- code|not_null
SELECT vocabulary, code FROM codes WHERE NOT (code IS NOT NULL);

-- code|pattern
SELECT vocabulary, code FROM codes WHERE NOT (code <> '' AND regexp_extract(code, '^(?:([a-z][a-z0-9]*(_[a-z0-9]+)*|[A-F]))$', 0) = code);

-- code|length
SELECT vocabulary, code FROM codes WHERE NOT (char_length(code) <= 64);

-- label_en|not_null
SELECT vocabulary, code FROM codes WHERE NOT (label_en IS NOT NULL);

-- label_en|length
SELECT vocabulary, code FROM codes WHERE NOT (char_length(label_en) >= 1 AND char_length(label_en) <= 200);

-- label_uk|not_null
SELECT vocabulary, code FROM codes WHERE NOT (label_uk IS NOT NULL);

-- label_uk|length
SELECT vocabulary, code FROM codes WHERE NOT (char_length(label_uk) >= 1 AND char_length(label_uk) <= 200);

-- definition|not_null
SELECT vocabulary, code FROM codes WHERE NOT (definition IS NOT NULL);

-- definition|length
SELECT vocabulary, code FROM codes WHERE NOT (char_length(definition) >= 1 AND char_length(definition) <= 2000);

-- iri|pattern
SELECT vocabulary, code FROM codes WHERE NOT (iri <> '' AND regexp_extract(iri, '^(?:https?://[!-~]+)$', 0) = iri);

-- iri|length
SELECT vocabulary, code FROM codes WHERE NOT (char_length(iri) <= 2000);

-- since|pattern
SELECT vocabulary, code FROM codes WHERE NOT (since <> '' AND regexp_extract(since, '^(?:[0-9]{4}[.]([1-9]|1[0-2])[.](0|[1-9][0-9]*))$', 0) = since);

-- since|length
SELECT vocabulary, code FROM codes WHERE NOT (char_length(since) <= 16);

-- deprecated_in|pattern
SELECT vocabulary, code FROM codes WHERE NOT (deprecated_in <> '' AND regexp_extract(deprecated_in, '^(?:[0-9]{4}[.]([1-9]|1[0-2])[.](0|[1-9][0-9]*))$', 0) = deprecated_in);

-- deprecated_in|length
SELECT vocabulary, code FROM codes WHERE NOT (char_length(deprecated_in) <= 16);

-- note|length
SELECT vocabulary, code FROM codes WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT vocabulary, code FROM codes WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT vocabulary, code FROM codes WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT vocabulary, code FROM codes GROUP BY vocabulary, code HAVING count(*) > 1;
