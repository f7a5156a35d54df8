CALL app.add_legal_hold_triggers('app.legal_processes');
SELECT audit.add_triggers('app.legal_processes', withheld => '{authority, number, directed_to, withdrawal_reason, void_reason}');
CALL quota.count_texts('app.legal_processes');
CALL app.count_in_ledger('app.legal_processes');
CREATE TRIGGER legal_processes_timed_insert AFTER INSERT ON app.legal_processes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_timings_of_rows();
CREATE TRIGGER legal_processes_timed_update AFTER UPDATE ON app.legal_processes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_timings_of_rows();
