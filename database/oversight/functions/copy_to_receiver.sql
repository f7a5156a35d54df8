-- Copies the complaint of an offer to the receiver's task force, to be triaged there. A transfer that returns to its giver reopens the
-- complaint that closed when it left. Null where the task force has the tip already: nobody else's case is disclosed.
-- src/casework/complaints/complaint-columns.ts declares which columns a transfer omits.
CREATE OR REPLACE FUNCTION oversight.copy_to_receiver(offer app.transfers, given app.complaints, becomes uuid, at timestamptz) RETURNS uuid
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE held app.complaints;
BEGIN
  INSERT INTO app.complaints (id, task_force_id, agency_id, source, external_reference, type, mode, received_at, received_precision,
                              incident_at, incident_precision, jurisdiction_state, jurisdiction_county, jurisdiction_city, narrative, state, intake_digest,
                              reported_to_ncmec_at, ncmec_class, annotations, first_use, first_use_at, referred_from, logged_at, version)
  VALUES (becomes, offer.to_task_force_id, offer.to_agency_id, given.source, given.external_reference, given.type, given.mode,
          given.received_at, given.received_precision, given.incident_at, given.incident_precision, given.jurisdiction_state, given.jurisdiction_county, given.jurisdiction_city,
          given.narrative, 'received', given.intake_digest, given.reported_to_ncmec_at, given.ncmec_class, given.annotations,
          given.first_use, given.first_use_at,
          CASE offer.kind WHEN 'referral' THEN given.id ELSE given.referred_from END, at, 1)
  ON CONFLICT DO NOTHING;
  IF found THEN RETURN becomes; END IF;

  SELECT * INTO held FROM app.complaints c
   WHERE c.task_force_id = offer.to_task_force_id AND c.source = given.source AND c.external_reference = given.external_reference
   ORDER BY c.sealed_before DESC LIMIT 1;
  IF offer.kind = 'referral' OR held.agency_id <> offer.to_agency_id OR held.is_sealed
     OR NOT oversight.was_transferred_to(held.id, given.id) THEN
    RETURN NULL;
  END IF;
  UPDATE app.complaints c
     SET working_agency_id = NULL, investigator_id = NULL, due_at = NULL, state = 'reopened',
         state_since = at, disposition = NULL, transferred_to = NULL, cycle = c.cycle + 1, version = c.version + 1
   WHERE c.id = held.id;
  RETURN held.id;
END $$;
