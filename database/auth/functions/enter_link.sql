-- Records that a one-time link was made for an account.
CREATE OR REPLACE FUNCTION auth.enter_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE acting uuid := auth.account();
BEGIN
  IF acting IS NOT NULL THEN
    INSERT INTO auth.account_acts (account_id, act, actor_id) VALUES (new.account_id, 'link_issued', acting);
  END IF;
  RETURN NULL;
END $$;
