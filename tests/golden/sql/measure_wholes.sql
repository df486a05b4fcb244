CREATE TABLE measure_wholes (
  measure VARCHAR NOT NULL,
  whole VARCHAR NOT NULL
);
COMMENT ON TABLE measure_wholes IS 'A measure of which this one is a part.';
COMMENT ON COLUMN measure_wholes.measure IS 'One measure.';
COMMENT ON COLUMN measure_wholes.whole IS 'A measure of which this one is a part.';

-- measure|not_null
SELECT measure, whole FROM measure_wholes WHERE NOT (measure IS NOT NULL);

-- measure|pattern
SELECT measure, whole FROM measure_wholes WHERE NOT (measure <> '' AND regexp_extract(measure, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = measure);

-- measure|length
SELECT measure, whole FROM measure_wholes WHERE NOT (char_length(measure) <= 64);

-- whole|not_null
SELECT measure, whole FROM measure_wholes WHERE NOT (whole IS NOT NULL);

-- whole|pattern
SELECT measure, whole FROM measure_wholes WHERE NOT (whole <> '' AND regexp_extract(whole, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = whole);

-- whole|length
SELECT measure, whole FROM measure_wholes WHERE NOT (char_length(whole) <= 64);

-- primary_key
SELECT measure, whole FROM measure_wholes GROUP BY measure, whole HAVING count(*) > 1;

-- measure|reference
SELECT this.measure, this.whole FROM measure_wholes AS this WHERE this.measure IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.code = this.measure);

-- whole|reference
SELECT this.measure, this.whole FROM measure_wholes AS this WHERE this.whole IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.code = this.whole);
