CREATE TABLE review_changes (
  review VARCHAR NOT NULL,
  field VARCHAR NOT NULL,
  old VARCHAR,
  new VARCHAR
);
COMMENT ON TABLE review_changes IS 'One field changed by one review.';
COMMENT ON COLUMN review_changes.review IS 'The review.';
COMMENT ON COLUMN review_changes.field IS 'The field.';
COMMENT ON COLUMN review_changes.old IS 'Its value before; null: it had none.';
COMMENT ON COLUMN review_changes.new IS 'Its value after; null: it was removed.';

-- review|not_null
SELECT review, field FROM review_changes WHERE NOT (review IS NOT NULL);

-- review|pattern
SELECT review, field FROM review_changes WHERE NOT (review <> '' AND regexp_extract(review, '^(?:rev_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = review);

-- review|length
SELECT review, field FROM review_changes WHERE NOT (char_length(review) <= 100);

-- field|not_null
SELECT review, field FROM review_changes WHERE NOT (field IS NOT NULL);

-- field|pattern
SELECT review, field FROM review_changes WHERE NOT (field <> '' AND regexp_extract(field, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = field);

-- field|length
SELECT review, field FROM review_changes WHERE NOT (char_length(field) <= 64);

-- old|length
SELECT review, field FROM review_changes WHERE NOT (char_length(old) >= 1 AND char_length(old) <= 2000);

-- new|length
SELECT review, field FROM review_changes WHERE NOT (char_length(new) >= 1 AND char_length(new) <= 2000);

-- primary_key
SELECT review, field FROM review_changes GROUP BY review, field HAVING count(*) > 1;

-- review|reference
SELECT this.review, this.field FROM review_changes AS this WHERE this.review IS NOT NULL AND NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.id = this.review);
