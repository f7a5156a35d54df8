-- Returns the complaint of a reference, or the account of an email, that the session may ask about in the access log, in the trail and in
-- an explanation of access.
CREATE OR REPLACE FUNCTION audit.find_by_reference_or_email(entered text)
  RETURNS TABLE (kind text, id uuid, name text, agency_name text)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE me auth.sessions := auth.session();
BEGIN
  IF NOT coalesce(me.role IN ('supervisor', 'admin', 'auditor'), false) THEN RETURN; END IF;
  RETURN QUERY
    SELECT 'complaint', c.id, c.reference, agency.name
      FROM oversight.complaint_with_reference(entered) c
     CROSS JOIN LATERAL audit.find_explained_record(c.id) p
      JOIN app.agencies agency ON agency.id = p.agency_id
    UNION ALL
    SELECT 'account', a.id, a.name, agency.name
      FROM app.accounts a
      LEFT JOIN app.agencies agency ON agency.id = a.agency_id
     WHERE a.email = lower(entered)
       AND (me.task_force_id IS NULL
            OR (a.task_force_id = me.task_force_id AND (me.agency_id IS NULL OR a.agency_id = me.agency_id)));
END $$;
GRANT EXECUTE ON FUNCTION audit.find_by_reference_or_email(text) TO tracker_app;
