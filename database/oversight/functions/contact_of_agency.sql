-- Returns the contact of an agency, or else of its task force.
CREATE OR REPLACE FUNCTION oversight.contact_of_agency(agency uuid)
  RETURNS TABLE (task_force text, name text, phone text, email text) LANGUAGE sql STABLE SECURITY DEFINER
BEGIN ATOMIC
  SELECT t.code, a.name, coalesce(a.contact_phone, t.contact_phone), coalesce(a.contact_email, t.contact_email)
    FROM app.agencies a JOIN app.task_forces t ON t.id = a.task_force_id
   WHERE a.id = contact_of_agency.agency;
END;
GRANT EXECUTE ON FUNCTION oversight.contact_of_agency(uuid) TO tracker_owner;
