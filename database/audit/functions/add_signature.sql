-- Stores the signature of an existing link. The signer makes it and the verifier checks it.
CREATE OR REPLACE FUNCTION audit.add_signature(chain uuid, "position" bigint, hash bytea, signed_at timestamptz, key_id text, signature bytea)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit.links l WHERE l.chain = add_signature.chain AND l.position = add_signature.position AND l.hash = add_signature.hash) THEN
    RAISE EXCEPTION 'chain % has no such link %', add_signature.chain, add_signature.position USING ERRCODE = '42501';
  END IF;
  INSERT INTO audit.signatures (chain, position, hash, signed_at, key_id, signature)
  VALUES (add_signature.chain, add_signature.position, add_signature.hash, add_signature.signed_at, add_signature.key_id, add_signature.signature);
END $$;
GRANT EXECUTE ON FUNCTION audit.add_signature(uuid, bigint, bytea, timestamptz, text, bytea) TO tracker_signer;
