-- Returns the factors by which a session's owner can continue the sign-in or re-authenticate.
CREATE OR REPLACE FUNCTION auth.factors_for(living auth.sessions, rules auth.rules) RETURNS text[] LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  has_passkey boolean := EXISTS (SELECT FROM auth.passkeys p WHERE p.account_id = (living).account_id);
  has_totp boolean := EXISTS (SELECT FROM auth.totps t WHERE t.account_id = (living).account_id AND t.confirmed_at IS NOT NULL);
  found text[] := '{}';
BEGIN
  IF has_passkey THEN found := found || 'passkey'::text; END IF;
  IF has_totp AND NOT (has_passkey AND auth.needs_passkey((living).role, (living).task_force_id, rules)) THEN
    found := found || 'totp'::text;
  END IF;
  IF (living).pending_step = 'second_factor' THEN
    IF EXISTS (SELECT FROM auth.recovery_codes r WHERE r.account_id = (living).account_id AND r.used_at IS NULL) THEN
      found := found || 'recovery_code'::text;
    END IF;
  ELSIF found = '{}' AND EXISTS (SELECT FROM auth.credentials c WHERE c.account_id = (living).account_id) THEN
    found := found || 'password'::text;
  END IF;
  RETURN found;
END $$;
