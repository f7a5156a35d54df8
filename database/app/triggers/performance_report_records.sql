SELECT audit.add_triggers('app.performance_report_records', withheld => '{records}');
CREATE TRIGGER performance_report_records_delete_refused BEFORE DELETE OR TRUNCATE ON app.performance_report_records
  FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER performance_report_records_update_refused BEFORE INSERT OR UPDATE ON app.performance_report_records FOR EACH ROW
  EXECUTE FUNCTION app.refuse_change_of_final_report();
