CREATE TABLE document_derivations (
  document VARCHAR NOT NULL,
  position BIGINT NOT NULL,
  origin VARCHAR,
  relation VARCHAR NOT NULL,
  unseen BOOLEAN,
  basis VARCHAR,
  basis_because VARCHAR
);
COMMENT ON TABLE document_derivations IS 'One document from which another was made.';
COMMENT ON COLUMN document_derivations.document IS 'The document that was made from another.';
COMMENT ON COLUMN document_derivations.position IS 'Place in the order given, from 1.';
COMMENT ON COLUMN document_derivations.origin IS 'The document it was made from; null: not known.';
COMMENT ON COLUMN document_derivations.relation IS 'How it was made.';
COMMENT ON COLUMN document_derivations.unseen IS 'True when the origin is not among our documents (R503); null: it is.';
COMMENT ON COLUMN document_derivations.basis IS 'Why we think so; null: the document says so. Whether the value was inferred, calculated, or is not printed at all.';
COMMENT ON COLUMN document_derivations.basis_because IS 'Why we think so; null: the document says so. What it was inferred from. An inferred value must give it (R307).';

-- document|not_null
SELECT document, position FROM document_derivations WHERE NOT (document IS NOT NULL);

-- document|pattern
SELECT document, position FROM document_derivations WHERE NOT (document <> '' AND regexp_extract(document, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = document);

-- document|length
SELECT document, position FROM document_derivations WHERE NOT (char_length(document) <= 100);

-- position|not_null
SELECT document, position FROM document_derivations WHERE NOT (position IS NOT NULL);

-- position|range
SELECT document, position FROM document_derivations WHERE NOT (position >= 1);

-- origin|pattern
SELECT document, position FROM document_derivations WHERE NOT (origin <> '' AND regexp_extract(origin, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = origin);

-- origin|length
SELECT document, position FROM document_derivations WHERE NOT (char_length(origin) <= 100);

-- relation|not_null
SELECT document, position FROM document_derivations WHERE NOT (relation IS NOT NULL);

-- relation|code
SELECT document, position FROM document_derivations WHERE NOT (relation IN ('republishes', 'translates', 'excerpts', 'follows'));

-- basis|code
SELECT document, position FROM document_derivations WHERE NOT (basis IN ('inferred', 'not_printed', 'calculated'));

-- basis_because|length
SELECT document, position FROM document_derivations WHERE NOT (char_length(basis_because) >= 1 AND char_length(basis_because) <= 2000);

-- primary_key
SELECT document, position FROM document_derivations GROUP BY document, position HAVING count(*) > 1;

-- R503|origin_or_unseen
SELECT document, position FROM document_derivations WHERE NOT ((origin IS NOT NULL OR (unseen IS NOT NULL AND unseen)) AND (origin IS NULL OR unseen IS NULL OR NOT unseen));

-- document|reference
SELECT this.document, this.position FROM document_derivations AS this WHERE this.document IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.document);

-- origin|reference
SELECT this.document, this.position FROM document_derivations AS this WHERE this.origin IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.origin);

-- relation|listed
SELECT this.document, this.position FROM document_derivations AS this WHERE this.relation IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'derivation_relation' AND codes.code = this.relation);

-- basis|listed
SELECT this.document, this.position FROM document_derivations AS this WHERE this.basis IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'basis_kind' AND codes.code = this.basis);
