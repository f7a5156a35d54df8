-- Triggers of app.forensic_exams.
CALL app.guard_by_legal_hold('app.forensic_exams');
SELECT audit.watch('app.forensic_exams', 'void_reason');
CALL quota.count_texts('app.forensic_exams');
CREATE TRIGGER counted_delete AFTER DELETE ON app.forensic_exams REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_forensic_exams();
CREATE TRIGGER counted_insert AFTER INSERT ON app.forensic_exams REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_forensic_exams();
CREATE TRIGGER counted_update AFTER UPDATE ON app.forensic_exams REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_forensic_exams();
