CREATE TABLE measures (
  code VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  label_uk VARCHAR NOT NULL,
  definition VARCHAR NOT NULL,
  additive BOOLEAN NOT NULL,
  aggregation VARCHAR,
  iri VARCHAR,
  since VARCHAR,
  deprecated_in VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE measures IS 'One measure.';
COMMENT ON COLUMN measures.code IS 'Code of the measure.';
COMMENT ON COLUMN measures.label IS 'English label.';
COMMENT ON COLUMN measures.label_uk IS 'Ukrainian label.';
COMMENT ON COLUMN measures.definition IS 'What is counted, and what is not.';
COMMENT ON COLUMN measures.additive IS 'Whether figures of disjoint scopes may be added up.';
COMMENT ON COLUMN measures.aggregation IS 'How such figures usually come; null: in several ways.';
COMMENT ON COLUMN measures.iri IS 'Exact match in a public vocabulary; null: none known.';
COMMENT ON COLUMN measures.since IS 'First release; null: the first.';
COMMENT ON COLUMN measures.deprecated_in IS 'Release that deprecated it; null: in use.';
COMMENT ON COLUMN measures.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN measures.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN measures.recorded_in IS 'The release that held the record first.';

-- code|not_null
SELECT code FROM measures WHERE NOT (code IS NOT NULL);

-- code|pattern
SELECT code FROM measures WHERE NOT (code <> '' AND regexp_extract(code, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = code);

-- code|length
SELECT code FROM measures WHERE NOT (char_length(code) <= 64);

-- label|not_null
SELECT code FROM measures WHERE NOT (label IS NOT NULL);

-- label|length
SELECT code FROM measures WHERE NOT (char_length(label) >= 1 AND char_length(label) <= 200);

-- label_uk|not_null
SELECT code FROM measures WHERE NOT (label_uk IS NOT NULL);

-- label_uk|length
SELECT code FROM measures WHERE NOT (char_length(label_uk) >= 1 AND char_length(label_uk) <= 200);

-- definition|not_null
SELECT code FROM measures WHERE NOT (definition IS NOT NULL);

-- definition|length
SELECT code FROM measures WHERE NOT (char_length(definition) >= 1 AND char_length(definition) <= 2000);

-- additive|not_null
SELECT code FROM measures WHERE NOT (additive IS NOT NULL);

-- aggregation|code
SELECT code FROM measures WHERE NOT (aggregation IN ('snapshot', 'level', 'increment', 'cumulative'));

-- iri|pattern
SELECT code FROM measures WHERE NOT (iri <> '' AND regexp_extract(iri, '^(?:https?://[!-~]+)$', 0) = iri);

-- iri|length
SELECT code FROM measures WHERE NOT (char_length(iri) <= 2000);

-- since|pattern
SELECT code FROM measures WHERE NOT (since <> '' AND regexp_extract(since, '^(?:[0-9]{4}[.]([1-9]|1[0-2])[.](0|[1-9][0-9]*))$', 0) = since);

-- since|length
SELECT code FROM measures WHERE NOT (char_length(since) <= 16);

-- deprecated_in|pattern
SELECT code FROM measures WHERE NOT (deprecated_in <> '' AND regexp_extract(deprecated_in, '^(?:[0-9]{4}[.]([1-9]|1[0-2])[.](0|[1-9][0-9]*))$', 0) = deprecated_in);

-- deprecated_in|length
SELECT code FROM measures WHERE NOT (char_length(deprecated_in) <= 16);

-- note|length
SELECT code FROM measures WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT code FROM measures WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT code FROM measures WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT code FROM measures GROUP BY code HAVING count(*) > 1;

-- aggregation|listed
SELECT this.code FROM measures AS this WHERE this.aggregation IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'aggregation' AND codes.code = this.aggregation);
