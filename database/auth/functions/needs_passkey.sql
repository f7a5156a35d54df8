-- Whether an account must sign in with a passkey: administrators and the national seat, where second factors are required.
CREATE OR REPLACE FUNCTION auth.needs_passkey(role text, task_force uuid, rules auth.rules) RETURNS boolean LANGUAGE sql IMMUTABLE
  RETURN (rules).is_mfa_required AND (role = 'admin' OR task_force IS NULL);
