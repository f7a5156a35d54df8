-- Returns the approximate distance of an event and the hours between, so that others learn neither its place nor its time.
CREATE OR REPLACE FUNCTION oversight.approximate_distance(kilometres double precision, time_between interval, OUT distance text, OUT hours_apart integer)
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN approximate_distance.kilometres IS NULL THEN 'same_county' WHEN approximate_distance.kilometres <= 1 THEN 'within_1_km'
              WHEN approximate_distance.kilometres <= 5 THEN 'within_5_km' WHEN approximate_distance.kilometres <= 25 THEN 'within_25_km'
              ELSE 'within_100_km' END,
         ceil(extract(epoch FROM approximate_distance.time_between) / 3600)::integer;
END;
