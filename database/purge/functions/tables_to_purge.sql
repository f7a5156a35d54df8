-- Returns the tables that a purge deletes from. Rows that are stored apart from the cases are detached first and stay.
CREATE OR REPLACE FUNCTION purge.tables_to_purge() RETURNS SETOF purge.step LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT h.place, h.dependent, h.condition FROM purge.dependent_rows() h
   WHERE has_table_privilege('tracker_eraser', h.dependent, 'DELETE') ORDER BY h.place DESC, h.dependent, h.condition;
END;
GRANT EXECUTE ON FUNCTION purge.tables_to_purge() TO tracker_owner;
