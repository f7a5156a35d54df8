CALL app.guard_by_legal_hold('app.legal_processes');
SELECT audit.watch('app.legal_processes', 'authority', 'number', 'directed_to', 'withdrawal_reason', 'void_reason');
CALL quota.count_texts('app.legal_processes');
CALL app.count_in_ledger('app.legal_processes');
CREATE TRIGGER legal_processes_timed_insert AFTER INSERT ON app.legal_processes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
CREATE TRIGGER legal_processes_timed_update AFTER UPDATE ON app.legal_processes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.time_on_insert();
