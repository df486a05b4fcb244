CREATE TABLE changes (
  record VARCHAR NOT NULL,
  table_name VARCHAR NOT NULL,
  field VARCHAR,
  old VARCHAR,
  new VARCHAR,
  release VARCHAR NOT NULL,
  reason VARCHAR,
  changelog_id VARCHAR
);
COMMENT ON TABLE changes IS 'One value of one record that differs between two releases.';
COMMENT ON COLUMN changes.record IS 'Key of the record.';
COMMENT ON COLUMN changes.table_name IS 'The table that holds it.';
COMMENT ON COLUMN changes.field IS 'The column; null: the whole row came or went.';
COMMENT ON COLUMN changes.old IS 'Value before, as text; null: none.';
COMMENT ON COLUMN changes.new IS 'Value after, as text; null: none.';
COMMENT ON COLUMN changes.release IS 'The release that first has the new value.';
COMMENT ON COLUMN changes.reason IS 'Why it changed; null: not given.';
COMMENT ON COLUMN changes.changelog_id IS 'Entry of the changelog; null: none.';

-- record|not_null
SELECT release, table_name, record, field FROM changes WHERE NOT (record IS NOT NULL);

-- table_name|not_null
SELECT release, table_name, record, field FROM changes WHERE NOT (table_name IS NOT NULL);

-- release|not_null
SELECT release, table_name, record, field FROM changes WHERE NOT (release IS NOT NULL);

-- primary_key
SELECT release, table_name, record, field FROM changes GROUP BY release, table_name, record, field HAVING count(*) > 1;
