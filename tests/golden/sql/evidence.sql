CREATE TABLE evidence (
  record VARCHAR NOT NULL,
  field VARCHAR NOT NULL,
  document VARCHAR NOT NULL,
  selector VARCHAR NOT NULL,
  span_start BIGINT,
  span_end BIGINT,
  number_start BIGINT,
  number_end BIGINT,
  number_sha256 VARCHAR,
  span_sha256 VARCHAR,
  prefix_sha256 VARCHAR,
  suffix_sha256 VARCHAR,
  row_key VARCHAR,
  column_name VARCHAR
);
COMMENT ON TABLE evidence IS 'One span, or cell, of one document that one field of one record rests on.';
COMMENT ON COLUMN evidence.record IS 'The record that rests on the span.';
COMMENT ON COLUMN evidence.field IS 'Its field: evidence, a date''s wording, or a title.';
COMMENT ON COLUMN evidence.document IS 'The document.';
COMMENT ON COLUMN evidence.selector IS 'Whether it points into text or a table.';
COMMENT ON COLUMN evidence.span_start IS 'First code point of the normalised text; null: a table''s cell.';
COMMENT ON COLUMN evidence.span_end IS 'First code point after it; null: a table''s cell.';
COMMENT ON COLUMN evidence.number_start IS 'First code point of a figure''s wording in the span; null: not there.';
COMMENT ON COLUMN evidence.number_end IS 'First code point after a figure''s wording; null: not there.';
COMMENT ON COLUMN evidence.number_sha256 IS 'SHA-256 of the wording as printed; null: not there. Must be that of the record''s wording (R609).';
COMMENT ON COLUMN evidence.span_sha256 IS 'SHA-256 of the span in UTF-8; null: a table''s cell.';
COMMENT ON COLUMN evidence.prefix_sha256 IS 'SHA-256 of up to 32 characters before the span; null: a cell.';
COMMENT ON COLUMN evidence.suffix_sha256 IS 'SHA-256 of up to 32 characters after the span; null: a cell.';
COMMENT ON COLUMN evidence.row_key IS 'Key of the row: the values of the table''s key columns, joined by `|`; a value''s own `%` and `|` are written %25 and %7C. Null: a span of text.';
COMMENT ON COLUMN evidence.column_name IS 'Name of the column as printed; null: a span of text.';

-- record|not_null
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (record IS NOT NULL);

-- record|pattern
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (record <> '' AND regexp_extract(record, '^(?:(doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|lnk_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*))$', 0) = record);

-- record|length
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (char_length(record) <= 100);

-- field|not_null
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (field IS NOT NULL);

-- field|pattern
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (field <> '' AND regexp_extract(field, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = field);

-- field|length
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (char_length(field) <= 64);

-- document|not_null
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (document IS NOT NULL);

-- document|pattern
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (document <> '' AND regexp_extract(document, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = document);

-- document|length
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (char_length(document) <= 100);

-- selector|not_null
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (selector IS NOT NULL);

-- selector|code
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (selector IN ('text', 'cell'));

-- span_start|range
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (span_start >= 0);

-- span_end|range
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (span_end >= 0);

-- number_start|range
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (number_start >= 0);

-- number_end|range
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (number_end >= 0);

-- number_sha256|pattern
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (number_sha256 <> '' AND regexp_extract(number_sha256, '^(?:[0-9a-f]{64})$', 0) = number_sha256);

-- span_sha256|pattern
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (span_sha256 <> '' AND regexp_extract(span_sha256, '^(?:[0-9a-f]{64})$', 0) = span_sha256);

-- prefix_sha256|pattern
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (prefix_sha256 <> '' AND regexp_extract(prefix_sha256, '^(?:[0-9a-f]{64})$', 0) = prefix_sha256);

-- suffix_sha256|pattern
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (suffix_sha256 <> '' AND regexp_extract(suffix_sha256, '^(?:[0-9a-f]{64})$', 0) = suffix_sha256);

-- row_key|length
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (char_length(row_key) <= 200);

-- column_name|length
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (char_length(column_name) <= 200);

-- primary_key
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence GROUP BY document, record, field, span_start, span_end, row_key, column_name HAVING count(*) > 1;

-- R601|span_start_to_span_end
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (span_start < span_end);

-- R601|number_start_to_number_end
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (number_start < number_end);

-- R601|number_start_with_number_end
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT ((number_start IS NULL) = (number_end IS NULL));

-- R601|number_start_with_number_sha256
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT ((number_start IS NULL) = (number_sha256 IS NULL));

-- R601|text
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (selector <> 'text' OR (span_start IS NOT NULL AND span_end IS NOT NULL AND span_sha256 IS NOT NULL AND row_key IS NULL AND column_name IS NULL));

-- R601|cell
SELECT document, record, field, span_start, span_end, row_key, column_name FROM evidence WHERE NOT (selector <> 'cell' OR (row_key IS NOT NULL AND column_name IS NOT NULL AND span_start IS NULL AND span_end IS NULL AND span_sha256 IS NULL AND prefix_sha256 IS NULL AND suffix_sha256 IS NULL AND number_start IS NULL));

-- record|reference
SELECT this.document, this.record, this.field, this.span_start, this.span_end, this.row_key, this.column_name FROM evidence AS this WHERE this.record IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.record) AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.record) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.record) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.record) AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.record) AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.record) AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.record) AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = this.record);

-- document|reference
SELECT this.document, this.record, this.field, this.span_start, this.span_end, this.row_key, this.column_name FROM evidence AS this WHERE this.document IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.document);

-- selector|listed
SELECT this.document, this.record, this.field, this.span_start, this.span_end, this.row_key, this.column_name FROM evidence AS this WHERE this.selector IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'selector' AND codes.code = this.selector);
