CREATE TABLE document_numbers (
  document VARCHAR NOT NULL,
  span_start BIGINT NOT NULL,
  span_end BIGINT NOT NULL,
  record VARCHAR,
  reason VARCHAR
);
COMMENT ON TABLE document_numbers IS 'One number token of one document''s text.';
COMMENT ON COLUMN document_numbers.document IS 'The document.';
COMMENT ON COLUMN document_numbers.span_start IS 'First code point of the token.';
COMMENT ON COLUMN document_numbers.span_end IS 'First code point after the token.';
COMMENT ON COLUMN document_numbers.record IS 'The record that holds the number; null: none does.';
COMMENT ON COLUMN document_numbers.reason IS 'Why no record holds it; null: one does. One of the two must stand (R608).';

-- document|not_null
SELECT document, span_start FROM document_numbers WHERE NOT (document IS NOT NULL);

-- document|pattern
SELECT document, span_start FROM document_numbers WHERE NOT (document <> '' AND regexp_extract(document, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = document);

-- document|length
SELECT document, span_start FROM document_numbers WHERE NOT (char_length(document) <= 100);

-- span_start|not_null
SELECT document, span_start FROM document_numbers WHERE NOT (span_start IS NOT NULL);

-- span_end|not_null
SELECT document, span_start FROM document_numbers WHERE NOT (span_end IS NOT NULL);

-- record|pattern
SELECT document, span_start FROM document_numbers WHERE NOT (record <> '' AND regexp_extract(record, '^(?:(doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|plc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|itm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|clm_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|fig_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|lnk_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*|rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*))$', 0) = record);

-- record|length
SELECT document, span_start FROM document_numbers WHERE NOT (char_length(record) <= 100);

-- reason|code
SELECT document, span_start FROM document_numbers WHERE NOT (reason IN ('date', 'clock_time', 'duration', 'age', 'ordinal', 'pronoun', 'name', 'designator', 'title', 'repeated', 'byline', 'feed', 'page_furniture', 'copyright_year', 'idiom'));

-- primary_key
SELECT document, span_start FROM document_numbers GROUP BY document, span_start HAVING count(*) > 1;

-- R601|span_start_to_span_end
SELECT document, span_start FROM document_numbers WHERE NOT (span_start < span_end);

-- R608|record_or_reason
SELECT document, span_start FROM document_numbers WHERE NOT ((record IS NULL) = (reason IS NOT NULL));

-- document|reference
SELECT this.document, this.span_start FROM document_numbers AS this WHERE this.document IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.document);

-- record|reference
SELECT this.document, this.span_start FROM document_numbers AS this WHERE this.record IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.record) AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.record) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.record) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.record) AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.record) AND NOT EXISTS (SELECT 1 FROM claims WHERE claims.id = this.record) AND NOT EXISTS (SELECT 1 FROM figures WHERE figures.id = this.record) AND NOT EXISTS (SELECT 1 FROM links WHERE links.id = this.record);

-- reason|listed
SELECT this.document, this.span_start FROM document_numbers AS this WHERE this.reason IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'coverage_reason' AND codes.code = this.reason);
