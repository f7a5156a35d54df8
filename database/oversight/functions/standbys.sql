-- Returns the number of connected standbys, of those that a commit waits for, and the lag of the slowest one. Postgres shows them to members
-- of pg_read_all_stats only, so the values are null where the owner of this function is none. A backup or an archive receives the log and
-- replays none.
CREATE OR REPLACE FUNCTION oversight.standbys(OUT connected bigint, OUT synchronous bigint, OUT lag_seconds double precision, OUT lag_bytes numeric)
  LANGUAGE sql VOLATILE SECURITY DEFINER
BEGIN ATOMIC
  SELECT CASE WHEN m.may_see THEN count(r.pid) END,
         CASE WHEN m.may_see THEN count(r.pid) FILTER (WHERE r.sync_state IN ('sync', 'quorum')) END,
         max(coalesce(extract(epoch FROM r.replay_lag)::float8, 0)) FILTER (WHERE m.may_see AND r.pid IS NOT NULL),
         max(pg_wal_lsn_diff(w.lsn, r.replay_lsn)) FILTER (WHERE m.may_see)
    FROM (SELECT pg_has_role('pg_read_all_stats', 'USAGE') AS may_see) m
   CROSS JOIN (SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END AS lsn) w
    LEFT JOIN pg_stat_replication r ON r.state = 'streaming' AND r.replay_lsn IS NOT NULL
   GROUP BY m.may_see;
END;
GRANT EXECUTE ON FUNCTION oversight.standbys() TO tracker_app;
