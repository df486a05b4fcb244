CREATE TABLE unit_nouns (
  unit VARCHAR NOT NULL,
  noun VARCHAR NOT NULL
);
COMMENT ON TABLE unit_nouns IS 'An English noun, singular or plural, for the unit.';
COMMENT ON COLUMN unit_nouns.unit IS 'One unit.';
COMMENT ON COLUMN unit_nouns.noun IS 'An English noun, singular or plural, for the unit.';

-- unit|not_null
SELECT unit, noun FROM unit_nouns WHERE NOT (unit IS NOT NULL);

-- unit|pattern
SELECT unit, noun FROM unit_nouns WHERE NOT (unit <> '' AND regexp_extract(unit, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = unit);

-- unit|length
SELECT unit, noun FROM unit_nouns WHERE NOT (char_length(unit) <= 64);

-- noun|not_null
SELECT unit, noun FROM unit_nouns WHERE NOT (noun IS NOT NULL);

-- noun|length
SELECT unit, noun FROM unit_nouns WHERE NOT (char_length(noun) >= 1 AND char_length(noun) <= 200);

-- primary_key
SELECT unit, noun FROM unit_nouns GROUP BY unit, noun HAVING count(*) > 1;

-- unit|reference
SELECT this.unit, this.noun FROM unit_nouns AS this WHERE this.unit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM units WHERE units.code = this.unit);
