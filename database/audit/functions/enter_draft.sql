-- Writes an entry for the first save of a draft and for its end, without its text. The purge of a case has its certificate instead.
CREATE OR REPLACE FUNCTION audit.enter_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  who   auth.sessions := auth.session();
  draft staging.drafts := coalesce(new, old);
  act   text;
BEGIN
  act := CASE tg_op
           WHEN 'INSERT' THEN 'draft.saved'
           WHEN 'UPDATE' THEN CASE WHEN old.ended_at IS NULL AND new.ended_at IS NOT NULL
                                   THEN CASE new.outcome WHEN 'submitted' THEN 'draft.submitted' ELSE 'draft.deleted' END END
           ELSE CASE WHEN old.ended_at IS NULL AND current_setting('app.action', true) = 'draft.expired' THEN 'draft.expired' END
         END;
  IF act IS NULL THEN RETURN NULL; END IF;
  INSERT INTO audit.entries (account_id, session_id, role, actor_agency, task_force_id, action, subject, complaint_id, request_id, address)
  VALUES (who.account_id, who.id, who.role, who.agency_id, draft.task_force_id, act, draft.id, draft.complaint_id,
          nullif(current_setting('app.request', true), ''), nullif(current_setting('app.address', true), '')::inet);
  RETURN NULL;
END $$;
