-- Sets a password by a link or by the database owner. Every session and machine key of the account ends, and its links become void.
CREATE OR REPLACE FUNCTION auth.set_password(account uuid, password_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM auth.store_password(account, set_password.password_hash);
  UPDATE auth.sessions s SET ended_at = now() WHERE s.account_id = account AND s.ended_at IS NULL;
  PERFORM audit.note_about(account, 'password.set');
END $$;
