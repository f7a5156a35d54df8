-- Returns a complaint to the state that it had before an offer.
CREATE OR REPLACE FUNCTION oversight.put_back(given app.complaints, at timestamptz) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  UPDATE app.complaints c
     SET state = (put_back.given).state_before, state_before = NULL, state_since = put_back.at, version = c.version + 1
   WHERE c.id = (put_back.given).id;
END;
