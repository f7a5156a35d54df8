CALL app.add_legal_hold_triggers('app.outside_checks');
SELECT audit.add_triggers('app.outside_checks', withheld => '{void_reason}');
CALL quota.count_texts('app.outside_checks');
CREATE TRIGGER outside_checks_signed BEFORE INSERT OR UPDATE ON app.outside_checks FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('recorded_by');
