-- Rejects a revalidation by an account that is not independent of the submitter and of the last corrector.
CREATE OR REPLACE FUNCTION auth.require_independent_revalidation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM auth.require_independent_approver(auth.account(), old.submitted_by);
  PERFORM auth.require_independent_approver(auth.account(), old.corrected_by);
  RETURN new;
END $$;
