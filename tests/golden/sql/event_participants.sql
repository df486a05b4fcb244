CREATE TABLE event_participants (
  event VARCHAR NOT NULL,
  actor VARCHAR NOT NULL,
  role VARCHAR NOT NULL
);
COMMENT ON TABLE event_participants IS 'One actor''s part in one event.';
COMMENT ON COLUMN event_participants.event IS 'The event.';
COMMENT ON COLUMN event_participants.actor IS 'Who took part.';
COMMENT ON COLUMN event_participants.role IS 'As what.';

-- event|not_null
SELECT event, actor, role FROM event_participants WHERE NOT (event IS NOT NULL);

-- event|pattern
SELECT event, actor, role FROM event_participants WHERE NOT (event <> '' AND regexp_extract(event, '^(?:evt_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = event);

-- event|length
SELECT event, actor, role FROM event_participants WHERE NOT (char_length(event) <= 100);

-- actor|not_null
SELECT event, actor, role FROM event_participants WHERE NOT (actor IS NOT NULL);

-- actor|pattern
SELECT event, actor, role FROM event_participants WHERE NOT (actor <> '' AND regexp_extract(actor, '^(?:act_([0-9]{4}-(0[1-9]|1[0-2])_)?[a-z0-9]+(-[a-z0-9]+)*)$', 0) = actor);

-- actor|length
SELECT event, actor, role FROM event_participants WHERE NOT (char_length(actor) <= 100);

-- role|not_null
SELECT event, actor, role FROM event_participants WHERE NOT (role IS NOT NULL);

-- role|pattern
SELECT event, actor, role FROM event_participants WHERE NOT (role <> '' AND regexp_extract(role, '^(?:[a-z][a-z0-9]*(_[a-z0-9]+)*)$', 0) = role);

-- role|length
SELECT event, actor, role FROM event_participants WHERE NOT (char_length(role) <= 64);

-- primary_key
SELECT event, actor, role FROM event_participants GROUP BY event, actor, role HAVING count(*) > 1;

-- event|reference
SELECT this.event, this.actor, this.role FROM event_participants AS this WHERE this.event IS NOT NULL AND NOT EXISTS (SELECT 1 FROM events WHERE events.id = this.event);

-- actor|reference
SELECT this.event, this.actor, this.role FROM event_participants AS this WHERE this.actor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM actors WHERE actors.id = this.actor);

-- role|listed
SELECT this.event, this.actor, this.role FROM event_participants AS this WHERE this.role IS NOT NULL AND NOT EXISTS (SELECT 1 FROM codes WHERE codes.vocabulary = 'participant_role' AND codes.code = this.role);
