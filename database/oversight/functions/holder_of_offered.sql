-- Returns the contact for a tip that the receiver's task force has already, or the complaint where the session may see it.
CREATE OR REPLACE FUNCTION oversight.holder_of_offered(offer app.transfers, given app.complaints)
  RETURNS TABLE (held uuid, agency text, phone text, email text) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT CASE WHEN coalesce(auth.agency(), c.agency_id) IN (c.agency_id, c.working_agency_id) AND NOT c.is_sealed THEN c.id END,
         a.name, coalesce(a.contact_phone, f.contact_phone), coalesce(a.contact_email, f.contact_email)
    FROM app.complaints c
    JOIN app.agencies a ON a.id = c.agency_id
    JOIN app.task_forces f ON f.id = c.task_force_id
   WHERE c.task_force_id = (holder_of_offered.offer).to_task_force_id AND c.source = (holder_of_offered.given).source
     AND c.external_reference = (holder_of_offered.given).external_reference
   ORDER BY c.sealed_before DESC LIMIT 1;
END;
