-- Whether a lock still holds under the rules in force.
CREATE OR REPLACE FUNCTION auth.is_locked(locked_at timestamptz, rules auth.rules) RETURNS boolean LANGUAGE sql VOLATILE
  RETURN locked_at IS NOT NULL AND ((rules).locked_for IS NULL OR clock_timestamp() < locked_at + (rules).locked_for);
