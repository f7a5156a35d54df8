-- Uses up a proof if it is still valid: each code, challenge and counter is accepted once.
CREATE OR REPLACE FUNCTION auth.consume_proof(account uuid, proof auth.proof) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  CASE (proof).kind
    WHEN 'password' THEN
      PERFORM FROM auth.credentials c WHERE c.account_id = account AND c.password_hash = (proof).shown FOR SHARE;
    WHEN 'totp' THEN
      UPDATE auth.totps t SET last_step = (proof).number, last_used_at = now()
       WHERE t.id = (proof).id AND t.account_id = account AND t.confirmed_at IS NOT NULL AND t.last_step < (proof).number;
    WHEN 'recovery_code' THEN
      UPDATE auth.recovery_codes r SET used_at = now()
       WHERE r.account_id = account AND r.hash = decode((proof).shown, 'hex') AND r.used_at IS NULL;
    WHEN 'passkey' THEN
      IF (proof).id IS NULL THEN RETURN false; END IF;
      UPDATE auth.passkeys p SET counter = (proof).number, last_used_at = now()
       WHERE p.id = (proof).id AND p.account_id = account
         AND (p.counter < (proof).number OR (p.counter = 0 AND (proof).number = 0));
      -- A valid signature with a counter that did not grow: the authenticator was copied.
      IF NOT FOUND THEN
        PERFORM audit.note_about(account, 'passkey.counter-mismatch', 'refused');
        RETURN false;
      END IF;
    WHEN 'identity_provider', 'identity_provider_mfa' THEN
      UPDATE auth.identity_links l SET last_used_at = now() WHERE l.id = (proof).id AND l.account_id = account;
    ELSE RETURN false;
  END CASE;
  RETURN FOUND;
END $$;
