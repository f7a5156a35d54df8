-- Writes one entry for a read with all the records it returned. Their complaints count as read, too.
CREATE OR REPLACE FUNCTION audit.log_read(action text, records uuid[], complaints uuid[] DEFAULT NULL) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who auth.sessions := auth.session();
  of_complaints uuid[] := (SELECT array_agg(DISTINCT c) FROM unnest(complaints) c);
  seen uuid[] := (SELECT array_agg(DISTINCT r) FROM unnest(records || complaints) r);
BEGIN
  IF who.id IS NULL AND session_user = 'tracker_app' THEN
    RAISE EXCEPTION 'an act of nobody' USING ERRCODE = '42501';
  END IF;
  INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id, reason,
                             request_id, address, records)
  VALUES (who.account_id, who.id, who.role, who.agency_id, who.task_force_id, action,
          CASE WHEN cardinality(records) = 1 THEN records[1] END,
          CASE WHEN cardinality(of_complaints) = 1 THEN of_complaints[1] END,
          nullif(current_setting('app.reason', true), ''), nullif(current_setting('app.request', true), ''),
          nullif(current_setting('app.address', true), '')::inet, coalesce(seen, '{}'));
END $$;
GRANT EXECUTE ON FUNCTION audit.log_read(text, uuid[], uuid[]) TO tracker_app, tracker_oversight;
