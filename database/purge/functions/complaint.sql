-- Purges one matter whole or not at all, once no part of it must be kept longer. Returns purged, busy, not_due, on_hold, or referred_to
-- where a record outside of it needs it.
CREATE OR REPLACE FUNCTION purge.complaint(complaint uuid, steps purge.step[]) RETURNS text LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  locked uuid[];
  matter uuid[];
  kept app.retentions;
  rule record;
  member uuid;
BEGIN
  locked := ARRAY(SELECT c.id FROM app.complaints c WHERE c.id IN (SELECT app.matter_of(complaint)) FOR UPDATE SKIP LOCKED);
  -- Everything is checked after the lock, the extent of the matter too: a hold, a reopening, a merge or a withdrawal locks
  -- the complaint first.
  matter := ARRAY(SELECT m FROM app.matter_of(complaint) m);
  IF cardinality(matter) = 0 OR NOT matter <@ locked THEN RETURN 'busy'; END IF;
  SELECT r.* INTO kept FROM app.retentions r
   WHERE r.complaint_id = complaint AND r.marked_at IS NOT NULL AND r.purge_not_before <= now();
  IF NOT found THEN RETURN 'not_due'; END IF;
  SELECT k.* INTO rule FROM app.retention_by_rule(complaint) k;
  IF NOT found OR rule.closed_on <> kept.closed_on
     OR coalesce(CASE WHEN kept.decided_at IS NULL THEN rule.review_on ELSE kept.review_on END, 'infinity') > current_date
     OR EXISTS (SELECT FROM app.retentions r
                 WHERE r.complaint_id = ANY (matter) AND r.decided_at IS NOT NULL
                   AND coalesce(r.review_on, 'infinity') > current_date) THEN
    RETURN 'not_due';
  END IF;
  IF EXISTS (SELECT FROM app.legal_holds h WHERE h.complaint_id = ANY (matter) AND h.lifted_at IS NULL) THEN RETURN 'on_hold'; END IF;
  BEGIN
    -- Records of one child or person may refer to each other within the matter. A reference from outside prevents the purge.
    SET CONSTRAINTS app.victims_identified_task_force_id_same_child_as_fkey, app.suspects_task_force_id_same_person_as_fkey DEFERRED;
    FOREACH member IN ARRAY matter LOOP PERFORM purge.erase(member, kept, steps); END LOOP;
    SET CONSTRAINTS app.victims_identified_task_force_id_same_child_as_fkey, app.suspects_task_force_id_same_person_as_fkey IMMEDIATE;
  EXCEPTION WHEN foreign_key_violation THEN RETURN 'referred_to';
  END;
  RETURN 'purged';
END $$;
