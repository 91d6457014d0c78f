CREATE TABLE ledger (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  epoch TEXT NOT NULL
);

-- head: the newest offset, 0 for none; floor: the oldest offset still kept;
-- generation: how often the history was reset on purpose
CREATE TABLE channel (
  id ${identity},
  site TEXT NOT NULL,
  name TEXT NOT NULL,
  generation BIGINT NOT NULL DEFAULT 0,
  head BIGINT NOT NULL DEFAULT 0,
  floor BIGINT NOT NULL DEFAULT 1,
  UNIQUE (site, name)
);

CREATE TABLE event (
  position ${identity},
  channel_id BIGINT NOT NULL,
  event_offset BIGINT NOT NULL,
  type TEXT NOT NULL,
  data TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT,
  UNIQUE (channel_id, event_offset)
);

-- idempotency keys: the first 16 bytes of SHA-256 each
CREATE TABLE request (
  key ${bytes} PRIMARY KEY,
  hash ${bytes} NOT NULL,
  answer TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE INDEX request_at ON request (at);

CREATE TABLE checkpoint (
  name TEXT PRIMARY KEY,
  position BIGINT NOT NULL
);

-- fire_at: due_at, or later once an attempt has failed
CREATE TABLE timer (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  fire_at BIGINT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  data TEXT NOT NULL,
  PRIMARY KEY (kind, key)
);

CREATE INDEX timer_fire_at ON timer (fire_at);
