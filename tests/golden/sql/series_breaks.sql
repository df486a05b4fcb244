CREATE TABLE series_breaks (
  series VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  first_day DATE NOT NULL,
  kind VARCHAR NOT NULL,
  measure VARCHAR,
  item VARCHAR,
  into_item VARCHAR,
  because VARCHAR NOT NULL
);
COMMENT ON TABLE series_breaks IS 'One change in what a series counts.';
COMMENT ON COLUMN series_breaks.series IS 'The series.';
COMMENT ON COLUMN series_breaks.position IS 'Place in the order given, from 1.';
COMMENT ON COLUMN series_breaks.first_day IS 'The first day of the new state.';
COMMENT ON COLUMN series_breaks.kind IS 'What happened to it.';
COMMENT ON COLUMN series_breaks.measure IS 'The measure of the counters concerned; null: all counters.';
COMMENT ON COLUMN series_breaks.item IS 'What they count; null: those that name no item.';
COMMENT ON COLUMN series_breaks.into_item IS 'What is counted in their place, or beside them; null: what names no item.';
COMMENT ON COLUMN series_breaks.because IS 'What is known of it, in our own words.';

-- series|not_null
SELECT series, position FROM series_breaks WHERE NOT (series IS NOT NULL);

-- series|pattern
SELECT series, position FROM series_breaks WHERE NOT (series <> '' AND regexp_extract(series, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = series);

-- series|length
SELECT series, position FROM series_breaks WHERE NOT (char_length(series) <= 64);

-- position|not_null
SELECT series, position FROM series_breaks WHERE NOT (position IS NOT NULL);

-- position|range
SELECT series, position FROM series_breaks WHERE NOT (position >= 1);

-- first_day|not_null
SELECT series, position FROM series_breaks WHERE NOT (first_day IS NOT NULL);

-- kind|not_null
SELECT series, position FROM series_breaks WHERE NOT (kind IS NOT NULL);

-- kind|code
SELECT series, position FROM series_breaks WHERE NOT (kind IN ('merged', 'split', 'added', 'ended', 'redefined', 'interrupted'));

-- measure|pattern
SELECT series, position FROM series_breaks WHERE NOT (measure <> '' AND regexp_extract(measure, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = measure);

-- measure|length
SELECT series, position FROM series_breaks WHERE NOT (char_length(measure) <= 64);

-- item|pattern
SELECT series, position FROM series_breaks WHERE NOT (item <> '' AND regexp_extract(item, '^(?:itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = item);

-- item|length
SELECT series, position FROM series_breaks WHERE NOT (char_length(item) <= 100);

-- into_item|pattern
SELECT series, position FROM series_breaks WHERE NOT (into_item <> '' AND regexp_extract(into_item, '^(?:itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = into_item);

-- into_item|length
SELECT series, position FROM series_breaks WHERE NOT (char_length(into_item) <= 100);

-- because|not_null
SELECT series, position FROM series_breaks WHERE NOT (because IS NOT NULL);

-- because|length
SELECT series, position FROM series_breaks WHERE NOT (char_length(because) >= 1 AND char_length(because) <= 2000);

-- primary_key
SELECT series, position FROM series_breaks GROUP BY series, position HAVING count(*) > 1;

-- series|reference
SELECT this.series, this.position FROM series_breaks AS this WHERE this.series IS NOT NULL AND NOT EXISTS (SELECT 1 FROM series WHERE series.code = this.series);

-- kind|listed
SELECT this.series, this.position FROM series_breaks AS this WHERE this.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'break_kind' AND codes.code = this.kind);

-- measure|reference
SELECT this.series, this.position FROM series_breaks AS this WHERE this.measure IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.code = this.measure);

-- item|reference
SELECT this.series, this.position FROM series_breaks AS this WHERE this.item IS NOT NULL AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.item);

-- into_item|reference
SELECT this.series, this.position FROM series_breaks AS this WHERE this.into_item IS NOT NULL AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.into_item);
