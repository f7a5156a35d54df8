-- Returns the step that a session still waits for after a proof. Administrators and the national seat show a factor of the tracker after
-- any sign-in through an identity provider, also where second factors are optional.
CREATE OR REPLACE FUNCTION auth.next_step_after(shown text, account uuid, role text, task_force uuid, rules auth.rules) RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  has_passkey boolean := EXISTS (SELECT FROM auth.passkeys p WHERE p.account_id = account);
  has_totp boolean := EXISTS (SELECT FROM auth.totps t WHERE t.account_id = account AND t.confirmed_at IS NOT NULL);
  needs_own_factor boolean := shown IN ('identity_provider', 'identity_provider_mfa') AND (role = 'admin' OR task_force IS NULL);
  used auth.credentials;
BEGIN
  IF (shown IN ('password', 'identity_provider') OR needs_own_factor) AND (has_passkey OR has_totp) THEN RETURN 'second_factor'; END IF;
  IF shown = 'recovery_code' OR needs_own_factor THEN RETURN 'enrolment'; END IF;
  IF shown <> 'passkey' AND auth.needs_passkey(role, task_force, rules) THEN RETURN 'enrolment'; END IF;
  IF (rules).is_mfa_required AND NOT has_passkey AND NOT has_totp THEN RETURN 'enrolment'; END IF;
  SELECT * INTO used FROM auth.credentials c WHERE c.account_id = account;
  IF used.is_weak OR used.changed_at < now() - (rules).password_lives THEN RETURN 'password'; END IF;
  RETURN NULL;
END $$;
