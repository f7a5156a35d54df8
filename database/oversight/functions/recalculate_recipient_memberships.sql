-- Recalculates the recipient's membership of assistance sessions after a membership has changed.
CREATE OR REPLACE FUNCTION oversight.recalculate_recipient_memberships() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.assistance_sessions s
     SET recipient_was = oversight.membership_on(s.task_force_id, s.recipient_agency_id, s.held_on)
    FROM changed m
   WHERE s.task_force_id = m.task_force_id AND s.recipient_agency_id = m.agency_id
     AND s.recipient_was <> oversight.membership_on(s.task_force_id, s.recipient_agency_id, s.held_on);
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.recalculate_recipient_memberships() TO tracker_owner;
