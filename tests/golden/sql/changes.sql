CREATE TABLE changes (
  table_name VARCHAR NOT NULL,
  row_key VARCHAR NOT NULL,
  release VARCHAR NOT NULL,
  change VARCHAR NOT NULL,
  field VARCHAR,
  old VARCHAR,
  new VARCHAR,
  record VARCHAR NOT NULL,
  reason VARCHAR,
  changelog_id VARCHAR
);
COMMENT ON TABLE changes IS 'One value that a release changed, or one row that it added.';
COMMENT ON COLUMN changes.table_name IS 'The table that holds the row.';
COMMENT ON COLUMN changes.row_key IS 'The values of the row''s primary key, a JSON array.';
COMMENT ON COLUMN changes.release IS 'The release that brought the change.';
COMMENT ON COLUMN changes.change IS 'What happened to the row.';
COMMENT ON COLUMN changes.field IS 'The column; null: the whole row was added.';
COMMENT ON COLUMN changes.old IS 'Its value before, as text; null: none.';
COMMENT ON COLUMN changes.new IS 'Its value since, as text; null: none.';
COMMENT ON COLUMN changes.record IS 'The record to which the row belongs: of a row of a list, that which has the list.';
COMMENT ON COLUMN changes.reason IS 'Why it changed; null: not given.';
COMMENT ON COLUMN changes.changelog_id IS 'The entry of the changelog; null: none.';

-- table_name|not_null
SELECT table_name, row_key, release, field FROM changes WHERE NOT (table_name IS NOT NULL);

-- row_key|not_null
SELECT table_name, row_key, release, field FROM changes WHERE NOT (row_key IS NOT NULL);

-- release|not_null
SELECT table_name, row_key, release, field FROM changes WHERE NOT (release IS NOT NULL);

-- change|not_null
SELECT table_name, row_key, release, field FROM changes WHERE NOT (change IS NOT NULL);

-- change|code
SELECT table_name, row_key, release, field FROM changes WHERE NOT (change IN ('added', 'changed', 'removed'));

-- record|not_null
SELECT table_name, row_key, release, field FROM changes WHERE NOT (record IS NOT NULL);

-- reason|code
SELECT table_name, row_key, release, field FROM changes WHERE NOT (reason IN ('source_corrected', 'new_source', 'curation_error', 'extraction_error', 'reviewed', 'reference_updated', 'embargo', 'withheld', 'retired', 'rule', 'schema'));

-- primary_key
SELECT table_name, row_key, release, field FROM changes GROUP BY table_name, row_key, release, field HAVING count(*) > 1;

-- reason|listed
SELECT this.table_name, this.row_key, this.release, this.field FROM changes AS this WHERE this.reason IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'change_reason' AND codes.code = this.reason);
