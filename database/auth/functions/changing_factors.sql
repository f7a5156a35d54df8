-- Returns the session whose factors may be changed: its owner has just re-authenticated, or must enroll a factor to sign in.
CREATE OR REPLACE FUNCTION auth.changing_factors(session bytea, may_be_enrolling boolean) RETURNS auth.sessions LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.lock_session(session);
BEGIN
  IF living.id IS NULL
     OR NOT (CASE WHEN living.pending_step IS NULL THEN coalesce(living.stepped_up_at > now() - interval '5 minutes', false)
                  ELSE living.pending_step = 'enrolment' AND may_be_enrolling END) THEN
    RAISE EXCEPTION 'not a session to change factors with' USING ERRCODE = '42501';
  END IF;
  RETURN living;
END $$;
