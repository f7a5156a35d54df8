-- Exchanges the answers once both sides have answered, and the case references where neither saw no conflict. An answer locks the
-- pair, so the sides answer one after the other.
CREATE OR REPLACE FUNCTION app.exchange_answers() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE theirs app.deconfliction_hits; is_agreed boolean;
BEGIN
  SELECT * INTO theirs FROM app.deconfliction_hits h WHERE h.pair_id = new.pair_id AND h.id <> new.id;
  IF theirs.answer IS NULL THEN RETURN new; END IF;
  is_agreed := new.answer <> 'no_conflict' AND theirs.answer <> 'no_conflict';
  new.their_answer := theirs.answer;
  new.their_reference := CASE WHEN is_agreed THEN oversight.reference_of(theirs.complaint_id) END;
  UPDATE app.deconfliction_hits h
     SET their_answer = new.answer, their_reference = CASE WHEN is_agreed THEN oversight.reference_of(new.complaint_id) END,
         version = h.version + 1
   WHERE h.id = theirs.id;
  RETURN new;
END $$;
