-- Ends the sessions and voids the one-time links of an account as soon as its role or seat changes or it is disabled, and those that it made
-- for others: it knows them. Disabling also removes its devices and its links to identity providers.
CREATE OR REPLACE FUNCTION auth.end_sessions_of_changed_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE auth.sessions SET ended_at = now() WHERE account_id = new.id AND ended_at IS NULL;
  UPDATE auth.invitations i SET expires_at = now() WHERE new.id IN (i.account_id, i.made_by) AND i.used_at IS NULL AND now() < i.expires_at;
  IF new.disabled_at IS NOT NULL THEN
    DELETE FROM auth.devices d WHERE d.account_id = new.id;
    DELETE FROM auth.identity_links l WHERE l.account_id = new.id;
  END IF;
  RETURN NULL;
END $$;
