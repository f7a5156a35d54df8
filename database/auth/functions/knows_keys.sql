-- Whether these keys, current and previous, decrypt the stored data: the key in use is among them, or no key has been in use.
CREATE OR REPLACE FUNCTION auth.knows_keys(purpose text, keys bytea[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT coalesce((SELECT k.value = ANY (keys) FROM auth.key_checks k WHERE k.purpose = knows_keys.purpose
                    ORDER BY k.id DESC LIMIT 1), true);
END;
GRANT EXECUTE ON FUNCTION auth.knows_keys(text, bytea[]) TO tracker_app;
