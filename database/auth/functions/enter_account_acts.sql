-- Records the acts on an account for its owner and supervisors. A provider may disable the account of its key's owner: no other person did that.
CREATE OR REPLACE FUNCTION auth.enter_account_acts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE acting uuid := auth.account();
BEGIN
  IF acting IS NULL OR acting = new.id THEN RETURN NULL; END IF;
  IF tg_op = 'INSERT' THEN
    INSERT INTO auth.account_acts (account_id, act, actor_id) VALUES (new.id, 'created', acting);
    RETURN NULL;
  END IF;
  INSERT INTO auth.account_acts (account_id, act, actor_id)
  SELECT new.id, done.act, acting
    FROM (VALUES ('role_changed', new.role <> old.role),
                 ('seat_changed', (new.task_force_id, new.agency_id) IS DISTINCT FROM (old.task_force_id, old.agency_id)),
                 ('disabled', old.disabled_at IS NULL AND new.disabled_at IS NOT NULL),
                 ('enabled', old.disabled_at IS NOT NULL AND new.disabled_at IS NULL),
                 ('approved', old.approved_at IS NULL AND new.approved_at IS NOT NULL)) done (act, is_done)
   WHERE done.is_done;
  RETURN NULL;
END $$;
