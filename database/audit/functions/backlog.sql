-- Returns what waits in the trail, for monitoring. unlinked: number of statements whose entries have no link, counted up to 100,000.
-- unsigned_seconds: the age of the oldest link that no signature covers; 0 without one. signed_seconds: the time since the last signature.
-- Each chain takes two look-ups by its key, however long the trail is.
CREATE OR REPLACE FUNCTION audit.backlog(OUT unlinked bigint, OUT unlinked_seconds double precision, OUT unsigned_seconds double precision,
  OUT signed_seconds double precision) LANGUAGE sql VOLATILE SECURITY DEFINER
BEGIN ATOMIC
  SELECT (SELECT count(*) FROM (SELECT FROM audit.unlinked_entries LIMIT 100000) u), audit.link_delay(),
         coalesce(extract(epoch FROM clock_timestamp() - min(l.at))::float8, 0), extract(epoch FROM clock_timestamp() - max(s.signed_at))::float8
    FROM audit.heads h
    LEFT JOIN LATERAL (SELECT x.position, x.signed_at FROM audit.signatures x WHERE x.chain = h.chain ORDER BY x.position DESC LIMIT 1) s ON true
    LEFT JOIN audit.links l ON l.chain = h.chain AND l.position = coalesce(s.position, 0) + 1;
END;
GRANT EXECUTE ON FUNCTION audit.backlog() TO tracker_app;
