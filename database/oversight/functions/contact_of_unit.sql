-- Returns the names and the contact of a unit that plans an event.
CREATE OR REPLACE FUNCTION oversight.contact_of_unit(agency_id uuid, OUT agency text, OUT task_force text, OUT phone text, OUT email text)
  LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT a.name, t.name, coalesce(a.contact_phone, t.contact_phone), coalesce(a.contact_email, t.contact_email)
    FROM app.agencies a JOIN app.task_forces t ON t.id = a.task_force_id
   WHERE a.id = contact_of_unit.agency_id;
END;
