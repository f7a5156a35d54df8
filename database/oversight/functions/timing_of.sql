-- Returns the time from an offer to its acceptance. Nothing pauses this clock.
CREATE OR REPLACE FUNCTION oversight.timing_of(offer app.transfers)
  RETURNS TABLE (record_id uuid, measure text, cycle smallint, complaint_id uuid, task_force_id uuid, agency_id uuid,
                 priority smallint, source text, stopped_on date, wall_seconds bigint, working_seconds bigint)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT (timing_of.offer).id, 'transfer_acceptance', 1::smallint, (timing_of.offer).complaint_id, f.id, (timing_of.offer).agency_id,
         (timing_of.offer).priority, (timing_of.offer).source, ((timing_of.offer).decided_at AT TIME ZONE f.zone)::date, t.wall, t.wall
    FROM app.task_forces f
   CROSS JOIN LATERAL (SELECT greatest(0, floor(extract(epoch FROM (timing_of.offer).decided_at - (timing_of.offer).offered_at)))::bigint
                              AS wall) t
   WHERE f.id = (timing_of.offer).task_force_id AND (timing_of.offer).state = 'accepted';
END;
