-- Raises 42501 unless the session is a person who works cases, has just re-authenticated, and whose access is not withdrawn.
CREATE OR REPLACE FUNCTION vault.require_opener() RETURNS void LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session();
BEGIN
  IF me.id IS NULL OR me.kind <> 'session' OR me.role NOT IN ('investigator', 'supervisor') OR me.task_force_id IS NULL
     OR NOT coalesce(me.stepped_up_at > now() - interval '5 minutes', false)
     OR vault.is_access_withdrawn(me.account_id) THEN
    RAISE EXCEPTION 'not somebody to open the vault for' USING ERRCODE = '42501';
  END IF;
END $$;
