-- Returns the link of a subject of an identity provider, as one protocol names it, and its account.
CREATE OR REPLACE FUNCTION auth.identity_link_of(protocol text, issuer text, subject text) RETURNS TABLE (id uuid, account_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT l.id, l.account_id FROM auth.identity_links l
   WHERE l.protocol = identity_link_of.protocol AND l.issuer = identity_link_of.issuer AND l.subject = identity_link_of.subject;
END;
GRANT EXECUTE ON FUNCTION auth.identity_link_of(text, text, text) TO tracker_auth;
