-- Writes an entry about an account that has no session yet, such as a refused sign-in, to the chain of that account.
CREATE OR REPLACE FUNCTION audit.note_about(account uuid, action text, outcome text DEFAULT 'done', reason text DEFAULT NULL)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO audit.entries (task_force_id, action, subject, outcome, reason, request_id, address)
  VALUES ((SELECT a.task_force_id FROM app.accounts a WHERE a.id = account), action, account, outcome, reason,
          nullif(current_setting('app.request', true), ''), nullif(current_setting('app.address', true), '')::inet);
END $$;
GRANT EXECUTE ON FUNCTION audit.note_about(uuid, text, text, text) TO tracker_auth;
