-- Writes this number of bytes to a temporary file, beside the data, so that a full disk fails with 53100. An entry of the trail finds room in a page
-- that exists, and would succeed. The file is deleted with the statement.
CREATE OR REPLACE FUNCTION app.check_disk_space(bytes integer) RETURNS bigint LANGUAGE sql VOLATILE
  SET search_path = pg_catalog, pg_temp SET work_mem = '64kB' SET temp_tablespaces = ''
BEGIN ATOMIC
  WITH pages AS MATERIALIZED (SELECT repeat('x', 8000) AS page FROM generate_series(1, bytes / 8000))
  SELECT count(p.page) FROM pages p;
END;
GRANT EXECUTE ON FUNCTION app.check_disk_space(integer) TO tracker_app;
