-- Returns the number of imports that receive or commit a file, in all task forces.
CREATE OR REPLACE FUNCTION oversight.imports_under_way() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT count(*) FROM app.import_batches b WHERE b.state IN ('receiving', 'committing');
END;
GRANT EXECUTE ON FUNCTION oversight.imports_under_way() TO tracker_app;
