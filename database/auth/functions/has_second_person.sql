-- Whether somebody besides the requester could approve an act on an account.
CREATE OR REPLACE FUNCTION auth.has_second_person(held app.accounts, asking uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
  RETURN EXISTS (SELECT FROM auth.approvers_of(held, asking));
