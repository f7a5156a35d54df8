-- Rejects an approver who is not independent of the requester, or whose account was created or empowered by that of the holder, who is to be
-- approved (auth.origins). A null requester or holder is not checked. The CHECK of the calling table rejects self-approval.
CREATE OR REPLACE FUNCTION auth.require_independent(approver uuid, requester uuid, holder uuid DEFAULT NULL) RETURNS void
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (requester <> approver AND NOT auth.is_independent(approver, requester))
     OR (holder <> approver AND holder IN (SELECT o.account_id FROM auth.origins(approver) o)) THEN
    RAISE EXCEPTION 'the approver is not independent' USING ERRCODE = 'TF040';
  END IF;
END $$;
