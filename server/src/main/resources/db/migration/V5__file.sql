-- state: begun, finished or refused; type: as stated, then as found; thumbnail: its type; thumbnail_size: 0 for none;
-- channel: whose subscribers may read it, null as long as it is its uploader's alone
CREATE TABLE file (
  site TEXT NOT NULL,
  id TEXT NOT NULL,
  uploader TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  sent_as TEXT NOT NULL,
  size BIGINT NOT NULL,
  state TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  thumbnail TEXT,
  thumbnail_size BIGINT NOT NULL,
  channel TEXT,
  begun_at BIGINT NOT NULL,
  PRIMARY KEY (site, id)
);

CREATE INDEX file_uploader ON file (site, uploader, begun_at);

-- files without a row whose bytes are still to be removed, from due_at on
CREATE TABLE file_gone (
  site TEXT NOT NULL,
  id TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  PRIMARY KEY (site, id)
);

CREATE INDEX file_gone_due_at ON file_gone (due_at);

-- what links to files are signed with, made once
CREATE TABLE file_secret (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  secret ${bytes} NOT NULL
);
