-- Whether an identifier may be shared with an index entry: a valid identifier of the same case and suspect.
CREATE OR REPLACE FUNCTION oversight.may_be_indexed(entry uuid, identifier uuid, kind text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM app.identifiers i
                   JOIN app.subject_index_entries e ON e.task_force_id = i.task_force_id AND e.complaint_id = i.complaint_id
                  WHERE i.id = may_be_indexed.identifier AND e.id = may_be_indexed.entry AND i.kind = may_be_indexed.kind
                    AND i.role = 'suspect' AND i.voided_at IS NULL AND coalesce(i.suspect_id, e.suspect_id) = e.suspect_id
                    AND e.state IN ('submitted', 'approved'));
END;
GRANT EXECUTE ON FUNCTION oversight.may_be_indexed(uuid, uuid, text) TO tracker_owner;
