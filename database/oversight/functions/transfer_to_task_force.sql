-- Carries out an offer to another task force. A transfer ends the complaint here, where it no longer counts; a referral leaves it as it
-- was.
CREATE OR REPLACE FUNCTION oversight.transfer_to_task_force(offer app.transfers, given app.complaints, became uuid, at timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF offer.kind = 'referral' THEN
    PERFORM oversight.restore_previous_state(given, at);
    RETURN;
  END IF;
  UPDATE app.complaints c
     SET state = 'closed', state_before = NULL, state_since = at, disposition = 'referred_other_icac', transferred_to = became,
         version = c.version + 1
   WHERE c.id = given.id;
  INSERT INTO app.dispositions (id, task_force_id, complaint_id, code, narrative, disposed_by, disposed_at)
  VALUES (gen_random_uuid(), given.task_force_id, given.id, 'referred_other_icac', offer.reason, offer.offered_by, at);
END $$;
