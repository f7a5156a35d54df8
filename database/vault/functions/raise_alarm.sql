-- Raises the alarm at most once an account and day where the candidates look like a list. Returns whether it was raised now.
CREATE OR REPLACE FUNCTION vault.raise_alarm(listed integer, is_over boolean) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE held auth.lookup_days;
BEGIN
  UPDATE auth.lookup_days d SET listed_values = d.listed_values + listed
   WHERE d.account_id = auth.account() AND d.kind = 'name' AND d.day = auth.lookup_day()
  RETURNING * INTO held;
  IF held.alarmed_at IS NOT NULL OR NOT (is_over OR held.listed_values >= 300 OR held.distinct_values >= 5000) THEN
    RETURN false;
  END IF;
  UPDATE auth.lookup_days d SET alarmed_at = now()
   WHERE d.account_id = held.account_id AND d.kind = held.kind AND d.day = held.day;
  PERFORM audit.note('identity-names.listed', held.account_id);
  RETURN true;
END $$;
