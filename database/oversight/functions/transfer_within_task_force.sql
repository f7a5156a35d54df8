-- Carries out a transfer or referral within the task force. A transfer becomes the receiver's, with no investigator named. A referral stays
-- its owner's, and the receiver works it. An assignment by it is due as its tier says.
CREATE OR REPLACE FUNCTION oversight.transfer_within_task_force(offer app.transfers, given app.complaints, at timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE due timestamptz := given.due_at;
BEGIN
  IF offer.kind = 'transfer' THEN
    UPDATE app.complaints c
       SET state = CASE WHEN given.state_before IN ('received', 'in_triage', 'triaged', 'reopened') THEN given.state_before
                        ELSE 'triaged' END,
           state_before = NULL, state_since = at, agency_id = offer.to_agency_id, working_agency_id = NULL,
           investigator_id = NULL, due_at = NULL, version = c.version + 1
     WHERE c.id = given.id;
    RETURN;
  END IF;
  UPDATE app.complaints c
     SET state = given.state_before, state_before = NULL, state_since = at, working_agency_id = offer.to_agency_id,
         investigator_id = NULL, version = c.version + 1
   WHERE c.id = given.id;
  IF given.state_before = 'triaged' THEN
    due := oversight.due_from(at, given.priority);
    UPDATE app.complaints c SET state = 'assigned', due_at = due WHERE c.id = given.id;
  END IF;
  INSERT INTO app.assignments (id, task_force_id, complaint_id, agency_id, due_at, reason, cycle, assigned_by, assigned_at)
  VALUES (gen_random_uuid(), given.task_force_id, given.id, offer.to_agency_id, due, offer.reason, given.cycle,
          offer.offered_by, at);
END $$;
