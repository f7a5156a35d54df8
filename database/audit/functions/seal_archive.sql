-- Stores the signature of an archive. The sealer makes it and the verifier checks it.
CREATE OR REPLACE FUNCTION audit.seal_archive(month date, sealed_at timestamptz, key_id text, signature bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
  INSERT INTO audit.archive_seals (month, sealed_at, key_id, signature)
  VALUES (seal_archive.month, seal_archive.sealed_at, seal_archive.key_id, seal_archive.signature);
END;
GRANT EXECUTE ON FUNCTION audit.seal_archive(date, timestamptz, text, bytea) TO tracker_sealer;
