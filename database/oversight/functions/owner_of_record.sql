-- Returns the kind and the owner of any record. Its callers check whether the record may be asked about.
CREATE OR REPLACE FUNCTION oversight.owner_of_record(record uuid)
  RETURNS TABLE (kind text, complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, investigator_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT r.kind, c.id, c.task_force_id, c.agency_id, c.working_agency_id, c.investigator_id
    FROM (SELECT 'complaint' AS kind, record AS complaint_id
          UNION ALL SELECT 'suspect', s.complaint_id FROM app.suspects s WHERE s.id = record
          UNION ALL SELECT 'arrest', a.complaint_id FROM app.arrests a WHERE a.id = record
          UNION ALL SELECT 'victim', v.complaint_id FROM app.victims_identified v WHERE v.id = record) r
    JOIN app.complaints c ON c.id = r.complaint_id;
END;
GRANT EXECUTE ON FUNCTION oversight.owner_of_record(uuid) TO tracker_owner;
