-- Lets a tip be received whose number only a sealed complaint has: it follows that complaint in the unique key. For supervisors who see
-- sealed complaints the number stays taken. The plan of an empty table stays for the whole of an import. Without a sort only the unique key
-- can return the order, so that plan finds the row by it and does not read all complaints of the task force.
CREATE OR REPLACE FUNCTION oversight.set_sealed_before() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
  SET enable_sort = off AS $$
DECLARE last record;
BEGIN
  SELECT c.sealed_before, c.is_sealed INTO last FROM app.complaints c
   WHERE c.task_force_id = new.task_force_id AND c.source = new.source AND c.external_reference = new.external_reference
   ORDER BY c.sealed_before DESC LIMIT 1;
  new.sealed_before := CASE WHEN NOT found THEN 0 WHEN last.is_sealed AND auth.sees_sealed() IS NOT TRUE THEN last.sealed_before + 1
                            ELSE last.sealed_before END;
  RETURN new;
END $$;
GRANT EXECUTE ON FUNCTION oversight.set_sealed_before() TO tracker_owner;
