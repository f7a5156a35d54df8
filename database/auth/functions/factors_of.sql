-- Returns the second factors of an account.
CREATE OR REPLACE FUNCTION auth.factors_of(session bytea)
  RETURNS TABLE (kind text, id uuid, name text, is_synced boolean, since timestamptz, last_used_at timestamptz, codes_left integer)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE of_account uuid := (SELECT v.account_id FROM auth.find_pending_session(session, NULL) v WHERE v.pending_step IS NULL OR v.pending_step = 'enrolment');
BEGIN
  RETURN QUERY
    SELECT 'passkey', p.id, p.name, p.is_synced, p.created_at, p.last_used_at, NULL::integer
      FROM auth.passkeys p WHERE p.account_id = of_account
    UNION ALL
    SELECT 'totp', t.id, NULL, NULL, t.confirmed_at, t.last_used_at, NULL
      FROM auth.totps t WHERE t.account_id = of_account AND t.confirmed_at IS NOT NULL
    UNION ALL
    SELECT 'recovery_codes', NULL, NULL, NULL, NULL, NULL, count(*)::integer
      FROM auth.recovery_codes r WHERE r.account_id = of_account AND r.used_at IS NULL
     ORDER BY 5, 2;
END $$;
GRANT EXECUTE ON FUNCTION auth.factors_of(bytea) TO tracker_auth;
