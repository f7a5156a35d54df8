-- Takes the first of these keys into use if they read the stored data. Two instances that start at once take turns.
CREATE OR REPLACE FUNCTION auth.take_keys(purpose text, keys bytea[]) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  LOCK TABLE auth.key_checks IN SHARE ROW EXCLUSIVE MODE;
  IF NOT auth.knows_keys(take_keys.purpose, keys) THEN RETURN false; END IF;
  INSERT INTO auth.key_checks (purpose, value)
  SELECT take_keys.purpose, keys[1]
   WHERE keys[1] IS DISTINCT FROM
         (SELECT k.value FROM auth.key_checks k WHERE k.purpose = take_keys.purpose ORDER BY k.id DESC LIMIT 1);
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.take_keys(text, bytea[]) TO tracker_auth;
