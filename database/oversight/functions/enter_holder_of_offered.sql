-- Writes an entry that the receiver of an offer learned who holds its tip.
CREATE OR REPLACE FUNCTION oversight.enter_holder_of_offered(transfer uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE held uuid[];
BEGIN
  held := ARRAY(
    SELECT c.id FROM app.transfers o
      JOIN app.complaints given ON given.id = o.complaint_id
      JOIN app.complaints c ON c.task_force_id = o.to_task_force_id AND c.source = given.source
                           AND c.external_reference = given.external_reference
     WHERE o.id = transfer AND o.to_task_force_id = auth.case_task_force());
  IF held <> '{}' THEN PERFORM audit.log_read('tip-holder.disclosed', held, held); END IF;
END $$;
GRANT EXECUTE ON FUNCTION oversight.enter_holder_of_offered(uuid) TO tracker_app;
