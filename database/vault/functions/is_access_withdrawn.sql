-- Whether the access of an account to identities is withdrawn.
CREATE OR REPLACE FUNCTION vault.is_access_withdrawn(account uuid) RETURNS boolean LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM app.identity_access_withdrawals w WHERE w.account_id = account AND w.restored_at IS NULL);
END;
