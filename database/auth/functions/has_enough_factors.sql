-- Whether the account would still have the factors that it must have.
CREATE OR REPLACE FUNCTION auth.has_enough_factors(living auth.sessions, rules auth.rules) RETURNS boolean LANGUAGE sql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  RETURN NOT (rules).is_mfa_required
      OR EXISTS (SELECT FROM auth.passkeys p WHERE p.account_id = (living).account_id)
      OR (NOT auth.needs_passkey((living).role, (living).task_force_id, rules)
          AND EXISTS (SELECT FROM auth.totps t WHERE t.account_id = (living).account_id AND t.confirmed_at IS NOT NULL));
