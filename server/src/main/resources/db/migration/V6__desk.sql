-- updated first by whoever assigns: its lock makes counting and claiming one step; turn: numbers the assignments
CREATE TABLE desk (
  site TEXT PRIMARY KEY,
  turn BIGINT NOT NULL
);

CREATE TABLE desk_conversation (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  status TEXT NOT NULL,
  customer TEXT NOT NULL,
  customer_role TEXT NOT NULL,
  customer_name TEXT NOT NULL,
  email TEXT,
  topic TEXT,
  answers TEXT NOT NULL,
  team TEXT,
  skill TEXT,
  assignee TEXT,
  assignee_role TEXT,
  assignee_name TEXT,
  waiting_since BIGINT,
  snoozed_until BIGINT,
  stars INTEGER,
  remark TEXT,
  encrypted BOOLEAN NOT NULL,
  last_from TEXT,
  last_text TEXT,
  messages BIGINT NOT NULL,
  opened_at BIGINT NOT NULL,
  replied_at BIGINT,
  at BIGINT NOT NULL,
  PRIMARY KEY (site, room)
);

CREATE INDEX desk_conversation_queue ON desk_conversation (site, status, at);
CREATE INDEX desk_conversation_assignee ON desk_conversation (site, assignee, status, at);
CREATE INDEX desk_conversation_customer ON desk_conversation (site, customer, at);
CREATE INDEX desk_conversation_replied ON desk_conversation (site, replied_at);

-- load: the open conversations assigned to the agent; turn: of the newest assignment;
-- in_window: the assignments since window_at
CREATE TABLE desk_agent (
  site TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL,
  available BOOLEAN NOT NULL,
  capacity INTEGER NOT NULL,
  load INTEGER NOT NULL,
  turn BIGINT NOT NULL,
  window_at BIGINT NOT NULL,
  in_window INTEGER NOT NULL,
  teams TEXT NOT NULL,
  skills TEXT NOT NULL,
  PRIMARY KEY (site, person)
);

CREATE TABLE desk_reply (
  site TEXT NOT NULL,
  shortcut TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (site, shortcut)
);
