CREATE TABLE keys (
  table_name VARCHAR NOT NULL,
  row_key VARCHAR NOT NULL,
  row_digest VARCHAR NOT NULL,
  first_release VARCHAR NOT NULL,
  last_changed_release VARCHAR NOT NULL
);
COMMENT ON TABLE keys IS 'One row of any table but this one, `changes` and `releases`.';
COMMENT ON COLUMN keys.table_name IS 'The table that holds the row.';
COMMENT ON COLUMN keys.row_key IS 'The values of the row''s primary key, a JSON array.';
COMMENT ON COLUMN keys.row_digest IS 'The first 32 hexadecimal digits of the SHA-256 of all its values as text: a JSON array in the order of the columns.';
COMMENT ON COLUMN keys.first_release IS 'The release that brought the row.';
COMMENT ON COLUMN keys.last_changed_release IS 'The last release that changed the row, or that brought it.';

-- table_name|not_null
SELECT table_name, row_key FROM keys WHERE NOT (table_name IS NOT NULL);

-- row_key|not_null
SELECT table_name, row_key FROM keys WHERE NOT (row_key IS NOT NULL);

-- row_digest|not_null
SELECT table_name, row_key FROM keys WHERE NOT (row_digest IS NOT NULL);

-- row_digest|pattern
SELECT table_name, row_key FROM keys WHERE NOT (row_digest <> '' AND regexp_extract(row_digest, '^(?:[0-9a-f]{32})$', 0) = row_digest);

-- first_release|not_null
SELECT table_name, row_key FROM keys WHERE NOT (first_release IS NOT NULL);

-- last_changed_release|not_null
SELECT table_name, row_key FROM keys WHERE NOT (last_changed_release IS NOT NULL);

-- primary_key
SELECT table_name, row_key FROM keys GROUP BY table_name, row_key HAVING count(*) > 1;
