-- Detaches entries of the shared subject index (28 CFR Part 23) from a case that is about to be purged, and requests their review. Entries
-- that were never approved or may not be pointed to are purged with the case.
CREATE OR REPLACE FUNCTION app.detach_subjects_from_case(complaint uuid, at timestamptz) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE parted integer;
BEGIN
  PERFORM app.purge_subject(e.id, 'The case was purged before anybody approved this.', NULL, at)
     FROM app.subject_index_entries e WHERE e.complaint_id = complaint AND e.state = 'submitted';
  PERFORM app.purge_subject(e.id, 'The case was purged, and its subject is not to be shared.', NULL, at)
     FROM app.subject_index_entries e
    WHERE e.complaint_id = complaint AND e.review_called_for IN ('subject_juvenile', 'subject_voided');
  UPDATE app.subject_index_entries e
     SET complaint_id = NULL, suspect_id = NULL, version = e.version + 1,
         review_called_for = CASE e.review_called_for WHEN 'case_sealed' THEN 'case_sealed' ELSE 'case_purged' END
   WHERE e.complaint_id = complaint;
  GET DIAGNOSTICS parted = ROW_COUNT;
  RETURN parted;
END $$;
GRANT EXECUTE ON FUNCTION app.detach_subjects_from_case(uuid, timestamptz) TO tracker_eraser;
