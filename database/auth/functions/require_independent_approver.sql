-- Rejects an approver who is not independent of the requester, or whose account the approved account created or empowered (auth.origins).
-- A null requester or approved account is not checked. The CHECK of the calling table rejects self-approval.
CREATE OR REPLACE FUNCTION auth.require_independent_approver(approver uuid, requester uuid, approved_account uuid DEFAULT NULL) RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (requester <> approver AND NOT auth.is_independent(approver, requester))
     OR (approved_account <> approver AND approved_account IN (SELECT o.account_id FROM auth.origins(approver) o)) THEN
    RAISE EXCEPTION 'the approver is not independent' USING ERRCODE = 'TF040';
  END IF;
END $$;
