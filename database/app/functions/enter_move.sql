-- Writes a row for each status change of a complaint.
CREATE OR REPLACE FUNCTION app.enter_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.complaint_moves (id, task_force_id, complaint_id, cycle, from_state, to_state, action, reason,
                                   merged_into, moved_by, moved_at)
  VALUES (gen_random_uuid(), new.task_force_id, new.id, new.cycle, old.state, new.state, coalesce(current_setting('app.action', true), ''),
          nullif(current_setting('app.reason', true), ''), coalesce(new.merged_into, old.merged_into), auth.account(),
          new.state_since);
  RETURN NULL;
END $$;
