CREATE TABLE figures (
  id VARCHAR NOT NULL,
  claim VARCHAR NOT NULL,
  event VARCHAR,
  measure VARCHAR NOT NULL,
  unit VARCHAR NOT NULL,
  item VARCHAR,
  affected VARCHAR,
  population VARCHAR,
  counting VARCHAR,
  share_of_measure VARCHAR,
  share_of_place VARCHAR,
  share_of_as_of VARCHAR,
  sex VARCHAR,
  age_class VARCHAR,
  place VARCHAR,
  of_which VARCHAR,
  wording VARCHAR NOT NULL,
  qualifier VARCHAR NOT NULL,
  nominal DOUBLE,
  low DOUBLE,
  low_exclusive BOOLEAN,
  best DOUBLE,
  high DOUBLE,
  high_exclusive BOOLEAN,
  aggregation VARCHAR,
  period VARCHAR,
  period_start DATE,
  period_end DATE,
  period_wording VARCHAR,
  period_basis VARCHAR,
  period_basis_because VARCHAR,
  as_of VARCHAR,
  as_of_utc TIMESTAMP,
  as_of_end_utc TIMESTAMP,
  as_of_date DATE,
  as_of_precision VARCHAR,
  as_of_wording VARCHAR,
  as_of_basis VARCHAR,
  as_of_basis_because VARCHAR,
  status VARCHAR NOT NULL,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE figures IS 'One number of one claim.';
COMMENT ON COLUMN figures.id IS 'Identifier, `fig_` and a slug.';
COMMENT ON COLUMN figures.claim IS 'The claim that states it.';
COMMENT ON COLUMN figures.event IS 'The event it counts, by default the first that its claim is about; null: that is about none.';
COMMENT ON COLUMN figures.measure IS 'What is counted.';
COMMENT ON COLUMN figures.unit IS 'In what; must be a unit of the measure (R405).';
COMMENT ON COLUMN figures.item IS 'The kind of thing counted; null: not stated.';
COMMENT ON COLUMN figures.affected IS 'Whose people or things are counted; null: not stated.';
COMMENT ON COLUMN figures.population IS 'Which people are counted; null: no people, or not stated.';
COMMENT ON COLUMN figures.counting IS 'How the number came to be, as the source has it; null: not stated.';
COMMENT ON COLUMN figures.share_of_measure IS 'The whole, for a share; null: no share. What the whole counts.';
COMMENT ON COLUMN figures.share_of_place IS 'The whole, for a share; null: no share. Where; null: not stated.';
COMMENT ON COLUMN figures.share_of_as_of IS 'The whole, for a share; null: no share. As of when; null: not stated.';
COMMENT ON COLUMN figures.sex IS 'Null: mixed or not stated.';
COMMENT ON COLUMN figures.age_class IS 'Null: mixed or not stated.';
COMMENT ON COLUMN figures.place IS 'Where, if not the event''s place; null: the same.';
COMMENT ON COLUMN figures.of_which IS 'The figure of which this one counts a part; null: none. A part must not exceed its whole (R402), nor run in a circle (R206).';
COMMENT ON COLUMN figures.wording IS 'The number phrase as printed, and no more: must parse (R403).';
COMMENT ON COLUMN figures.qualifier IS 'How the wording bounds the number; must follow from it (R403).';
COMMENT ON COLUMN figures.nominal IS 'The number as printed; null: none is. Must follow from the wording (R403).';
COMMENT ON COLUMN figures.low IS 'Least value the wording allows; null: unbounded. Must follow from it (R403).';
COMMENT ON COLUMN figures.low_exclusive IS 'Whether `low` itself is excluded; null: no bound. Must follow from the wording (R403).';
COMMENT ON COLUMN figures.best IS 'The value the wording names as the case; null: it names none. Must follow from the wording (R403).';
COMMENT ON COLUMN figures.high IS 'Greatest value the wording allows; null: unbounded. Must follow from it (R403).';
COMMENT ON COLUMN figures.high_exclusive IS 'Whether `high` itself is excluded; null: no bound. Must follow from the wording (R403).';
COMMENT ON COLUMN figures.aggregation IS 'Whether it is a count so far, an increment, a level or one event''s; null: unclear.';
COMMENT ON COLUMN figures.period IS 'The period counted; null: not stated.';
COMMENT ON COLUMN figures.period_start IS 'First day of the period counted; null when open.';
COMMENT ON COLUMN figures.period_end IS 'Last day of the period counted, itself included; null when open.';
COMMENT ON COLUMN figures.period_wording IS 'The period''s own words; null: put together, or none.';
COMMENT ON COLUMN figures.period_basis IS 'Ground of the period; null: stated in full. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN figures.period_basis_because IS 'Ground of the period; null: stated in full. What it was inferred from. An inferred value must give it (R307).';
COMMENT ON COLUMN figures.as_of IS 'The moment for which it holds; null: not stated.';
COMMENT ON COLUMN figures.as_of_utc IS 'First moment of the moment for which it holds, UTC; null when open.';
COMMENT ON COLUMN figures.as_of_end_utc IS 'First moment after the moment for which it holds, UTC; null: open.';
COMMENT ON COLUMN figures.as_of_date IS 'The day in Kyiv when the moment for which it holds begins; null: open.';
COMMENT ON COLUMN figures.as_of_precision IS 'How precisely the moment for which it holds is known, as a code; null: not at all.';
COMMENT ON COLUMN figures.as_of_wording IS 'The moment''s own words; null: put together, or none.';
COMMENT ON COLUMN figures.as_of_basis IS 'Ground of the moment; null: stated in full. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN figures.as_of_basis_because IS 'Ground of the moment; null: stated in full. What it was inferred from. An inferred value must give it (R307).';
COMMENT ON COLUMN figures.status IS 'What became of it; null is published as normal.';
COMMENT ON COLUMN figures.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN figures.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN figures.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM figures WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM figures WHERE NOT (id <> '' AND regexp_extract(id, '^(?:fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM figures WHERE NOT (char_length(id) <= 100);

-- claim|not_null
SELECT id FROM figures WHERE NOT (claim IS NOT NULL);

-- claim|pattern
SELECT id FROM figures WHERE NOT (claim <> '' AND regexp_extract(claim, '^(?:clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = claim);

-- claim|length
SELECT id FROM figures WHERE NOT (char_length(claim) <= 100);

-- event|pattern
SELECT id FROM figures WHERE NOT (event <> '' AND regexp_extract(event, '^(?:evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = event);

-- event|length
SELECT id FROM figures WHERE NOT (char_length(event) <= 100);

-- measure|not_null
SELECT id FROM figures WHERE NOT (measure IS NOT NULL);

-- measure|pattern
SELECT id FROM figures WHERE NOT (measure <> '' AND regexp_extract(measure, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = measure);

-- measure|length
SELECT id FROM figures WHERE NOT (char_length(measure) <= 64);

-- unit|not_null
SELECT id FROM figures WHERE NOT (unit IS NOT NULL);

-- unit|pattern
SELECT id FROM figures WHERE NOT (unit <> '' AND regexp_extract(unit, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = unit);

-- unit|length
SELECT id FROM figures WHERE NOT (char_length(unit) <= 64);

-- item|pattern
SELECT id FROM figures WHERE NOT (item <> '' AND regexp_extract(item, '^(?:itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = item);

-- item|length
SELECT id FROM figures WHERE NOT (char_length(item) <= 100);

-- affected|pattern
SELECT id FROM figures WHERE NOT (affected <> '' AND regexp_extract(affected, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = affected);

-- affected|length
SELECT id FROM figures WHERE NOT (char_length(affected) <= 100);

-- population|code
SELECT id FROM figures WHERE NOT (population IN ('civilian', 'military', 'mixed', 'unknown'));

-- counting|code
SELECT id FROM figures WHERE NOT (counting IN ('confirmed', 'claimed', 'estimated', 'projected'));

-- share_of_measure|pattern
SELECT id FROM figures WHERE NOT (share_of_measure <> '' AND regexp_extract(share_of_measure, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = share_of_measure);

-- share_of_measure|length
SELECT id FROM figures WHERE NOT (char_length(share_of_measure) <= 64);

-- share_of_place|pattern
SELECT id FROM figures WHERE NOT (share_of_place <> '' AND regexp_extract(share_of_place, '^(?:plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = share_of_place);

-- share_of_place|length
SELECT id FROM figures WHERE NOT (char_length(share_of_place) <= 100);

-- sex|code
SELECT id FROM figures WHERE NOT (sex IN ('female', 'male'));

-- age_class|code
SELECT id FROM figures WHERE NOT (age_class IN ('child', 'adult', 'elderly'));

-- place|pattern
SELECT id FROM figures WHERE NOT (place <> '' AND regexp_extract(place, '^(?:plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = place);

-- place|length
SELECT id FROM figures WHERE NOT (char_length(place) <= 100);

-- of_which|pattern
SELECT id FROM figures WHERE NOT (of_which <> '' AND regexp_extract(of_which, '^(?:fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = of_which);

-- of_which|length
SELECT id FROM figures WHERE NOT (char_length(of_which) <= 100);

-- wording|not_null
SELECT id FROM figures WHERE NOT (wording IS NOT NULL);

-- wording|length
SELECT id FROM figures WHERE NOT (char_length(wording) >= 1 AND char_length(wording) <= 80);

-- qualifier|not_null
SELECT id FROM figures WHERE NOT (qualifier IS NOT NULL);

-- qualifier|code
SELECT id FROM figures WHERE NOT (qualifier IN ('exact', 'about', 'at_least', 'more_than', 'up_to', 'almost', 'fewer_than', 'range', 'magnitude', 'none_stated'));

-- nominal|finite
SELECT id FROM figures WHERE NOT (nominal >= -1.7976931348623157e308 AND nominal <= 1.7976931348623157e308);

-- low|finite
SELECT id FROM figures WHERE NOT (low >= -1.7976931348623157e308 AND low <= 1.7976931348623157e308);

-- best|finite
SELECT id FROM figures WHERE NOT (best >= -1.7976931348623157e308 AND best <= 1.7976931348623157e308);

-- high|finite
SELECT id FROM figures WHERE NOT (high >= -1.7976931348623157e308 AND high <= 1.7976931348623157e308);

-- aggregation|code
SELECT id FROM figures WHERE NOT (aggregation IN ('snapshot', 'level', 'increment', 'cumulative'));

-- period_wording|length
SELECT id FROM figures WHERE NOT (char_length(period_wording) >= 1 AND char_length(period_wording) <= 80);

-- period_basis|code
SELECT id FROM figures WHERE NOT (period_basis IN ('inferred', 'not_printed', 'calculated'));

-- period_basis_because|length
SELECT id FROM figures WHERE NOT (char_length(period_basis_because) >= 1 AND char_length(period_basis_because) <= 2000);

-- as_of_precision|code
SELECT id FROM figures WHERE NOT (as_of_precision IN ('decade', 'year', 'month', 'season', 'day', 'hour', 'minute', 'second', 'interval'));

-- as_of_wording|length
SELECT id FROM figures WHERE NOT (char_length(as_of_wording) >= 1 AND char_length(as_of_wording) <= 80);

-- as_of_basis|code
SELECT id FROM figures WHERE NOT (as_of_basis IN ('inferred', 'not_printed', 'calculated'));

-- as_of_basis_because|length
SELECT id FROM figures WHERE NOT (char_length(as_of_basis_because) >= 1 AND char_length(as_of_basis_because) <= 2000);

-- status|not_null
SELECT id FROM figures WHERE NOT (status IS NOT NULL);

-- status|code
SELECT id FROM figures WHERE NOT (status IN ('normal', 'provisional', 'disputed', 'retracted', 'superseded'));

-- note|length
SELECT id FROM figures WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM figures WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM figures WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM figures GROUP BY id HAVING count(*) > 1;

-- R401|bounds
SELECT id FROM figures WHERE NOT ((low IS NULL OR best IS NULL OR low <= best) AND (best IS NULL OR high IS NULL OR best <= high) AND (low IS NULL OR high IS NULL OR low <= high));

-- R403|low_with_low_exclusive
SELECT id FROM figures WHERE NOT ((low IS NULL) = (low_exclusive IS NULL));

-- R403|high_with_high_exclusive
SELECT id FROM figures WHERE NOT ((high IS NULL) = (high_exclusive IS NULL));

-- R403|exact
SELECT id FROM figures WHERE NOT (qualifier <> 'exact' OR (nominal IS NOT NULL AND low IS NOT NULL AND best IS NOT NULL AND high IS NOT NULL AND nominal = low AND nominal = best AND nominal = high AND NOT low_exclusive AND NOT high_exclusive));

-- R403|about
SELECT id FROM figures WHERE NOT (qualifier <> 'about' OR (nominal IS NOT NULL AND best IS NOT NULL AND nominal = best AND low IS NULL AND high IS NULL));

-- R403|at_least
SELECT id FROM figures WHERE NOT (qualifier <> 'at_least' OR (low IS NOT NULL AND best IS NULL AND high IS NULL AND (nominal IS NULL OR nominal = low) AND NOT low_exclusive));

-- R403|more_than
SELECT id FROM figures WHERE NOT (qualifier <> 'more_than' OR (low IS NOT NULL AND best IS NULL AND high IS NULL AND (nominal IS NULL OR nominal = low) AND low_exclusive));

-- R403|up_to
SELECT id FROM figures WHERE NOT (qualifier <> 'up_to' OR (high IS NOT NULL AND best IS NULL AND low IS NULL AND (nominal IS NULL OR nominal = high) AND NOT high_exclusive));

-- R403|almost
SELECT id FROM figures WHERE NOT (qualifier <> 'almost' OR (high IS NOT NULL AND best IS NULL AND low IS NULL AND (nominal IS NULL OR nominal = high) AND high_exclusive));

-- R403|fewer_than
SELECT id FROM figures WHERE NOT (qualifier <> 'fewer_than' OR (high IS NOT NULL AND best IS NULL AND low IS NULL AND (nominal IS NULL OR nominal = high) AND high_exclusive));

-- R403|range
SELECT id FROM figures WHERE NOT (qualifier <> 'range' OR (nominal IS NULL AND best IS NULL AND low IS NOT NULL AND high IS NOT NULL AND NOT low_exclusive AND NOT high_exclusive));

-- R403|magnitude
SELECT id FROM figures WHERE NOT (qualifier <> 'magnitude' OR (nominal IS NULL AND best IS NULL AND low IS NOT NULL));

-- R403|none_stated
SELECT id FROM figures WHERE NOT (qualifier <> 'none_stated' OR (nominal IS NOT NULL AND low IS NOT NULL AND best IS NOT NULL AND nominal = 0 AND low = 0 AND best = 0 AND high IS NULL));

-- R303|period_start_to_period_end
SELECT id FROM figures WHERE NOT (period_start <= period_end);

-- R405|share
SELECT id FROM figures WHERE NOT (unit <> 'share' OR ((nominal IS NULL OR nominal <= 1) AND (low IS NULL OR low <= 1) AND (best IS NULL OR best <= 1) AND (high IS NULL OR high <= 1)));

-- R307|period_basis_because
SELECT id FROM figures WHERE NOT ((period_basis = 'not_printed' OR period_basis_because IS NOT NULL) AND (period_basis IS NOT NULL OR period_basis_because IS NULL));

-- R307|period_basis
SELECT id FROM figures WHERE NOT (period IS NULL OR period_basis <> 'not_printed');

-- R303|as_of_utc_to_as_of_end_utc
SELECT id FROM figures WHERE NOT (as_of_utc < as_of_end_utc);

-- R303|as_of_date_with_as_of_utc
SELECT id FROM figures WHERE NOT ((as_of_date IS NULL) = (as_of_utc IS NULL));

-- R303|as_of_utc
SELECT id FROM figures WHERE NOT (as_of IS NOT NULL OR (as_of_utc IS NULL AND as_of_end_utc IS NULL));

-- R303|as_of_with_as_of_precision
SELECT id FROM figures WHERE NOT ((as_of IS NULL) = (as_of_precision IS NULL));

-- R307|as_of_basis_because
SELECT id FROM figures WHERE NOT ((as_of_basis = 'not_printed' OR as_of_basis_because IS NOT NULL) AND (as_of_basis IS NOT NULL OR as_of_basis_because IS NULL));

-- R307|as_of_basis
SELECT id FROM figures WHERE NOT (as_of IS NULL OR as_of_basis <> 'not_printed');

-- claim|reference
SELECT this.id FROM figures AS this WHERE this.claim IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.claim);

-- event|reference
SELECT this.id FROM figures AS this WHERE this.event IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.event);

-- measure|reference
SELECT this.id FROM figures AS this WHERE this.measure IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.code = this.measure);

-- unit|reference
SELECT this.id FROM figures AS this WHERE this.unit IS NOT NULL AND NOT EXISTS (SELECT 1 FROM units WHERE units.code = this.unit);

-- item|reference
SELECT this.id FROM figures AS this WHERE this.item IS NOT NULL AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.item);

-- affected|reference
SELECT this.id FROM figures AS this WHERE this.affected IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.affected);

-- population|listed
SELECT this.id FROM figures AS this WHERE this.population IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'population' AND codes.code = this.population);

-- counting|listed
SELECT this.id FROM figures AS this WHERE this.counting IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'counting' AND codes.code = this.counting);

-- share_of_measure|reference
SELECT this.id FROM figures AS this WHERE this.share_of_measure IS NOT NULL AND NOT EXISTS (SELECT 1 FROM measures WHERE measures.code = this.share_of_measure);

-- share_of_place|reference
SELECT this.id FROM figures AS this WHERE this.share_of_place IS NOT NULL AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.share_of_place);

-- sex|listed
SELECT this.id FROM figures AS this WHERE this.sex IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'sex' AND codes.code = this.sex);

-- age_class|listed
SELECT this.id FROM figures AS this WHERE this.age_class IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'age_class' AND codes.code = this.age_class);

-- place|reference
SELECT this.id FROM figures AS this WHERE this.place IS NOT NULL AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.place);

-- of_which|reference
SELECT this.id FROM figures AS this WHERE this.of_which IS NOT NULL AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.of_which);

-- qualifier|listed
SELECT this.id FROM figures AS this WHERE this.qualifier IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'qualifier' AND codes.code = this.qualifier);

-- aggregation|listed
SELECT this.id FROM figures AS this WHERE this.aggregation IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'aggregation' AND codes.code = this.aggregation);

-- period_basis|listed
SELECT this.id FROM figures AS this WHERE this.period_basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.period_basis);

-- as_of_precision|listed
SELECT this.id FROM figures AS this WHERE this.as_of_precision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'precision' AND codes.code = this.as_of_precision);

-- as_of_basis|listed
SELECT this.id FROM figures AS this WHERE this.as_of_basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.as_of_basis);

-- status|listed
SELECT this.id FROM figures AS this WHERE this.status IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'figure_status' AND codes.code = this.status);
