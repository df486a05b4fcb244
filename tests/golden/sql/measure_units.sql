CREATE TABLE measure_units (
  measure VARCHAR NOT NULL,
  unit VARCHAR NOT NULL
);
COMMENT ON TABLE measure_units IS 'A unit in which the measure may be given.';
COMMENT ON COLUMN measure_units.measure IS 'One measure.';
COMMENT ON COLUMN measure_units.unit IS 'A unit in which the measure may be given.';

-- measure|not_null
SELECT measure, unit FROM measure_units WHERE NOT (measure IS NOT NULL);

-- measure|pattern
SELECT measure, unit FROM measure_units WHERE NOT (measure <> '' AND regexp_extract(measure, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = measure);

-- measure|length
SELECT measure, unit FROM measure_units WHERE NOT (char_length(measure) <= 64);

-- unit|not_null
SELECT measure, unit FROM measure_units WHERE NOT (unit IS NOT NULL);

-- unit|pattern
SELECT measure, unit FROM measure_units WHERE NOT (unit <> '' AND regexp_extract(unit, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = unit);

-- unit|length
SELECT measure, unit FROM measure_units WHERE NOT (char_length(unit) <= 64);

-- primary_key
SELECT measure, unit FROM measure_units GROUP BY measure, unit HAVING count(*) > 1;

-- measure|reference
SELECT this.measure, this.unit FROM measure_units AS this WHERE this.measure IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.code = this.measure);

-- unit|reference
SELECT this.measure, this.unit FROM measure_units AS this WHERE this.unit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM units WHERE units.code = this.unit);
