-- Carries out a seal or expungement order that a second person has signed in this transaction, on the complaint and all merged into it. Row
-- security limits it to visible complaints. An order does not unseal what another order sealed or erased.
CREATE OR REPLACE FUNCTION app.carry_out_seal_order(seal_order uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  orders app.seal_orders;
  matter uuid[];
  member uuid;
  step record;
BEGIN
  SELECT s.* INTO orders FROM app.seal_orders s
   WHERE s.id = seal_order AND s.executed_by = auth.account() AND s.executed_by <> s.entered_by
     AND s.xmin = pg_current_xact_id()::xid;
  IF NOT found OR NOT auth.sees_sealed() THEN
    RAISE EXCEPTION 'not an order that this account has executed' USING ERRCODE = '42501';
  END IF;
  matter := ARRAY(SELECT m FROM app.matter_of(orders.complaint_id) m);
  PERFORM FROM app.complaints c WHERE c.id = ANY (matter) ORDER BY c.id FOR UPDATE;
  UPDATE app.complaints c
     SET is_sealed = orders.kind <> 'unseal', is_expunged = c.is_expunged OR orders.kind = 'expunge', version = c.version + 1
   WHERE c.id = ANY (matter)
     AND (c.id = orders.complaint_id OR orders.kind <> 'unseal'
          OR NOT (c.is_expunged
                  OR coalesce((SELECT s.kind FROM app.seal_orders s WHERE s.complaint_id = c.id AND s.executed_at IS NOT NULL
                                ORDER BY s.executed_at DESC, s.id DESC LIMIT 1), 'unseal') <> 'unseal'));
  IF orders.kind <> 'expunge' THEN RETURN; END IF;
  FOREACH member IN ARRAY matter LOOP
    FOR step IN
      SELECT s.dependent, s.condition, (SELECT string_agg(e.name || ' = ' || e.written, ', ') FROM app.expunged_columns(s.dependent::regclass) e) AS written
        FROM purge.tables_to_purge() s
       -- The order itself stays, as the reason.
       WHERE s.dependent <> 'app.seal_orders'
    LOOP
      IF step.written IS NOT NULL THEN
        EXECUTE format('UPDATE %s SET %s WHERE %s', step.dependent, step.written, step.condition)
          USING member, orders.task_force_id;
      END IF;
    END LOOP;
    -- The carrier is a fact about a person, and its CHECK keeps it from the columns above.
    UPDATE app.identifiers i SET carrier_id = NULL
     WHERE i.task_force_id = orders.task_force_id AND i.complaint_id = member AND i.carrier_id IS NOT NULL;
    UPDATE staging.drafts d
       SET wrapped_key = NULL, body = NULL, mentioned_ids = '{}', ended_at = coalesce(d.ended_at, orders.executed_at), outcome = coalesce(d.outcome, 'deleted')
     WHERE d.task_force_id = orders.task_force_id AND d.complaint_id = member;
    PERFORM app.expunge_investigations(member);
    PERFORM vault.destroy(v.id, orders.executed_at) FROM app.victims_identified v
      WHERE v.task_force_id = orders.task_force_id AND v.complaint_id = member;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.carry_out_seal_order(uuid) TO tracker_app;
