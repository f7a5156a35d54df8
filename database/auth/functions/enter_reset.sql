-- Records the two acts of a factor reset: its request and its approval.
CREATE OR REPLACE FUNCTION auth.enter_reset() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO auth.account_acts (account_id, act, actor_id)
  VALUES (new.account_id, 'reset_requested', new.requested_by), (new.account_id, 'reset_approved', new.approved_by);
  RETURN NULL;
END $$;
