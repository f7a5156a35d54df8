CALL app.guard_by_legal_hold('app.transfers');
SELECT audit.watch('app.transfers', 'reason', 'summary', 'answer_reason');
CALL quota.count_texts('app.transfers');
CREATE TRIGGER transfers_timed AFTER UPDATE OF state ON app.transfers FOR EACH ROW WHEN (old.state = 'offered' AND new.state = 'accepted')
  EXECUTE FUNCTION oversight.time_offer();
