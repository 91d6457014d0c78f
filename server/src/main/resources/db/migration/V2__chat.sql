CREATE TABLE chat_message (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  message_offset BIGINT NOT NULL,
  sender TEXT NOT NULL,
  sender_name TEXT NOT NULL,
  sender_role TEXT NOT NULL,
  client_id TEXT,
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (site, room, message_offset)
) ${clustered};
