-- Whether an indexed identifier is suspended: a victim's claim to its value stands that no reviewer has decided.
CREATE OR REPLACE FUNCTION oversight.is_suspended(indexed uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM app.subject_index_identifiers s
                   JOIN app.identifiers i ON i.task_force_id = s.task_force_id AND i.id = s.identifier_id
                   JOIN app.identifiers v ON v.task_force_id = i.task_force_id AND v.normalised = i.normalised AND v.kind = i.kind
                  WHERE s.id = is_suspended.indexed AND v.role = 'victim' AND v.voided_at IS NULL
                    AND v.attested_at > coalesce(s.confirmed_at, '-infinity'));
END;
GRANT EXECUTE ON FUNCTION oversight.is_suspended(uuid) TO tracker_owner;
