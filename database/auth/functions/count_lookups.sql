-- Counts values for the session's account. Returns how many are new today, or null beyond the limit; then none is counted. The row of the
-- day stays locked until the commit, so all instances count together.
CREATE OR REPLACE FUNCTION auth.count_lookups(kind text, asked bytea[], max_values integer, is_kept boolean DEFAULT true) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  held    auth.lookup_days;
  digests bytea[];
  fresh   integer;
BEGIN
  INSERT INTO auth.lookup_days AS d (account_id, kind, day, salt)
  VALUES (auth.account(), count_lookups.kind, auth.lookup_day(),
          sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')))
      ON CONFLICT (account_id, kind, day) DO UPDATE SET salt = d.salt
  RETURNING * INTO held;
  digests := ARRAY(SELECT DISTINCT substr(sha256(held.salt || a), 1, 16) FROM unnest(asked) a
                   EXCEPT
                   SELECT v.digest FROM auth.lookup_values v
                    WHERE v.account_id = held.account_id AND v.kind = held.kind AND v.day = held.day);
  fresh := cardinality(digests);
  IF held.distinct_values + fresh > max_values THEN RETURN NULL; END IF;
  IF NOT is_kept THEN RETURN fresh; END IF;
  INSERT INTO auth.lookup_values (account_id, kind, day, digest)
  SELECT held.account_id, held.kind, held.day, d FROM unnest(digests) d;
  UPDATE auth.lookup_days d SET distinct_values = d.distinct_values + fresh
   WHERE d.account_id = held.account_id AND d.kind = held.kind AND d.day = held.day;
  RETURN fresh;
END $$;
GRANT EXECUTE ON FUNCTION auth.count_lookups(text, bytea[], integer, boolean) TO tracker_oversight;
