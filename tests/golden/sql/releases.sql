CREATE TABLE releases (
  release VARCHAR NOT NULL,
  manifest_sha256 VARCHAR,
  schema_version VARCHAR NOT NULL
);
COMMENT ON TABLE releases IS 'One release of the dataset, this one and those before it.';
COMMENT ON COLUMN releases.release IS 'Its version.';
COMMENT ON COLUMN releases.manifest_sha256 IS 'SHA-256 of its `manifest.json`; null: this release, whose manifest answers for this table.';
COMMENT ON COLUMN releases.schema_version IS 'Version of its tables'' schema.';

-- release|not_null
SELECT release FROM releases WHERE NOT (release IS NOT NULL);

-- schema_version|not_null
SELECT release FROM releases WHERE NOT (schema_version IS NOT NULL);

-- primary_key
SELECT release FROM releases GROUP BY release HAVING count(*) > 1;
