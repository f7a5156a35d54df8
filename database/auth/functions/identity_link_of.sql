-- Returns the link of a subject of an identity provider, and its account.
CREATE OR REPLACE FUNCTION auth.identity_link_of(issuer text, subject text) RETURNS TABLE (id uuid, account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT l.id, l.account_id FROM auth.identity_links l
   WHERE l.issuer = identity_link_of.issuer AND l.subject = identity_link_of.subject;
END;
GRANT EXECUTE ON FUNCTION auth.identity_link_of(text, text) TO tracker_auth;
