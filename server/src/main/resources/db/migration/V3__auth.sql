CREATE TABLE staff (
  site TEXT NOT NULL,
  id TEXT NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  password TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (site, id),
  UNIQUE (site, email)
);

CREATE TABLE staff_setup (
  site TEXT NOT NULL,
  token_hash TEXT NOT NULL,
  role TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (site, token_hash)
);

CREATE TABLE api_key (
  site TEXT NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  key_hash TEXT NOT NULL UNIQUE,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  revoked_at BIGINT,
  PRIMARY KEY (site, id)
);

-- kind: what the subject is, a principal or a token's id; expires_at: when no token it could hit is valid any more
CREATE TABLE revocation (
  site TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (site, kind, subject)
);
