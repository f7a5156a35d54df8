-- Returns the contact for an agency's entry in the index.
CREATE OR REPLACE FUNCTION oversight.agency_to_call(agency uuid)
  RETURNS TABLE (task_force text, name text, phone text, email text) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT t.code, a.name, coalesce(a.contact_phone, t.contact_phone), coalesce(a.contact_email, t.contact_email)
    FROM app.agencies a JOIN app.task_forces t ON t.id = a.task_force_id
   WHERE a.id = agency_to_call.agency;
END;
GRANT EXECUTE ON FUNCTION oversight.agency_to_call(uuid) TO tracker_owner;
