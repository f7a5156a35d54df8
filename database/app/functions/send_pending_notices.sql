-- Sends pending notices in batches and returns how many it handled. Holders learn who met a victim's identifier. Owners of entries are
-- asked for a review, or the request ends with the last claim.
CREATE OR REPLACE FUNCTION app.send_pending_notices(most integer) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  work record;
  done integer := 0;
BEGIN
  FOR work IN
    DELETE FROM oversight.pending_notices p
     WHERE p.id IN (SELECT n.id FROM oversight.pending_notices n ORDER BY n.id LIMIT most FOR UPDATE SKIP LOCKED)
    RETURNING p.*
  LOOP
    done := done + 1;
    IF work.via = 'claim' THEN
      PERFORM audit.begin_change('index-entry.review-called', NULL, NULL, NULL);
      UPDATE app.subject_index_entries e SET review_called_for = 'victim_identifier', version = e.version + 1
       WHERE e.state IN ('submitted', 'approved') AND coalesce(e.review_called_for, 'entry_corrected') = 'entry_corrected'
         AND e.id IN (SELECT s.entry_id FROM app.subject_index_identifiers s
                       WHERE s.id = ANY (work.identifiers) AND oversight.is_suspended(s.id));
      PERFORM audit.begin_change('index-entry.review-lifted', NULL, NULL, NULL);
      UPDATE app.subject_index_entries e
         SET review_called_for = CASE WHEN e.corrected_by IS NOT NULL THEN 'entry_corrected' END, version = e.version + 1
       WHERE e.review_called_for = 'victim_identifier'
         AND e.id IN (SELECT s.entry_id FROM app.subject_index_identifiers s WHERE s.id = ANY (work.identifiers))
         AND NOT EXISTS (SELECT FROM app.subject_index_identifiers s
                          WHERE s.task_force_id = e.task_force_id AND s.entry_id = e.id AND oversight.is_suspended(s.id));
    ELSIF work.identifiers <> '{}' THEN
      PERFORM audit.begin_change('victim-identifier.searched', NULL, NULL, NULL);
      INSERT INTO app.victim_inquiries (id, task_force_id, complaint_id, identifier_id, via, asking_agency_id, asked_by, asked_at)
      SELECT gen_random_uuid(), f.task_force_id, f.complaint_id, f.id, work.via, work.agency_id, work.account_id, work.at
        FROM oversight.found_identifiers(work.identifiers) f;
    END IF;
  END LOOP;
  RETURN done;
END $$;
GRANT EXECUTE ON FUNCTION app.send_pending_notices(integer) TO tracker_app;
