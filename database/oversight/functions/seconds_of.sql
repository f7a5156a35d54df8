-- Returns the middle of a bucket of durations, in seconds.
CREATE OR REPLACE FUNCTION oversight.seconds_of(bucket integer) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN CASE WHEN bucket = 0 THEN 0 ELSE round(1.05::float8 ^ (bucket - 0.5::float8)) END::bigint;
