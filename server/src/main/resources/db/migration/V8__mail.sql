-- state: waiting, sent or failed; what was sent or has failed keeps nothing but for whom it was, and not for long;
-- due_at: when to try next, or to remove the row; person: whom it is about
CREATE TABLE mail (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  person TEXT NOT NULL,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  at BIGINT NOT NULL,
  due_at BIGINT NOT NULL
);

CREATE INDEX mail_due_at ON mail (due_at);
CREATE INDEX mail_person ON mail (site, person, at);
CREATE INDEX mail_recipient ON mail (site, recipient, at);
