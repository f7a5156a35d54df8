-- Returns the search keys of the seats that see a complaint.
CREATE OR REPLACE FUNCTION oversight.seat_keys(task_force uuid, agency uuid, working_agency uuid) RETURNS text[] LANGUAGE sql IMMUTABLE
  PARALLEL SAFE
RETURN array_remove(ARRAY[' f' || task_force, ' a' || agency, ' a' || working_agency], NULL);
