-- 1 for the link that a start logs: servers that start at once make one between them
ALTER TABLE staff_setup ADD COLUMN at_start INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX staff_setup_at_start ON staff_setup (site) WHERE at_start = 1;
