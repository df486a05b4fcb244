CREATE TABLE documents (
  id VARCHAR NOT NULL,
  kind VARCHAR NOT NULL,
  title VARCHAR,
  publisher VARCHAR,
  publisher_basis VARCHAR,
  publisher_basis_because VARCHAR,
  time_zone VARCHAR,
  time_zone_basis VARCHAR,
  time_zone_basis_because VARCHAR,
  url VARCHAR,
  url_basis VARCHAR,
  url_basis_because VARCHAR,
  archive_url VARCHAR,
  published VARCHAR,
  published_utc TIMESTAMP,
  published_end_utc TIMESTAMP,
  published_date DATE,
  published_precision VARCHAR,
  published_wording VARCHAR,
  published_basis VARCHAR,
  published_basis_because VARCHAR,
  retrieved_at VARCHAR,
  retrieved_at_utc TIMESTAMP,
  retrieved_at_end_utc TIMESTAMP,
  retrieved_at_date DATE,
  retrieved_at_precision VARCHAR,
  language VARCHAR NOT NULL,
  translated_from VARCHAR,
  media_type VARCHAR,
  licence VARCHAR NOT NULL,
  quotation_limit_chars BIGINT,
  raw_sha256 VARCHAR NOT NULL,
  text_sha256 VARCHAR,
  normalization VARCHAR,
  length BIGINT,
  daily_series VARCHAR,
  status VARCHAR NOT NULL,
  replaced_by VARCHAR,
  note VARCHAR,
  embargo_until VARCHAR,
  recorded_in VARCHAR NOT NULL
);
COMMENT ON TABLE documents IS 'One document.';
COMMENT ON COLUMN documents.id IS 'Identifier, `doc_` and a slug.';
COMMENT ON COLUMN documents.kind IS 'What sort of text it is.';
COMMENT ON COLUMN documents.title IS 'Title as printed; null: it has none.';
COMMENT ON COLUMN documents.publisher IS 'Who published it; null: not printed.';
COMMENT ON COLUMN documents.publisher_basis IS 'Ground of the publisher; null: it is printed. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN documents.publisher_basis_because IS 'Ground of the publisher; null: it is printed. What it was inferred from. An inferred value must give it (R307).';
COMMENT ON COLUMN documents.time_zone IS 'IANA zone in which it speaks of days; null: not known.';
COMMENT ON COLUMN documents.time_zone_basis IS 'Ground of the zone; null: it is printed. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN documents.time_zone_basis_because IS 'Ground of the zone; null: it is printed. What it was inferred from. An inferred value must give it (R307).';
COMMENT ON COLUMN documents.url IS 'Address as printed; null: not printed.';
COMMENT ON COLUMN documents.url_basis IS 'Ground of the address; null: it is printed. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN documents.url_basis_because IS 'Ground of the address; null: it is printed. What it was inferred from. An inferred value must give it (R307).';
COMMENT ON COLUMN documents.archive_url IS 'Address of an archived copy; null: none known.';
COMMENT ON COLUMN documents.published IS 'When it was published; null: not known.';
COMMENT ON COLUMN documents.published_utc IS 'First moment of publication, UTC; null when open.';
COMMENT ON COLUMN documents.published_end_utc IS 'First moment after publication, UTC; null: open.';
COMMENT ON COLUMN documents.published_date IS 'The day in Kyiv when publication begins; null: open.';
COMMENT ON COLUMN documents.published_precision IS 'How precisely publication is known, as a code; null: not at all.';
COMMENT ON COLUMN documents.published_wording IS 'The date''s own words; null: no date is printed.';
COMMENT ON COLUMN documents.published_basis IS 'Ground of the date; null: printed in full. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN documents.published_basis_because IS 'Ground of the date; null: printed in full. What it was inferred from. An inferred value must give it (R307).';
COMMENT ON COLUMN documents.retrieved_at IS 'When the text was fetched; null: not known.';
COMMENT ON COLUMN documents.retrieved_at_utc IS 'First moment of retrieval, UTC; null when open.';
COMMENT ON COLUMN documents.retrieved_at_end_utc IS 'First moment after retrieval, UTC; null: open.';
COMMENT ON COLUMN documents.retrieved_at_date IS 'The day in Kyiv when retrieval begins; null: open.';
COMMENT ON COLUMN documents.retrieved_at_precision IS 'How precisely retrieval is known, as a code; null: not at all.';
COMMENT ON COLUMN documents.language IS 'Language of the text, BCP 47.';
COMMENT ON COLUMN documents.translated_from IS 'Language it was translated from; null: none known.';
COMMENT ON COLUMN documents.media_type IS 'Media type of the fetched bytes; null: not known.';
COMMENT ON COLUMN documents.licence IS 'Licence of the text: an SPDX identifier, or a LicenseRef for other terms (R605).';
COMMENT ON COLUMN documents.quotation_limit_chars IS 'Most characters of its text that its terms allow to be repeated, all wordings and titles together (R606); null: none stated.';
COMMENT ON COLUMN documents.raw_sha256 IS 'SHA-256 of the fetched bytes.';
COMMENT ON COLUMN documents.text_sha256 IS 'SHA-256 of the normalised text in UTF-8; null: a table, whose evidence are cells (R601).';
COMMENT ON COLUMN documents.normalization IS 'Which normalisation the offsets refer to; null: a table.';
COMMENT ON COLUMN documents.length IS 'Length of the normalised text in code points; null: a table.';
COMMENT ON COLUMN documents.daily_series IS 'The daily series whose numbers it carries; null: none. Its days must not leave one out or stand twice (R306), must be in order (R308), and its counters must not begin or end within it without a word (R309).';
COMMENT ON COLUMN documents.status IS 'What became of it.';
COMMENT ON COLUMN documents.replaced_by IS 'The document that replaced it; null: none did.';
COMMENT ON COLUMN documents.note IS 'A remark by the editors; null when there is none.';
COMMENT ON COLUMN documents.embargo_until IS 'Last day on which releases withhold the exact place: coordinates, or the place of an event or figure; null: nothing is withheld.';
COMMENT ON COLUMN documents.recorded_in IS 'The release that held the record first.';

-- id|not_null
SELECT id FROM documents WHERE NOT (id IS NOT NULL);

-- id|pattern
SELECT id FROM documents WHERE NOT (id <> '' AND regexp_extract(id, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = id);

-- id|length
SELECT id FROM documents WHERE NOT (char_length(id) <= 100);

-- kind|not_null
SELECT id FROM documents WHERE NOT (kind IS NOT NULL);

-- kind|code
SELECT id FROM documents WHERE NOT (kind IN ('article', 'digest', 'social_post', 'official_statement', 'report', 'dataset', 'page'));

-- title|length
SELECT id FROM documents WHERE NOT (char_length(title) >= 1 AND char_length(title) <= 2000);

-- publisher|pattern
SELECT id FROM documents WHERE NOT (publisher <> '' AND regexp_extract(publisher, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = publisher);

-- publisher|length
SELECT id FROM documents WHERE NOT (char_length(publisher) <= 100);

-- publisher_basis|code
SELECT id FROM documents WHERE NOT (publisher_basis IN ('inferred', 'not_printed', 'calculated'));

-- publisher_basis_because|length
SELECT id FROM documents WHERE NOT (char_length(publisher_basis_because) >= 1 AND char_length(publisher_basis_because) <= 2000);

-- time_zone_basis|code
SELECT id FROM documents WHERE NOT (time_zone_basis IN ('inferred', 'not_printed', 'calculated'));

-- time_zone_basis_because|length
SELECT id FROM documents WHERE NOT (char_length(time_zone_basis_because) >= 1 AND char_length(time_zone_basis_because) <= 2000);

-- url|pattern
SELECT id FROM documents WHERE NOT (url <> '' AND regexp_extract(url, '^(?:https?://[!-~]+)$', 0) = url);

-- url|length
SELECT id FROM documents WHERE NOT (char_length(url) <= 2000);

-- url_basis|code
SELECT id FROM documents WHERE NOT (url_basis IN ('inferred', 'not_printed', 'calculated'));

-- url_basis_because|length
SELECT id FROM documents WHERE NOT (char_length(url_basis_because) >= 1 AND char_length(url_basis_because) <= 2000);

-- archive_url|pattern
SELECT id FROM documents WHERE NOT (archive_url <> '' AND regexp_extract(archive_url, '^(?:https?://[!-~]+)$', 0) = archive_url);

-- archive_url|length
SELECT id FROM documents WHERE NOT (char_length(archive_url) <= 2000);

-- published_precision|code
SELECT id FROM documents WHERE NOT (published_precision IN ('decade', 'year', 'month', 'season', 'day', 'hour', 'minute', 'second', 'interval'));

-- published_wording|length
SELECT id FROM documents WHERE NOT (char_length(published_wording) >= 1 AND char_length(published_wording) <= 80);

-- published_basis|code
SELECT id FROM documents WHERE NOT (published_basis IN ('inferred', 'not_printed', 'calculated'));

-- published_basis_because|length
SELECT id FROM documents WHERE NOT (char_length(published_basis_because) >= 1 AND char_length(published_basis_because) <= 2000);

-- retrieved_at_precision|code
SELECT id FROM documents WHERE NOT (retrieved_at_precision IN ('decade', 'year', 'month', 'season', 'day', 'hour', 'minute', 'second', 'interval'));

-- language|not_null
SELECT id FROM documents WHERE NOT (language IS NOT NULL);

-- language|pattern
SELECT id FROM documents WHERE NOT (language <> '' AND regexp_extract(language, '^(?:[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)$', 0) = language);

-- translated_from|pattern
SELECT id FROM documents WHERE NOT (translated_from <> '' AND regexp_extract(translated_from, '^(?:[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)$', 0) = translated_from);

-- media_type|code
SELECT id FROM documents WHERE NOT (media_type IN ('text/plain', 'text/csv', 'application/json', 'application/vnd.apache.parquet', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'));

-- licence|not_null
SELECT id FROM documents WHERE NOT (licence IS NOT NULL);

-- licence|pattern
SELECT id FROM documents WHERE NOT (licence <> '' AND regexp_extract(licence, '^(?:(LicenseRef-[A-Za-z0-9.-]+|[A-Za-z0-9][A-Za-z0-9.+-]*))$', 0) = licence);

-- licence|length
SELECT id FROM documents WHERE NOT (char_length(licence) <= 100);

-- quotation_limit_chars|range
SELECT id FROM documents WHERE NOT (quotation_limit_chars >= 0);

-- raw_sha256|not_null
SELECT id FROM documents WHERE NOT (raw_sha256 IS NOT NULL);

-- raw_sha256|pattern
SELECT id FROM documents WHERE NOT (raw_sha256 <> '' AND regexp_extract(raw_sha256, '^(?:[0-9a-f]{64})$', 0) = raw_sha256);

-- text_sha256|pattern
SELECT id FROM documents WHERE NOT (text_sha256 <> '' AND regexp_extract(text_sha256, '^(?:[0-9a-f]{64})$', 0) = text_sha256);

-- normalization|pattern
SELECT id FROM documents WHERE NOT (normalization <> '' AND regexp_extract(normalization, '^(?:n2/1)$', 0) = normalization);

-- length|range
SELECT id FROM documents WHERE NOT (length >= 1);

-- daily_series|pattern
SELECT id FROM documents WHERE NOT (daily_series <> '' AND regexp_extract(daily_series, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = daily_series);

-- daily_series|length
SELECT id FROM documents WHERE NOT (char_length(daily_series) <= 64);

-- status|not_null
SELECT id FROM documents WHERE NOT (status IS NOT NULL);

-- status|code
SELECT id FROM documents WHERE NOT (status IN ('live', 'corrected', 'withdrawn'));

-- replaced_by|pattern
SELECT id FROM documents WHERE NOT (replaced_by <> '' AND regexp_extract(replaced_by, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = replaced_by);

-- replaced_by|length
SELECT id FROM documents WHERE NOT (char_length(replaced_by) <= 100);

-- note|length
SELECT id FROM documents WHERE NOT (char_length(note) >= 1 AND char_length(note) <= 2000);

-- embargo_until|pattern
SELECT id FROM documents WHERE NOT (embargo_until <> '' AND regexp_extract(embargo_until, '^(?:[0-9]{4}-[0-9]{2}-[0-9]{2})$', 0) = embargo_until);

-- recorded_in|not_null
SELECT id FROM documents WHERE NOT (recorded_in IS NOT NULL);

-- primary_key
SELECT id FROM documents GROUP BY id HAVING count(*) > 1;

-- R601|text_sha256_with_normalization
SELECT id FROM documents WHERE NOT ((text_sha256 IS NULL) = (normalization IS NULL));

-- R601|text_sha256_with_length
SELECT id FROM documents WHERE NOT ((text_sha256 IS NULL) = (length IS NULL));

-- R601|text_or_table
SELECT id FROM documents WHERE NOT (text_sha256 IS NOT NULL OR kind = 'dataset');

-- R307|publisher_basis_because
SELECT id FROM documents WHERE NOT ((publisher_basis = 'not_printed' OR publisher_basis_because IS NOT NULL) AND (publisher_basis IS NOT NULL OR publisher_basis_because IS NULL));

-- R307|publisher_basis
SELECT id FROM documents WHERE NOT (publisher IS NULL OR publisher_basis <> 'not_printed');

-- R307|time_zone_basis_because
SELECT id FROM documents WHERE NOT ((time_zone_basis = 'not_printed' OR time_zone_basis_because IS NOT NULL) AND (time_zone_basis IS NOT NULL OR time_zone_basis_because IS NULL));

-- R307|time_zone_basis
SELECT id FROM documents WHERE NOT (time_zone IS NULL OR time_zone_basis <> 'not_printed');

-- R307|url_basis_because
SELECT id FROM documents WHERE NOT ((url_basis = 'not_printed' OR url_basis_because IS NOT NULL) AND (url_basis IS NOT NULL OR url_basis_because IS NULL));

-- R307|url_basis
SELECT id FROM documents WHERE NOT (url IS NULL OR url_basis <> 'not_printed');

-- R303|published_utc_to_published_end_utc
SELECT id FROM documents WHERE NOT (published_utc < published_end_utc);

-- R303|published_date_with_published_utc
SELECT id FROM documents WHERE NOT ((published_date IS NULL) = (published_utc IS NULL));

-- R303|published_utc
SELECT id FROM documents WHERE NOT (published IS NOT NULL OR (published_utc IS NULL AND published_end_utc IS NULL));

-- R303|published_with_published_precision
SELECT id FROM documents WHERE NOT ((published IS NULL) = (published_precision IS NULL));

-- R307|published_basis_because
SELECT id FROM documents WHERE NOT ((published_basis = 'not_printed' OR published_basis_because IS NOT NULL) AND (published_basis IS NOT NULL OR published_basis_because IS NULL));

-- R307|published_basis
SELECT id FROM documents WHERE NOT (published IS NULL OR published_basis <> 'not_printed');

-- R303|retrieved_at_utc_to_retrieved_at_end_utc
SELECT id FROM documents WHERE NOT (retrieved_at_utc < retrieved_at_end_utc);

-- R303|retrieved_at_date_with_retrieved_at_utc
SELECT id FROM documents WHERE NOT ((retrieved_at_date IS NULL) = (retrieved_at_utc IS NULL));

-- R303|retrieved_at_utc
SELECT id FROM documents WHERE NOT (retrieved_at IS NOT NULL OR (retrieved_at_utc IS NULL AND retrieved_at_end_utc IS NULL));

-- R303|retrieved_at_with_retrieved_at_precision
SELECT id FROM documents WHERE NOT ((retrieved_at IS NULL) = (retrieved_at_precision IS NULL));

-- kind|listed
SELECT this.id FROM documents AS this WHERE this.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'document_kind' AND codes.code = this.kind);

-- publisher|reference
SELECT this.id FROM documents AS this WHERE this.publisher IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.publisher);

-- publisher_basis|listed
SELECT this.id FROM documents AS this WHERE this.publisher_basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.publisher_basis);

-- time_zone_basis|listed
SELECT this.id FROM documents AS this WHERE this.time_zone_basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.time_zone_basis);

-- url_basis|listed
SELECT this.id FROM documents AS this WHERE this.url_basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.url_basis);

-- published_precision|listed
SELECT this.id FROM documents AS this WHERE this.published_precision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'precision' AND codes.code = this.published_precision);

-- published_basis|listed
SELECT this.id FROM documents AS this WHERE this.published_basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.published_basis);

-- retrieved_at_precision|listed
SELECT this.id FROM documents AS this WHERE this.retrieved_at_precision IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'precision' AND codes.code = this.retrieved_at_precision);

-- daily_series|reference
SELECT this.id FROM documents AS this WHERE this.daily_series IS NOT NULL AND NOT EXISTS (SELECT 1 FROM series WHERE series.code = this.daily_series);

-- status|listed
SELECT this.id FROM documents AS this WHERE this.status IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'document_status' AND codes.code = this.status);

-- replaced_by|reference
SELECT this.id FROM documents AS this WHERE this.replaced_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.replaced_by);
