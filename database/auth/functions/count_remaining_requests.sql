-- Returns how many requests of the current rate window no instance has leased, and the seconds left.
CREATE OR REPLACE FUNCTION auth.count_remaining_requests(bucket text, subject text, most integer, window_seconds integer)
  RETURNS TABLE (remaining integer, seconds_left double precision) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  WITH present AS (
    SELECT to_timestamp(((floor(extract(epoch FROM clock_timestamp()) / window_seconds) + 1) * window_seconds)::float8) AS ends_at)
  SELECT most - coalesce(r.used, 0), extract(epoch FROM present.ends_at - clock_timestamp())::float8
    FROM present LEFT JOIN auth.rates r
      ON (r.bucket, r.subject, r.ends_at) = (count_remaining_requests.bucket, count_remaining_requests.subject, present.ends_at);
END;
GRANT EXECUTE ON FUNCTION auth.count_remaining_requests(text, text, integer, integer) TO tracker_app;
