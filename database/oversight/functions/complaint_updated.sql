-- Updates the search index after a complaint has changed.
CREATE OR REPLACE FUNCTION oversight.complaint_updated() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF (old.agency_id, old.working_agency_id, old.narrative, old.received_at)
     IS DISTINCT FROM (new.agency_id, new.working_agency_id, new.narrative, new.received_at) THEN
    UPDATE search.complaints c
       SET agency_id = s.agency_id, working_agency_id = s.working_agency_id, is_sealed = s.is_sealed, received_at = s.received_at,
           received_on = s.received_on, state = s.state, type = s.type, source = s.source, words = s.words
      FROM oversight.searchable_complaints s WHERE s.complaint_id = new.id AND c.complaint_id = new.id;
  ELSE
    UPDATE search.complaints c SET is_sealed = new.is_sealed, state = new.state, type = new.type, source = new.source
     WHERE c.complaint_id = new.id;
  END IF;
  IF (old.agency_id, old.working_agency_id, old.is_expunged, old.reported_to_ncmec_at)
     IS DISTINCT FROM (new.agency_id, new.working_agency_id, new.is_expunged, new.reported_to_ncmec_at) THEN
    PERFORM oversight.reindex_names(ARRAY(SELECT n.record_id FROM search.names n WHERE n.complaint_id = new.id));
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION oversight.complaint_updated() TO tracker_owner;
