-- Sets the membership of the recipient of an assistance session.
CREATE OR REPLACE FUNCTION app.set_recipient_membership() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  new.recipient_was := oversight.membership_on(new.task_force_id, new.recipient_agency_id, new.held_on);
  RETURN new;
END $$;
