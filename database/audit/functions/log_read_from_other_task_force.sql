-- Writes the read by somebody of another task force to the chain of the record's task force.
CREATE OR REPLACE FUNCTION audit.log_read_from_other_task_force(chain uuid, action text, subject uuid, complaint uuid, seen uuid[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE who auth.sessions := auth.session();
BEGIN
  INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id,
                             request_id, address, records)
  VALUES (who.account_id, who.id, who.role, who.agency_id, chain, action, subject, complaint,
          nullif(current_setting('app.request', true), ''), nullif(current_setting('app.address', true), '')::inet, seen);
END $$;
GRANT EXECUTE ON FUNCTION audit.log_read_from_other_task_force(uuid, text, uuid, uuid, uuid[]) TO tracker_oversight;
