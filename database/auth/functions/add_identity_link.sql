-- Links a session's account to a subject of an identity provider, as one protocol names it. Returns no row where the subject or the account
-- is linked already.
CREATE OR REPLACE FUNCTION auth.add_identity_link(session bytea, fresh bytea, id uuid, protocol text, issuer text, subject text,
                                       rules auth.rules)
  RETURNS SETOF auth.entry LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions := auth.changing_factors(session, false);
BEGIN
  INSERT INTO auth.identity_links AS l (id, account_id, protocol, issuer, subject)
  VALUES (add_identity_link.id, living.account_id, add_identity_link.protocol, add_identity_link.issuer, add_identity_link.subject)
      ON CONFLICT DO NOTHING;
  IF FOUND THEN
    RETURN NEXT auth.credentials_changed(living, fresh, 'identity-provider.linked', auth.name_identity(issuer, subject), rules);
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION auth.add_identity_link(bytea, bytea, uuid, text, text, text, auth.rules) TO tracker_auth;
