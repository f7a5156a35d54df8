-- Whether the given keys, present and previous, read the stored data: the newest is among them, or none is stored.
CREATE OR REPLACE FUNCTION auth.knows_keys(purpose text, keys bytea[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT coalesce((SELECT k.value = ANY (keys) FROM auth.key_checks k WHERE k.purpose = knows_keys.purpose
                    ORDER BY k.id DESC LIMIT 1), true);
END;
GRANT EXECUTE ON FUNCTION auth.knows_keys(text, bytea[]) TO tracker_app;
