-- Returns for how many seconds committed entries may have waited for a link; 0 if none waits. A clock that was set back counts as well.
CREATE OR REPLACE FUNCTION audit.link_delay() RETURNS double precision LANGUAGE sql VOLATILE SECURITY DEFINER
BEGIN ATOMIC
  SELECT CASE WHEN EXISTS (SELECT FROM audit.unlinked_entries) THEN abs(extract(epoch FROM clock_timestamp() - s.caught_up_at))::float8
              ELSE 0 END
    FROM audit.sequencer s;
END;
GRANT EXECUTE ON FUNCTION audit.link_delay() TO tracker_app;
