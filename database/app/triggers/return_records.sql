-- Triggers of app.return_records.
SELECT audit.watch('app.return_records', 'records');
CREATE TRIGGER return_records_stay BEFORE DELETE OR TRUNCATE ON app.return_records FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER return_records_stay_settled BEFORE INSERT OR UPDATE ON app.return_records FOR EACH ROW
  EXECUTE FUNCTION app.refuse_records_of_settled();
