CREATE TABLE seal_device (
  site TEXT NOT NULL,
  person TEXT NOT NULL,
  device TEXT NOT NULL,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (site, person, device)
) ${clustered};

-- a room's key, sealed for one device by another; what the server keeps of a key is nothing else;
-- sealed_for: whose the device was then
CREATE TABLE seal_envelope (
  site TEXT NOT NULL,
  room TEXT NOT NULL,
  key TEXT NOT NULL,
  person TEXT NOT NULL,
  device TEXT NOT NULL,
  sealed_for TEXT NOT NULL,
  by_person TEXT NOT NULL,
  by_device TEXT NOT NULL,
  by_public_key TEXT NOT NULL,
  sealed TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (site, room, key, person, device)
) ${clustered};

CREATE INDEX seal_envelope_person ON seal_envelope (site, person, device);
