-- Whether the session may answer an offer. The offering side revokes. The receiving agency answers, and its task force once the day for the
-- answer has passed.
CREATE OR REPLACE FUNCTION oversight.may_answer(offer app.transfers, answer text, at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE who auth.sessions := auth.session();
BEGIN
  IF who.role IS DISTINCT FROM 'supervisor' OR who.task_force_id IS NULL THEN RETURN false; END IF;
  IF answer = 'revoked' THEN
    RETURN who.task_force_id = offer.task_force_id AND coalesce(who.agency_id, offer.agency_id) = offer.agency_id;
  END IF;
  RETURN who.task_force_id = offer.to_task_force_id
     AND CASE WHEN who.agency_id IS NOT NULL THEN who.agency_id = offer.to_agency_id
              ELSE offer.answer_by < (SELECT (at AT TIME ZONE f.zone)::date FROM app.task_forces f WHERE f.id = who.task_force_id)
         END;
END $$;
