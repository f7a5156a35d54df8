-- Enters an attested restore into the trail, by the digest of the attestation. The signer and a second person signed it, and the verifier
-- checks that.
CREATE OR REPLACE FUNCTION audit.attest_restore(digest bytea, reason text, facts jsonb) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  INSERT INTO audit.entries (role, action, reason, became)
  VALUES (session_user, 'trail.restored', attest_restore.reason, facts || jsonb_build_object('digest', encode(attest_restore.digest, 'hex')));
END;
GRANT EXECUTE ON FUNCTION audit.attest_restore(bytea, text, jsonb) TO tracker_signer;
