-- as which guests people were known before they signed in
CREATE TABLE person_before (
  site TEXT NOT NULL,
  person TEXT NOT NULL,
  guest TEXT NOT NULL,
  PRIMARY KEY (site, person, guest)
) ${clustered};

CREATE INDEX person_before_guest ON person_before (site, guest);
