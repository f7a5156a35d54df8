-- Approves an account by a second person independent of the requester; false where it is approved already. A requester approves alone while
-- nobody else could, and the national seat while no independent approver exists. Each exception writes an entry.
CREATE OR REPLACE FUNCTION auth.approve_account(account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE approving auth.sessions := auth.session(); held app.accounts; is_alone boolean; is_founding boolean;
BEGIN
  SELECT * INTO held FROM app.accounts a WHERE a.id = account FOR UPDATE;
  is_alone := held.requested_by = approving.account_id AND NOT auth.has_second_person(held, approving.account_id);
  IF held.id IS NULL OR approving.id IS NULL OR approving.kind <> 'session' OR approving.role NOT IN ('admin', 'supervisor')
     OR NOT auth.is_at_or_below(held.task_force_id, held.agency_id, approving.task_force_id, approving.agency_id)
     OR held.id = approving.account_id OR (held.requested_by = approving.account_id AND NOT is_alone) THEN
    RAISE EXCEPTION 'not an account to approve' USING ERRCODE = '42501';
  END IF;
  IF held.approved_at IS NOT NULL THEN RETURN false; END IF;
  is_founding := NOT is_alone AND approving.task_force_id IS NULL
                 AND NOT auth.is_independent(approving.account_id, held.requested_by)
                 AND NOT auth.has_independent_approver(held, held.requested_by);
  IF NOT is_alone AND NOT is_founding THEN
    PERFORM auth.require_independent_approver(approving.account_id, held.requested_by, held.id);
  END IF;
  UPDATE app.accounts a SET approved_by = approving.account_id, approved_at = now(), version = a.version + 1
   WHERE a.id = account;
  IF is_alone THEN PERFORM auth.log_single_approval(account, 'There is nobody else who could approve it.'); END IF;
  IF is_founding THEN
    PERFORM auth.log_single_approval(account, 'Nobody who could approve it is independent of who asked.');
  END IF;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION auth.approve_account(uuid) TO tracker_app;
