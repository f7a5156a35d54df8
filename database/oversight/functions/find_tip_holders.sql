-- Returns the other agencies of the task force that hold these tips, with the complaint and a contact. An account learns 100 distinct numbers
-- a day; beyond them only that the tip is held. Sealed complaints are left out. The caller enters it in the trail.
CREATE OR REPLACE FUNCTION oversight.find_tip_holders(sources text[], numbers text[])
  RETURNS TABLE ("position" bigint, complaint uuid, agency text, phone text, email text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
DECLARE
  own_task_force uuid := auth.case_task_force();
  held record;
BEGIN
  FOR held IN
    SELECT asked.position, asked.source, asked.number, tip.id, a.name, coalesce(a.contact_phone, t.contact_phone) AS phone,
           coalesce(a.contact_email, t.contact_email) AS email
      FROM unnest(sources, numbers) WITH ORDINALITY AS asked (source, number, position)
     CROSS JOIN LATERAL (SELECT c.id, c.agency_id, c.task_force_id FROM app.complaints c
                          WHERE c.task_force_id = own_task_force AND c.source = asked.source AND c.external_reference = asked.number
                            AND NOT c.is_sealed
                          ORDER BY c.sealed_before DESC LIMIT 1) tip
      JOIN app.agencies a ON a.id = tip.agency_id
      JOIN app.task_forces t ON t.id = tip.task_force_id
     WHERE tip.agency_id IS DISTINCT FROM auth.agency()
  LOOP
    "position" := held.position;
    complaint := held.id;
    agency := NULL;
    phone := NULL;
    email := NULL;
    IF auth.count_lookups('tip_number', ARRAY[convert_to(held.source || ' ' || held.number, 'UTF8')], 100) IS NOT NULL THEN
      agency := held.name;
      phone := held.phone;
      email := held.email;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION oversight.find_tip_holders(text[], text[]) TO tracker_owner;
