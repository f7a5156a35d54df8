-- Leases requests of the current rate window to an instance, and returns the seconds left. None is leased twice, so all instances together
-- stay within the limit.
CREATE OR REPLACE FUNCTION auth.lease_requests(bucket text, subject text, most integer, window_seconds integer, wanted integer)
  RETURNS TABLE (leased integer, seconds_left double precision) LANGUAGE sql SECURITY DEFINER
BEGIN ATOMIC
  WITH present AS (
    SELECT to_timestamp(((floor(extract(epoch FROM clock_timestamp()) / window_seconds) + 1) * window_seconds)::float8) AS ends_at),
  lending AS (
    INSERT INTO auth.rates AS r (bucket, subject, ends_at, used, leased)
    SELECT lease_requests.bucket, lease_requests.subject, present.ends_at, least(wanted, most), least(wanted, most) FROM present
        ON CONFLICT (bucket, subject, ends_at) DO UPDATE
       SET used = r.used + least(wanted, most - r.used), leased = least(wanted, most - r.used)
     WHERE r.used < most
    RETURNING r.leased)
  SELECT coalesce((SELECT lending.leased FROM lending), 0),
         extract(epoch FROM present.ends_at - clock_timestamp())::float8 FROM present;
END;
GRANT EXECUTE ON FUNCTION auth.lease_requests(text, text, integer, integer, integer) TO tracker_app, tracker_auth;
