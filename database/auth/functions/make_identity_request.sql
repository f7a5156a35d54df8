-- Stores a request to the identity provider: for a sign-in, or for the session whose account is to be linked.
CREATE OR REPLACE FUNCTION auth.make_identity_request(state bytea, protocol text, browser bytea, nonce text, code_verifier text, session bytea,
                                                      notice text)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions;
BEGIN
  IF session IS NOT NULL THEN living := auth.changing_factors(session, false); END IF;
  DELETE FROM auth.identity_requests r WHERE r.state_hash IN
    (SELECT o.state_hash FROM auth.identity_requests o WHERE o.expires_at < now() LIMIT 100 FOR UPDATE SKIP LOCKED);
  INSERT INTO auth.identity_requests (state_hash, protocol, browser_hash, nonce, code_verifier, account_id, notice)
  VALUES (sha256(state), make_identity_request.protocol, sha256(browser), make_identity_request.nonce,
          make_identity_request.code_verifier, living.account_id, make_identity_request.notice);
END $$;
GRANT EXECUTE ON FUNCTION auth.make_identity_request(bytea, text, bytea, text, text, bytea, text) TO tracker_auth;
