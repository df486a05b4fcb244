CREATE TABLE roles (
  actor VARCHAR NOT NULL,
  role VARCHAR NOT NULL,
  organisation VARCHAR,
  period VARCHAR,
  period_start DATE,
  period_end DATE,
  document VARCHAR NOT NULL
);
COMMENT ON TABLE roles IS 'One office of one actor according to one document.';
COMMENT ON COLUMN roles.actor IS 'The actor who held the office.';
COMMENT ON COLUMN roles.role IS 'The office, an actor of kind office (R205).';
COMMENT ON COLUMN roles.organisation IS 'The body the office belongs to; null: not stated.';
COMMENT ON COLUMN roles.period IS 'When the office was held; null: not stated.';
COMMENT ON COLUMN roles.period_start IS 'First day of the time in office; null when open.';
COMMENT ON COLUMN roles.period_end IS 'Last day of the time in office, itself included; null when open.';
COMMENT ON COLUMN roles.document IS 'The document that says so.';

-- actor|not_null
SELECT actor, role, document FROM roles WHERE NOT (actor IS NOT NULL);

-- actor|pattern
SELECT actor, role, document FROM roles WHERE NOT (actor <> '' AND regexp_extract(actor, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = actor);

-- actor|length
SELECT actor, role, document FROM roles WHERE NOT (char_length(actor) <= 100);

-- role|not_null
SELECT actor, role, document FROM roles WHERE NOT (role IS NOT NULL);

-- role|pattern
SELECT actor, role, document FROM roles WHERE NOT (role <> '' AND regexp_extract(role, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = role);

-- role|length
SELECT actor, role, document FROM roles WHERE NOT (char_length(role) <= 100);

-- organisation|pattern
SELECT actor, role, document FROM roles WHERE NOT (organisation <> '' AND regexp_extract(organisation, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = organisation);

-- organisation|length
SELECT actor, role, document FROM roles WHERE NOT (char_length(organisation) <= 100);

-- document|not_null
SELECT actor, role, document FROM roles WHERE NOT (document IS NOT NULL);

-- document|pattern
SELECT actor, role, document FROM roles WHERE NOT (document <> '' AND regexp_extract(document, '^(?:doc_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = document);

-- document|length
SELECT actor, role, document FROM roles WHERE NOT (char_length(document) <= 100);

-- primary_key
SELECT actor, role, document FROM roles GROUP BY actor, role, document HAVING count(*) > 1;

-- actor|reference
SELECT this.actor, this.role, this.document FROM roles AS this WHERE this.actor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.actor);

-- role|reference
SELECT this.actor, this.role, this.document FROM roles AS this WHERE this.role IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.role);

-- organisation|reference
SELECT this.actor, this.role, this.document FROM roles AS this WHERE this.organisation IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.organisation);

-- document|reference
SELECT this.actor, this.role, this.document FROM roles AS this WHERE this.document IS NOT NULL AND NOT EXISTS (SELECT 1 FROM documents WHERE documents.id = this.document);
