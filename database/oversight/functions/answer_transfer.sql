-- Carries out an answer on both rows of an offer at once. Returns a row where nothing was done, since the receiver's task force has the tip
-- already.
CREATE OR REPLACE FUNCTION oversight.answer_transfer(transfer uuid, answer text, reason text, becomes uuid, at timestamptz)
  RETURNS TABLE (held uuid, agency text, phone text, email text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  offer  app.transfers;
  given  app.complaints;
  became uuid;
BEGIN
  SELECT * INTO offer FROM app.transfers t WHERE t.id = transfer AND t.state = 'offered' FOR UPDATE;
  SELECT * INTO given FROM app.complaints c
   WHERE c.id = offer.complaint_id AND c.agency_id = offer.agency_id AND c.state = 'transfer_pending' FOR UPDATE;
  IF given.id IS NULL OR answer NOT IN ('accepted', 'declined', 'revoked') OR NOT oversight.may_answer(offer, answer, at)
     OR (answer = 'accepted' AND given.is_sealed) THEN
    RAISE EXCEPTION 'not an answer of this session' USING ERRCODE = '42501';
  END IF;

  IF answer <> 'accepted' THEN
    PERFORM oversight.restore_previous_state(given, at);
    -- The act enters the chain of the receiver's task force.
    IF answer = 'declined' AND offer.task_force_id <> offer.to_task_force_id THEN
      PERFORM audit.note('transfer.declined', offer.id);
    END IF;
  ELSIF offer.task_force_id = offer.to_task_force_id THEN
    became := given.id;
    PERFORM oversight.transfer_within_task_force(offer, given, at);
  ELSE
    became := oversight.copy_to_receiver(offer, given, becomes, at);
    IF became IS NULL THEN
      RETURN QUERY SELECT h.* FROM oversight.holder_of_offered(offer, given) h;
      RETURN;
    END IF;
    PERFORM oversight.transfer_to_task_force(offer, given, became, at);
  END IF;

  IF became IS NOT NULL THEN
    INSERT INTO app.disclosures (id, task_force_id, complaint_id, what, recipient, recipient_task_force_id, recipient_agency_id,
                                 basis, purpose, record_id, disclosed_by, disclosed_at, entered_at)
    VALUES (gen_random_uuid(), offer.task_force_id, given.id, offer.kind, offer.to_name, offer.to_task_force_id,
            offer.to_agency_id, offer.basis, offer.reason, offer.id, offer.offered_by, at, at);
  END IF;
  UPDATE app.transfers t
     SET state = answer, answer_reason = answer_transfer.reason, decided_by = auth.account(), decided_at = at, became_complaint_id = became,
         version = t.version + 1
   WHERE t.id = offer.id;
END $$;
GRANT EXECUTE ON FUNCTION oversight.answer_transfer(uuid, text, text, uuid, timestamptz) TO tracker_app;
