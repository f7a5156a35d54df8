-- Whether these master keys unwrap every stored key.
CREATE OR REPLACE FUNCTION vault.is_wrapped_by(masters text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT NOT EXISTS (SELECT FROM vault.keys k WHERE k.destroyed_at IS NULL AND k.wrapped_by <> ALL (masters));
END;
GRANT EXECUTE ON FUNCTION vault.is_wrapped_by(text[]) TO tracker_app;
