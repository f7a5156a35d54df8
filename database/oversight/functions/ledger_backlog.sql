-- Returns the number of entries of the ledger that are not folded, counted up to 100,000, and for how many seconds one may have waited.
CREATE OR REPLACE FUNCTION oversight.ledger_backlog(OUT unfolded bigint, OUT unfolded_seconds double precision)
  LANGUAGE sql VOLATILE SECURITY DEFINER
BEGIN ATOMIC
  SELECT d.n, CASE WHEN d.n > 0 THEN abs(extract(epoch FROM clock_timestamp() - f.caught_up_at))::float8 ELSE 0 END
    FROM tally.folding f, (SELECT count(*) AS n FROM (SELECT FROM tally.deltas LIMIT 100000) o) d;
END;
GRANT EXECUTE ON FUNCTION oversight.ledger_backlog() TO tracker_app;
