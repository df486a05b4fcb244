CREATE TABLE measure_verbs (
  measure VARCHAR NOT NULL,
  verb VARCHAR NOT NULL
);
COMMENT ON TABLE measure_verbs IS 'A verb that points to the measure.';
COMMENT ON COLUMN measure_verbs.measure IS 'One measure.';
COMMENT ON COLUMN measure_verbs.verb IS 'A verb that points to the measure.';

-- measure|not_null
SELECT measure, verb FROM measure_verbs WHERE NOT (measure IS NOT NULL);

-- measure|pattern
SELECT measure, verb FROM measure_verbs WHERE NOT (measure <> '' AND regexp_extract(measure, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = measure);

-- measure|length
SELECT measure, verb FROM measure_verbs WHERE NOT (char_length(measure) <= 64);

-- verb|not_null
SELECT measure, verb FROM measure_verbs WHERE NOT (verb IS NOT NULL);

-- verb|length
SELECT measure, verb FROM measure_verbs WHERE NOT (char_length(verb) >= 1 AND char_length(verb) <= 200);

-- primary_key
SELECT measure, verb FROM measure_verbs GROUP BY measure, verb HAVING count(*) > 1;

-- measure|reference
SELECT this.measure, this.verb FROM measure_verbs AS this WHERE this.measure IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.code = this.measure);
