-- how many bytes of a file that is being uploaded are in file_chunk; 0 if they are staged in a folder
ALTER TABLE file ADD COLUMN received BIGINT NOT NULL DEFAULT 0;

-- what was received of files that are not finished: starts_at is the place in the file, object where the bytes are
CREATE TABLE file_chunk (
  site TEXT NOT NULL,
  id TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  size BIGINT NOT NULL,
  object TEXT NOT NULL,
  PRIMARY KEY (site, id, starts_at)
);
