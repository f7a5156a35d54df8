-- Returns a complaint to the state that it had before an offer.
CREATE OR REPLACE FUNCTION oversight.restore_previous_state(given app.complaints, at timestamptz) RETURNS void LANGUAGE sql
BEGIN ATOMIC
  UPDATE app.complaints c
     SET state = (restore_previous_state.given).state_before, state_before = NULL, state_since = restore_previous_state.at, version = c.version + 1
   WHERE c.id = (restore_previous_state.given).id;
END;
