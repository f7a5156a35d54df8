-- Stores the signature of an archive. The signer makes it and the verifier checks it.
CREATE OR REPLACE FUNCTION audit.add_archive_signature(month date, signed_at timestamptz, key_id text, signature bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  INSERT INTO audit.archive_signatures (month, signed_at, key_id, signature)
  VALUES (add_archive_signature.month, add_archive_signature.signed_at, add_archive_signature.key_id, add_archive_signature.signature);
END;
GRANT EXECUTE ON FUNCTION audit.add_archive_signature(date, timestamptz, text, bytea) TO tracker_signer;
