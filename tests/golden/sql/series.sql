CREATE TABLE series (
  code VARCHAR NOT NULL,
  label VARCHAR NOT NULL,
  label_uk VARCHAR NOT NULL,
  definition VARCHAR NOT NULL,
  cadence VARCHAR NOT NULL,
  counts_from DATE NOT NULL,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE series IS 'One series of numbers.';
COMMENT ON COLUMN series.code IS 'Code of the series.';
COMMENT ON COLUMN series.label IS 'English label.';
COMMENT ON COLUMN series.label_uk IS 'Ukrainian label.';
COMMENT ON COLUMN series.definition IS 'What is counted, by whom, and how it comes.';
COMMENT ON COLUMN series.cadence IS 'How often a number comes.';
COMMENT ON COLUMN series.counts_from IS 'The day from which running counts count.';
COMMENT ON COLUMN series.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN series.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN series.recorded_in IS 'The release that held the record first.';

-- code|not_null
SELECT code FROM series WHERE NOT (code IS NOT NULL);

-- code|pattern
SELECT code FROM series WHERE NOT (code <> '' AND regexp_extract(code, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = code);

-- code|length
SELECT code FROM series WHERE NOT (char_length(code) <= 64);

-- label|not_null
SELECT code FROM series WHERE NOT (label IS NOT NULL);

-- label|length
SELECT code FROM series WHERE NOT (char_length(label) >= 1 AND char_length(label) <= 200);

-- label_uk|not_null
SELECT code FROM series WHERE NOT (label_uk IS NOT NULL);

-- label_uk|length
SELECT code FROM series WHERE NOT (char_length(label_uk) >= 1 AND char_length(label_uk) <= 200);

-- definition|not_null
SELECT code FROM series WHERE NOT (definition IS NOT NULL);

-- definition|length
SELECT code FROM series WHERE NOT (char_length(definition) >= 1 AND char_length(definition) <= 2000);

-- cadence|not_null
SELECT code FROM series WHERE NOT (cadence IS NOT NULL);

-- cadence|code
SELECT code FROM series WHERE NOT (cadence IN ('daily'));

-- counts_from|not_null
SELECT code FROM series WHERE NOT (counts_from IS NOT NULL);

-- note|length
SELECT code FROM series WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT code FROM series WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT code FROM series WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT code FROM series GROUP BY code HAVING count(*) > 1;

-- cadence|listed
SELECT this.code FROM series AS this WHERE this.cadence IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'cadence' AND codes.code = this.cadence);
