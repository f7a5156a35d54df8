-- Returns a shared complaint as it is now to the receiver of the share. No row once the share or the agreement has ended or the complaint
-- is sealed. Children appear by pseudonym. A read from another task force is written to the chain of the complaint's task force.
CREATE OR REPLACE FUNCTION oversight.shared_complaint(share uuid, at timestamptz)
  RETURNS TABLE (complaint jsonb, suspects jsonb, arrests jsonb, victims jsonb, seen uuid[])
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who   auth.sessions := auth.session();
  given app.shares;
  it    app.complaints;
BEGIN
  SELECT * INTO given FROM app.shares s
   WHERE s.id = share AND who.role IN ('investigator', 'supervisor') AND s.to_task_force_id = who.task_force_id
     AND coalesce(who.agency_id, s.to_agency_id) = s.to_agency_id;
  IF given.id IS NULL THEN
    RAISE EXCEPTION 'not shared with this session' USING ERRCODE = '42501';
  END IF;
  SELECT c.* INTO it FROM app.complaints c JOIN app.task_forces f ON f.id = c.task_force_id
   WHERE c.id = given.complaint_id AND NOT c.is_sealed AND given.ended_at IS NULL
     AND (at AT TIME ZONE f.zone)::date <= given.until_on
     AND oversight.has_agreement(given.to_agency_id, (at AT TIME ZONE f.zone)::date);
  IF it.id IS NULL THEN RETURN; END IF;

  SELECT jsonb_build_object(
           'id', it.id, 'reference', it.reference, 'state', it.state, 'priority', it.priority, 'source', it.source,
           'externalReference', it.external_reference, 'type', it.type, 'mode', it.mode, 'receivedAt', it.received_at,
           'receivedOn', it.received_on, 'incidentAt', it.incident_at, 'narrative', it.narrative, 'disposition', it.disposition,
           'jurisdiction', jsonb_build_object('state', it.jurisdiction_state, 'county', it.jurisdiction_county,
                                              'city', it.jurisdiction_city),
           'owner', jsonb_build_object('agency', a.name, 'phone', coalesce(a.contact_phone, f.contact_phone),
                                       'email', coalesce(a.contact_email, f.contact_email)))
    INTO complaint
    FROM app.agencies a JOIN app.task_forces f ON f.id = a.task_force_id WHERE a.id = it.agency_id;
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'id', s.id, 'offenderClass', s.offender_class, 'juvenile', s.juvenile, 'identifiedOn', s.identified_on,
           'givenName', CASE WHEN given.includes_names AND NOT s.juvenile THEN s.given_name END,
           'familyName', CASE WHEN given.includes_names AND NOT s.juvenile THEN s.family_name END)
           ORDER BY s.identified_on, s.id), '[]'), array_agg(s.id)
    INTO suspects, seen
    FROM app.suspects s WHERE s.task_force_id = it.task_force_id AND s.complaint_id = it.id AND s.voided_at IS NULL;
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'id', a.id, 'suspectId', a.suspect_id, 'arrestedOn', a.arrested_on, 'kind', a.kind)
           ORDER BY a.arrested_on, a.id), '[]'), seen || array_agg(a.id)
    INTO arrests, seen
    FROM app.arrests a WHERE a.task_force_id = it.task_force_id AND a.complaint_id = it.id AND a.voided_at IS NULL;
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'id', v.id, 'pseudonym', v.pseudonym, 'identifiedOn', v.identified_on, 'abuseTiming', v.abuse_timing,
           'safeguardingStatus', v.safeguarding_status)
           ORDER BY v.identified_on, v.id), '[]'), it.id || seen || array_agg(v.id)
    INTO victims, seen
    FROM app.victims_identified v WHERE v.task_force_id = it.task_force_id AND v.complaint_id = it.id AND v.voided_at IS NULL;
  IF given.task_force_id <> who.task_force_id THEN
    PERFORM audit.log_read_from_other_task_force(given.task_force_id, 'share.read', given.id, it.id, seen);
  END IF;
  RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION oversight.shared_complaint(uuid, timestamptz) TO tracker_app;
