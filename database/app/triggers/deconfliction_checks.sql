CALL app.add_legal_hold_triggers('app.deconfliction_checks');
SELECT audit.add_triggers('app.deconfliction_checks', withheld => '{hashes, purpose, need_to_know, right_to_know, imminent_danger}');
CALL quota.count_texts('app.deconfliction_checks');
CREATE TRIGGER deconfliction_checks_signed BEFORE INSERT ON app.deconfliction_checks FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('asked_by');
