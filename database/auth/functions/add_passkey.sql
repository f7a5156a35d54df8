-- Stores a passkey: 20 at most for an account. Returns no row where somebody has that passkey already.
CREATE OR REPLACE FUNCTION auth.add_passkey(session bytea, fresh bytea, id uuid, credential_id bytea, public_key bytea, counter bigint,
                                 name text, is_synced boolean, rules auth.rules) RETURNS SETOF auth.entry
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, true);
BEGIN
  INSERT INTO auth.passkeys AS p (id, account_id, credential_id, public_key, counter, name, is_synced)
  VALUES (add_passkey.id, living.account_id, add_passkey.credential_id, add_passkey.public_key, add_passkey.counter,
          add_passkey.name, add_passkey.is_synced)
      ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN; END IF;
  IF (SELECT count(*) FROM auth.passkeys p WHERE p.account_id = living.account_id) > 20 THEN
    RAISE EXCEPTION 'the account has too many passkeys' USING ERRCODE = 'TF010', CONSTRAINT = 'passkeys_of_account';
  END IF;
  RETURN NEXT auth.factors_changed(living, fresh, 'passkey.added', 'passkey', rules);
END $$;
GRANT EXECUTE ON FUNCTION auth.add_passkey(bytea, bytea, uuid, bytea, bytea, bigint, text, boolean, auth.rules) TO tracker_auth;
