-- Whether the session's account has the factors that its role and seat require, asked after one was removed.
CREATE OR REPLACE FUNCTION auth.has_required_factors(session auth.sessions, rules auth.rules) RETURNS boolean LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  RETURN NOT (rules).is_mfa_required
      OR EXISTS (SELECT FROM auth.passkeys p WHERE p.account_id = (session).account_id)
      OR (NOT auth.needs_passkey((session).role, (session).task_force_id, rules)
          AND EXISTS (SELECT FROM auth.totps t WHERE t.account_id = (session).account_id AND t.confirmed_at IS NOT NULL));
