CREATE TABLE measure_nouns (
  measure VARCHAR NOT NULL,
  noun VARCHAR NOT NULL
);
COMMENT ON TABLE measure_nouns IS 'A counted noun that points to the measure.';
COMMENT ON COLUMN measure_nouns.measure IS 'One measure.';
COMMENT ON COLUMN measure_nouns.noun IS 'A counted noun that points to the measure.';

-- measure|not_null
SELECT measure, noun FROM measure_nouns WHERE NOT (measure IS NOT NULL);

-- measure|pattern
SELECT measure, noun FROM measure_nouns WHERE NOT (measure <> '' AND regexp_extract(measure, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = measure);

-- measure|length
SELECT measure, noun FROM measure_nouns WHERE NOT (char_length(measure) <= 64);

-- noun|not_null
SELECT measure, noun FROM measure_nouns WHERE NOT (noun IS NOT NULL);

-- noun|length
SELECT measure, noun FROM measure_nouns WHERE NOT (char_length(noun) >= 1 AND char_length(noun) <= 200);

-- primary_key
SELECT measure, noun FROM measure_nouns GROUP BY measure, noun HAVING count(*) > 1;

-- measure|reference
SELECT this.measure, this.noun FROM measure_nouns AS this WHERE this.measure IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.code = this.measure);
