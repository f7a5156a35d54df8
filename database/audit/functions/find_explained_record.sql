-- Returns the kind and the owner of a record that the session may ask about: one it sees, or for administrators and auditors one of their
-- seat.
CREATE OR REPLACE FUNCTION audit.find_explained_record(record uuid)
  RETURNS TABLE (kind text, complaint_id uuid, task_force_id uuid, agency_id uuid, working_agency_id uuid, investigator_id uuid)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session();
BEGIN
  RETURN QUERY
    SELECT p.* FROM oversight.owner_of_record(record) p
     WHERE audit.is_seen(record)
        OR (me.role IN ('admin', 'auditor')
            AND (me.task_force_id IS NULL OR me.task_force_id = p.task_force_id)
            AND (me.agency_id IS NULL OR me.agency_id IN (p.agency_id, p.working_agency_id))
            AND (NOT oversight.is_sealed(p.complaint_id) OR (me.role = 'auditor' AND me.agency_id IS NULL)));
END $$;
