-- Returns how near an event is, as far as others may learn: no place and no hour.
CREATE OR REPLACE FUNCTION oversight.nearness(kilometres double precision, time_between interval, OUT distance text, OUT hours_apart integer)
  LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
  SELECT CASE WHEN nearness.kilometres IS NULL THEN 'same_county' WHEN nearness.kilometres <= 1 THEN 'within_1_km'
              WHEN nearness.kilometres <= 5 THEN 'within_5_km' WHEN nearness.kilometres <= 25 THEN 'within_25_km'
              ELSE 'within_100_km' END,
         ceil(extract(epoch FROM nearness.time_between) / 3600)::integer;
END;
