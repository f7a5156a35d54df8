-- Writes an entry that one person alone approved an account, with the reason.
CREATE OR REPLACE FUNCTION auth.log_single_approval(account uuid, reason text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.note('account.approved-alone', account, 'done', reason, nullif(current_setting('app.request', true), ''));
END $$;
