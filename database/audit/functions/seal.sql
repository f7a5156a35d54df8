-- Stores the signature of an existing link. The sealer makes it and the verifier checks it.
CREATE OR REPLACE FUNCTION audit.seal(chain uuid, "position" bigint, hash bytea, sealed_at timestamptz, key_id text, signature bytea)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM audit.links l WHERE l.chain = seal.chain AND l.position = seal.position AND l.hash = seal.hash) THEN
    RAISE EXCEPTION 'chain % has no such link %', seal.chain, seal.position USING ERRCODE = '42501';
  END IF;
  INSERT INTO audit.seals (chain, position, hash, sealed_at, key_id, signature)
  VALUES (seal.chain, seal.position, seal.hash, seal.sealed_at, seal.key_id, seal.signature);
END $$;
GRANT EXECUTE ON FUNCTION audit.seal(uuid, bigint, bytea, timestamptz, text, bytea) TO tracker_sealer;
