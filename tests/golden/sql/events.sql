CREATE TABLE events (
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  mode VARCHAR,
  reality VARCHAR NOT NULL,
  happened VARCHAR,
  t_min_utc TIMESTAMP,
  t_max_utc TIMESTAMP,
  happened_date DATE,
  happened_precision VARCHAR,
  happened_wording VARCHAR,
  happened_basis VARCHAR,
  happened_basis_because VARCHAR,
  day_part VARCHAR,
  time_zone VARCHAR,
  place VARCHAR,
  place_precision BIGINT,
  part_of VARCHAR,
  summary VARCHAR NOT NULL,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE events IS 'One event.';
COMMENT ON COLUMN events.id IS 'Identifier, `evt_` and a slug.';
COMMENT ON COLUMN events.kind IS 'What sort of event it is.';
COMMENT ON COLUMN events.mode IS 'The manner within the kind; null: not told apart.';
COMMENT ON COLUMN events.reality IS 'Whether the documents treat it as past, going on, planned or possible.';
COMMENT ON COLUMN events.happened IS 'When it happened or would; null: not stated.';
COMMENT ON COLUMN events.t_min_utc IS 'First moment it can have happened; null: open.';
COMMENT ON COLUMN events.t_max_utc IS 'First moment after it at the latest; null: open.';
COMMENT ON COLUMN events.happened_date IS 'The day in Kyiv on which t_min_utc falls; null: open.';
COMMENT ON COLUMN events.happened_precision IS 'How precisely the time is known; null: not at all.';
COMMENT ON COLUMN events.happened_wording IS 'The date''s own words in the first document of `evidence`; null: the date is put together from more than one phrase, or not stated.';
COMMENT ON COLUMN events.happened_basis IS 'Ground of the time; null: stated in full. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN events.happened_basis_because IS 'Ground of the time; null: stated in full. What it was inferred from. An inferred value must give it (R307).';
COMMENT ON COLUMN events.day_part IS 'Part of the day; null: not stated.';
COMMENT ON COLUMN events.time_zone IS 'IANA zone of its days; null: that of its place.';
COMMENT ON COLUMN events.place IS 'Where; null: not stated.';
COMMENT ON COLUMN events.place_precision IS 'How precisely the place is known, after UCDP''s where_prec: 1 exact point, 2 near a point, 3 raion, 4 oblast, 5 line or fuzzy area, 6 country, 7 sea or air. Null: not judged. Must fit the kind of the place (R702).';
COMMENT ON COLUMN events.part_of IS 'The wider event; null: none. Must not run in a circle (R206).';
COMMENT ON COLUMN events.summary IS 'What it is, in our own words.';
COMMENT ON COLUMN events.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN events.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN events.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM events WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM events WHERE NOT (id <> '' AND regexp_extract(id, '^(?:evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM events WHERE NOT (char_length(id) <= 100);

-- kind|not_null
SELECT id FROM events WHERE NOT (kind IS NOT NULL);

-- kind|pattern
SELECT id FROM events WHERE NOT (kind <> '' AND regexp_extract(kind, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = kind);

-- kind|length
SELECT id FROM events WHERE NOT (char_length(kind) <= 64);

-- mode|pattern
SELECT id FROM events WHERE NOT (mode <> '' AND regexp_extract(mode, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = mode);

-- mode|length
SELECT id FROM events WHERE NOT (char_length(mode) <= 64);

-- reality|not_null
SELECT id FROM events WHERE NOT (reality IS NOT NULL);

-- reality|code
SELECT id FROM events WHERE NOT (reality IN ('occurred', 'ongoing', 'planned', 'expected', 'hypothetical'));

-- happened_precision|code
SELECT id FROM events WHERE NOT (happened_precision IN ('decade', 'year', 'month', 'season', 'day', 'hour', 'minute', 'second', 'interval'));

-- happened_wording|length
SELECT id FROM events WHERE NOT (char_length(happened_wording) >= 1 AND char_length(happened_wording) <= 80);

-- happened_basis|code
SELECT id FROM events WHERE NOT (happened_basis IN ('inferred', 'not_printed', 'calculated'));

-- happened_basis_because|length
SELECT id FROM events WHERE NOT (char_length(happened_basis_because) >= 1 AND char_length(happened_basis_because) <= 2000);

-- day_part|code
SELECT id FROM events WHERE NOT (day_part IN ('overnight', 'morning', 'midday', 'afternoon', 'evening', 'night'));

-- place|pattern
SELECT id FROM events WHERE NOT (place <> '' AND regexp_extract(place, '^(?:plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = place);

-- place|length
SELECT id FROM events WHERE NOT (char_length(place) <= 100);

-- place_precision|range
SELECT id FROM events WHERE NOT (place_precision >= 1 AND place_precision <= 7);

-- part_of|pattern
SELECT id FROM events WHERE NOT (part_of <> '' AND regexp_extract(part_of, '^(?:evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = part_of);

-- part_of|length
SELECT id FROM events WHERE NOT (char_length(part_of) <= 100);

-- summary|not_null
SELECT id FROM events WHERE NOT (summary IS NOT NULL);

-- summary|length
SELECT id FROM events WHERE NOT (char_length(summary) >= 1 AND char_length(summary) <= 2000);

-- note|length
SELECT id FROM events WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM events WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM events WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM events GROUP BY id HAVING count(*) > 1;

-- R303|t_min_utc_to_t_max_utc
SELECT id FROM events WHERE NOT (t_min_utc < t_max_utc);

-- R303|happened_with_happened_precision
SELECT id FROM events WHERE NOT ((happened IS NULL) = (happened_precision IS NULL));

-- R307|happened_basis_because
SELECT id FROM events WHERE NOT ((happened_basis = 'not_printed' OR happened_basis_because IS NOT NULL) AND (happened_basis IS NOT NULL OR happened_basis_because IS NULL));

-- R307|happened_basis
SELECT id FROM events WHERE NOT (happened IS NULL OR happened_basis <> 'not_printed');

-- R303|place_with_place_precision
SELECT id FROM events WHERE NOT ((place IS NULL) = (place_precision IS NULL));

-- kind|listed
SELECT this.id FROM events AS this WHERE this.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'event_kind' AND codes.code = this.kind);

-- mode|listed
SELECT this.id FROM events AS this WHERE this.mode IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'event_mode' AND codes.code = this.mode);

-- reality|listed
SELECT this.id FROM events AS this WHERE this.reality IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'reality' AND codes.code = this.reality);

-- happened_precision|listed
SELECT this.id FROM events AS this WHERE this.happened_precision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'precision' AND codes.code = this.happened_precision);

-- happened_basis|listed
SELECT this.id FROM events AS this WHERE this.happened_basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.happened_basis);

-- day_part|listed
SELECT this.id FROM events AS this WHERE this.day_part IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'day_part' AND codes.code = this.day_part);

-- place|reference
SELECT this.id FROM events AS this WHERE this.place IS NOT NULL AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.place);

-- part_of|reference
SELECT this.id FROM events AS this WHERE this.part_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.part_of);
