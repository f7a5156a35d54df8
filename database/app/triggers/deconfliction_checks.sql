CALL app.guard_by_legal_hold('app.deconfliction_checks');
SELECT audit.watch('app.deconfliction_checks', 'hashes', 'purpose', 'need_to_know', 'right_to_know', 'imminent_danger');
CALL quota.count_texts('app.deconfliction_checks');
CREATE TRIGGER deconfliction_checks_signed BEFORE INSERT ON app.deconfliction_checks FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('asked_by');
