-- Removes a link of a session's account to an identity provider. Returns no row where there is none.
CREATE OR REPLACE FUNCTION auth.remove_identity_link(session bytea, fresh bytea, link uuid, rules auth.rules) RETURNS SETOF auth.entry
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, false); name text;
BEGIN
  DELETE FROM auth.identity_links l WHERE l.id = link AND l.account_id = living.account_id
  RETURNING auth.name_identity(l.issuer, l.subject) INTO name;
  IF FOUND THEN RETURN NEXT auth.credentials_changed(living, fresh, 'identity-provider.unlinked', name, rules); END IF;
END $$;
GRANT EXECUTE ON FUNCTION auth.remove_identity_link(bytea, bytea, uuid, auth.rules) TO tracker_auth;
