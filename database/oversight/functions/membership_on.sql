-- Returns whether an agency was a member of a task force on a day: member or non_member.
CREATE OR REPLACE FUNCTION oversight.membership_on(task_force uuid, agency uuid, day date) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  RETURN CASE WHEN EXISTS (
    SELECT FROM app.agency_memberships m
     WHERE m.task_force_id = task_force AND m.agency_id = agency AND m.kind <> 'non_member'
       AND daterange(m.began_on, m.ended_on) @> day) THEN 'member' ELSE 'non_member' END;
GRANT EXECUTE ON FUNCTION oversight.membership_on(uuid, uuid, date) TO tracker_owner;
