-- Returns an identity as the trail names it: its issuer and a digest of its subject. It outlives the link, whose row is deleted.
CREATE OR REPLACE FUNCTION auth.name_identity(issuer text, subject text) RETURNS text LANGUAGE sql STABLE
  RETURN issuer || ', subject sha256 ' || encode(sha256(convert_to(subject, 'UTF8')), 'hex');
