-- Deletes a request and returns it if it was made by that protocol and that browser, for that session's account or for a sign-in. It is used
-- up whatever the answer to it.
CREATE OR REPLACE FUNCTION auth.consume_identity_request(state bytea, protocol text, browser bytea, session bytea)
  RETURNS TABLE (nonce text, code_verifier text, notice text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE living auth.sessions; made auth.identity_requests;
BEGIN
  IF session IS NOT NULL THEN living := auth.changing_factors(session, false); END IF;
  DELETE FROM auth.identity_requests r WHERE r.state_hash = sha256(state) RETURNING * INTO made;
  IF made.protocol = consume_identity_request.protocol AND made.browser_hash = sha256(browser)
     AND made.account_id IS NOT DISTINCT FROM living.account_id AND now() < made.expires_at THEN
    RETURN QUERY SELECT made.nonce, made.code_verifier, made.notice;
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION auth.consume_identity_request(bytea, text, bytea, bytea) TO tracker_auth;
