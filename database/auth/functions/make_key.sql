-- Creates a machine key for the session's own account, up to the limit. Needs a recent re-authentication, so a key never creates another.
-- The account and its password stay locked until the commit. A key of an identity provider has an administrator of a task force or an
-- agency as its owner, and one scope; nobody else has that scope, and an administrator no other.
CREATE OR REPLACE FUNCTION auth.make_key(key uuid, token_hash bytea, prefix text, name text, scopes text[], networks cidr[],
                              expires_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE maker auth.sessions; owner uuid := auth.account();
BEGIN
  PERFORM FROM app.accounts a WHERE a.id = owner FOR NO KEY UPDATE;
  PERFORM FROM auth.credentials c WHERE c.account_id = owner FOR SHARE;
  maker := auth.session();
  IF maker.id IS NULL OR maker.kind <> 'session' OR maker.role NOT IN ('investigator', 'supervisor', 'admin')
     OR NOT coalesce(maker.stepped_up_at > now() - interval '5 minutes', false) THEN
    RAISE EXCEPTION 'nobody who may make a machine key' USING ERRCODE = '42501';
  END IF;
  IF NOT coalesce(cardinality(scopes) > 0 AND scopes <@ auth.key_scopes(), false)
     OR (maker.role = 'admin') <> ('provisioned-users:sync' = ANY (scopes))
     OR (maker.role = 'admin' AND (maker.task_force_id IS NULL OR cardinality(scopes) > 1))
     OR NOT coalesce(cardinality(networks) BETWEEN 1 AND 10, false)
     OR EXISTS (SELECT FROM unnest(networks) n
                 WHERE n IS NULL OR masklen(n) < CASE family(n) WHEN 4 THEN 8 ELSE 32 END)
     OR NOT coalesce(expires_at > now() AND expires_at <= now() + interval '90 days', false) THEN
    RAISE EXCEPTION 'no machine key that may be made' USING ERRCODE = '42501';
  END IF;
  IF (SELECT count(*) FROM auth.sessions s
       WHERE s.account_id = owner AND s.kind = 'key' AND s.ended_at IS NULL AND now() < s.expires_at) >= 20 THEN
    RETURN false;
  END IF;
  -- A last use a minute before its creation, so that the first use is recorded at once.
  INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, kind, name, prefix, scopes, networks,
                             seen_at, idle, expires_at)
  VALUES (sha256(token_hash), key, owner, maker.role, maker.task_force_id, maker.agency_id, 'key', make_key.name,
          make_key.prefix, make_key.scopes, make_key.networks, now() - interval '1 minute',
          make_key.expires_at - now() + interval '1 minute', make_key.expires_at);
  PERFORM audit.note('machine-key.created', key, request => nullif(current_setting('app.request', true), ''));
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.make_key(uuid, bytea, text, text, text[], cidr[], timestamptz) TO tracker_app;
