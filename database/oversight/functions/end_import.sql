-- Ends an import of an account. Its caller checks whether the session is over.
CREATE OR REPLACE FUNCTION oversight.end_import(import uuid, account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE app.import_batches b
     SET state = CASE b.state WHEN 'receiving' THEN 'failed' ELSE 'interrupted' END,
         ended_at = CASE b.state WHEN 'receiving' THEN now() END, version = b.version + 1
   WHERE b.id = import
     AND (b.state = 'receiving' AND b.uploaded_by = account OR b.state = 'committing' AND b.committed_by = account);
  RETURN FOUND;
END $$;
GRANT EXECUTE ON FUNCTION oversight.end_import(uuid, uuid) TO tracker_owner;
