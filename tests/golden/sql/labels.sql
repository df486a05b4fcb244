CREATE TABLE labels (
  record VARCHAR NOT NULL,
  language VARCHAR NOT NULL,
  text VARCHAR NOT NULL,
  kind VARCHAR NOT NULL
);
COMMENT ON TABLE labels IS 'One name of an actor, place or item in one language.';
COMMENT ON COLUMN labels.record IS 'The actor, place or item so named.';
COMMENT ON COLUMN labels.language IS 'Language of the name, BCP 47.';
COMMENT ON COLUMN labels.text IS 'The name itself.';
COMMENT ON COLUMN labels.kind IS 'Whether it is the usual name, another name, or a transliteration.';

-- record|not_null
SELECT record, language, text FROM labels WHERE NOT (record IS NOT NULL);

-- language|not_null
SELECT record, language, text FROM labels WHERE NOT (language IS NOT NULL);

-- language|pattern
SELECT record, language, text FROM labels WHERE NOT (language <> '' AND regexp_extract(language, '^(?:[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)$', 0) = language);

-- text|not_null
SELECT record, language, text FROM labels WHERE NOT (text IS NOT NULL);

-- text|length
SELECT record, language, text FROM labels WHERE NOT (char_length(text) >= 1 AND char_length(text) <= 200);

-- kind|not_null
SELECT record, language, text FROM labels WHERE NOT (kind IS NOT NULL);

-- kind|code
SELECT record, language, text FROM labels WHERE NOT (kind IN ('name', 'alias', 'transliteration'));

-- primary_key
SELECT record, language, text FROM labels GROUP BY record, language, text HAVING count(*) > 1;

-- record|reference
SELECT this.record, this.language, this.text FROM labels AS this WHERE this.record IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.record) AND NOT EXISTS (SELECT 1 FROM places WHERE places.id = this.record) AND NOT EXISTS (SELECT 1 FROM items WHERE items.id = this.record);

-- kind|listed
SELECT this.record, this.language, this.text FROM labels AS this WHERE this.kind IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'label_kind' AND codes.code = this.kind);
