-- Creates the first administrator by the one-time link that the first start prints.
CREATE OR REPLACE FUNCTION auth.create_first_administrator(token_hash bytea, account uuid, email text, name text, password_hash text)
  RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM app.accounts) THEN RETURN false; END IF;
  LOCK TABLE app.accounts IN SHARE ROW EXCLUSIVE MODE;
  IF EXISTS (SELECT FROM app.accounts) OR NOT EXISTS (SELECT FROM auth.redeem(token_hash) r WHERE r.account_id IS NULL) THEN
    RETURN false;
  END IF;
  PERFORM audit.begin_change('account.created', account, 'the first administrator', NULL);
  INSERT INTO app.accounts (id, email, name, role, version)
  VALUES (account, lower(create_first_administrator.email), create_first_administrator.name, 'admin', 1);
  PERFORM auth.set_password(account, create_first_administrator.password_hash);
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.create_first_administrator(bytea, uuid, text, text, text) TO tracker_auth;
