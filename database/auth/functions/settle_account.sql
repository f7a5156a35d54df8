-- Sets the time from which an account may be used, its requester, and whether it waits for a second person. A change without a session is
-- the database owner's.
CREATE OR REPLACE FUNCTION auth.settle_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  asking     uuid := auth.account();
  is_enabled boolean := tg_op = 'INSERT' OR (old.disabled_at IS NOT NULL AND new.disabled_at IS NULL);
  is_moved   boolean := tg_op = 'UPDATE' AND (old.role, old.task_force_id, old.agency_id)
                                             IS DISTINCT FROM (new.role, new.task_force_id, new.agency_id);
BEGIN
  IF tg_op = 'UPDATE' AND old.role IN ('admin', 'supervisor') AND old.disabled_at IS NULL AND old.approved_at IS NOT NULL
     AND (is_moved OR new.disabled_at IS NOT NULL) THEN
    -- An account that was relieved at the national seat counts as national for a week, even if it moves on meanwhile.
    IF old.relieved_task_force_id IS NOT NULL OR NOT coalesce(old.relieved_at > now() - interval '7 days', false) THEN
      new.relieved_task_force_id := old.task_force_id;
    END IF;
    new.relieved_at := now();
  END IF;
  IF is_enabled THEN new.enabled_at := now(); END IF;
  IF NOT is_enabled AND NOT is_moved THEN RETURN new; END IF;
  new.requested_by := asking;
  new.approved_by := asking;
  new.approved_at := now();
  IF asking IS NOT NULL AND (new.role IN ('admin', 'supervisor') OR new.task_force_id IS NULL) THEN
    IF auth.has_second_person(new, asking) THEN
      new.approved_by := NULL;
      new.approved_at := NULL;
    ELSE
      PERFORM auth.log_single_approval(new.id, 'There is nobody else who could approve it.');
    END IF;
  END IF;
  RETURN new;
END $$;
