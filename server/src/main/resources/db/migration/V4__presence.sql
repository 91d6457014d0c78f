-- chosen: a status instead of the automatic one, with its text and emoji, until until_at; null for none
CREATE TABLE presence_person (
  site TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  chosen TEXT,
  text TEXT,
  emoji TEXT,
  until_at BIGINT,
  seen_at BIGINT,
  PRIMARY KEY (site, person)
);
