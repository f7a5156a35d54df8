-- Whether an account exists that could approve and was not created by the requester's creator. Acts other than creation do not count, or an
-- administrator would become the only approver by reseating the others.
CREATE OR REPLACE FUNCTION auth.has_independent_person(held app.accounts, asking uuid) RETURNS boolean LANGUAGE plpgsql STABLE
  SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM auth.approvers_of(held, asking) other
     WHERE NOT EXISTS (SELECT FROM auth.origins(other.account_id, ARRAY['created']) a
                         JOIN auth.origins(asking, ARRAY['created']) r ON r.account_id = a.account_id));
END $$;
