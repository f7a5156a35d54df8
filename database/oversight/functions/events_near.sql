-- Returns the events of other units near an event at about the same time, with the distance in kilometers and the hours between. Without a
-- point the county decides.
CREATE OR REPLACE FUNCTION oversight.events_near(own app.operation_events, within_kilometres integer, within_hours integer)
  RETURNS TABLE (event_id uuid, kind text, agency_id uuid, kilometres double precision, time_between interval)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
  -- A box that is large enough, in degrees: another event may have a radius of 50 kilometers.
  north double precision := (events_near.within_kilometres + own.radius_kilometres + 50) / 111.0;
  east  double precision := CASE WHEN abs(own.latitude) + north < 89 THEN north / cosd(abs(own.latitude) + north) ELSE 180 END;
BEGIN
  RETURN QUERY
  WITH near AS (
    SELECT e.id, e.kind, e.agency_id, e.starts_at, e.ends_at,
           greatest(0, oversight.kilometres_between(own.latitude, own.longitude, e.latitude, e.longitude)
                       - own.radius_kilometres - e.radius_kilometres) AS kilometres
      FROM app.operation_events e
     WHERE e.voided_at IS NULL AND e.latitude BETWEEN own.latitude - north AND own.latitude + north
       AND (e.longitude BETWEEN own.longitude - east AND own.longitude + east
            OR e.longitude BETWEEN own.longitude - east + 360 AND own.longitude + east + 360
            OR e.longitude BETWEEN own.longitude - east - 360 AND own.longitude + east - 360)
    UNION ALL
    SELECT e.id, e.kind, e.agency_id, e.starts_at, e.ends_at, NULL
      FROM app.operation_events e
     WHERE e.voided_at IS NULL AND e.state = own.state AND lower(e.county) = lower(own.county)
       AND (e.latitude IS NULL OR own.latitude IS NULL)
  ), timed AS (
    SELECT n.*, greatest(interval '0', n.starts_at - own.ends_at, own.starts_at - n.ends_at) AS time_between FROM near n
  )
  SELECT n.id, n.kind, n.agency_id, n.kilometres, n.time_between
    FROM timed n
   WHERE n.agency_id <> own.agency_id
     AND (n.kilometres IS NULL OR n.kilometres <= events_near.within_kilometres)
     AND n.time_between <= make_interval(hours => events_near.within_hours);
END $$;
