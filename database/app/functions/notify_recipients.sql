-- Notifies each recipient of an entry that it was corrected or purged.
CREATE OR REPLACE FUNCTION app.notify_recipients() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO app.subject_index_notices (id, task_force_id, agency_id, from_task_force_id, from_agency_id, from_agency_name,
                                         contact_phone, contact_email, entry_id, review_id, kind, changed, created_at, version)
  SELECT gen_random_uuid(), d.to_task_force_id, d.to_agency_id, e.task_force_id, e.agency_id, c.name, c.phone, c.email,
         e.id, new.id, new.outcome, new.changed, new.reviewed_at, 1
    FROM (SELECT DISTINCT g.to_task_force_id, g.to_agency_id FROM app.subject_index_disseminations g
           WHERE g.task_force_id = new.task_force_id AND g.entry_id = new.entry_id) d
    JOIN app.subject_index_entries e ON e.id = new.entry_id
   CROSS JOIN LATERAL oversight.contact_of_agency(e.agency_id) c
   WHERE d.to_agency_id <> e.agency_id;
  RETURN NULL;
END $$;
