-- Messages in the order in which they come, found by an index: clustered by room, each one was written to a page of its
-- own, which holds but a dozen, so that they often had to be split.
CREATE TABLE chat_message_row (
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
);

INSERT INTO chat_message_row
SELECT site, room, message_offset, number, kind, sender, sender_role, sender_name, client_id, body_hash, text, at,
  reply_to, details, reactions, edited_at, deleted
FROM chat_message ORDER BY site, room, message_offset;

DROP TABLE chat_message;

ALTER TABLE chat_message_row RENAME TO chat_message;

CREATE UNIQUE INDEX chat_message_client ON chat_message (site, room, sender, client_id)
  WHERE client_id IS NOT NULL;

CREATE INDEX chat_message_reply ON chat_message (site, room, reply_to) WHERE reply_to IS NOT NULL;
