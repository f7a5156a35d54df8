-- Whether two accounts have no origin in common: the person who created one has not created the other.
CREATE OR REPLACE FUNCTION auth.is_independent(approver uuid, requester uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT NOT EXISTS (SELECT FROM auth.origins(approver) a JOIN auth.origins(requester) r ON r.account_id = a.account_id);
END;
