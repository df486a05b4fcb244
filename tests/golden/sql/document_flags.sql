CREATE TABLE document_flags (
  document VARCHAR NOT NULL,
  flag VARCHAR NOT NULL
);
COMMENT ON TABLE document_flags IS 'What a reader should know of the document.';
COMMENT ON COLUMN document_flags.document IS 'One document.';
COMMENT ON COLUMN document_flags.flag IS 'What a reader should know of the document.';

-- document|not_null
SELECT document, flag FROM document_flags WHERE NOT (document IS NOT NULL);

-- document|pattern
SELECT document, flag FROM document_flags WHERE NOT (document <> '' AND regexp_extract(document, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = document);

-- document|length
SELECT document, flag FROM document_flags WHERE NOT (char_length(document) <= 100);

-- flag|not_null
SELECT document, flag FROM document_flags WHERE NOT (flag IS NOT NULL);

-- flag|code
SELECT document, flag FROM document_flags WHERE NOT (flag IN ('headline_contradicts_body', 'headline_overclaims', 'summary_contradicts_body', 'no_date_printed', 'no_year_printed', 'no_publisher_printed', 'looks_republished', 'feed_in_text', 'machine_voice'));

-- primary_key
SELECT document, flag FROM document_flags GROUP BY document, flag HAVING count(*) > 1;

-- document|reference
SELECT this.document, this.flag FROM document_flags AS this WHERE this.document IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.document);

-- flag|listed
SELECT this.document, this.flag FROM document_flags AS this WHERE this.flag IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'document_flag' AND codes.code = this.flag);
