-- kind: open, conversation, notes, staff or group; roles: who may enter without a grant, a blank around each;
-- members: how many grants there are
CREATE TABLE chat_room (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  roles TEXT NOT NULL,
  encrypted INTEGER NOT NULL,
  members INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site, room)
) ${clustered};

CREATE INDEX chat_room_kind ON chat_room (site, kind);

-- who may enter a room though their role does not say so
CREATE TABLE chat_grant (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (site, room, person)
) ${clustered};

CREATE INDEX chat_grant_person ON chat_grant (site, person);

-- the newest message of a room; apart from the room itself, because this changes with each message
CREATE TABLE chat_activity (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  last_offset BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (site, room)
) ${clustered};

CREATE INDEX chat_activity_at ON chat_activity (site, at, room);

-- who is or was in a room; read_number: the number of the message at read_offset
CREATE TABLE chat_member (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  delivered BIGINT NOT NULL,
  read_offset BIGINT NOT NULL,
  read_number BIGINT NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (site, room, person)
) ${clustered};

CREATE INDEX chat_member_person ON chat_member (site, person);

-- number: how many messages the room has up to this one, without notices; details: JSON, what few messages have;
-- reactions: JSON, their counts
CREATE TABLE chat_message (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  message_offset BIGINT NOT NULL,
  number BIGINT NOT NULL,
  kind TEXT NOT NULL,
  sender TEXT NOT NULL,
  sender_role TEXT NOT NULL,
  sender_name TEXT NOT NULL,
  client_id TEXT,
  body_hash TEXT,
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  reply_to BIGINT,
  details TEXT,
  reactions TEXT,
  edited_at BIGINT,
  deleted INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (site, room, message_offset)
) ${clustered};

CREATE UNIQUE INDEX chat_message_client ON chat_message (site, room, sender, client_id)
  WHERE client_id IS NOT NULL;

CREATE INDEX chat_message_reply ON chat_message (site, room, reply_to) WHERE reply_to IS NOT NULL;

-- what a message said before the event at revision_offset changed it; at: since when it had said so
CREATE TABLE chat_revision (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  message_offset BIGINT NOT NULL,
  revision_offset BIGINT NOT NULL,
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (site, room, message_offset, revision_offset)
) ${clustered};

CREATE TABLE chat_mention (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  person TEXT NOT NULL,
  message_offset BIGINT NOT NULL,
  told_offset BIGINT NOT NULL,
  PRIMARY KEY (site, room, person, message_offset)
) ${clustered};

CREATE INDEX chat_mention_message ON chat_mention (site, room, message_offset);

CREATE TABLE chat_reaction (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  message_offset BIGINT NOT NULL,
  emoji TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (site, room, message_offset, emoji, person)
) ${clustered};

CREATE INDEX chat_reaction_person ON chat_reaction (site, room, person, message_offset);

-- where people left something though they are no member: they went, reacted, or are in a notice
CREATE TABLE chat_trace (
  site TEXT NOT NULL,
  person TEXT NOT NULL,
  room TEXT NOT NULL,
  PRIMARY KEY (site, person, room)
) ${clustered};

-- what can be searched, newest last; its words are where the database searches best
CREATE TABLE chat_searchable (
  id BIGINT PRIMARY KEY,
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  message_offset BIGINT NOT NULL,
  UNIQUE (site, room, message_offset)
) ${clustered};
