-- Writes an entry that an account was approved by one person alone, since nobody else could.
CREATE OR REPLACE FUNCTION auth.note_alone(held uuid) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM audit.note('account.approved-alone', held, 'done', 'There is nobody else who could approve it.',
                     nullif(current_setting('app.request', true), ''));
END $$;
