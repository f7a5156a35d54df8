CALL app.add_legal_hold_triggers('app.transfers');
SELECT audit.add_triggers('app.transfers', withheld => '{reason, summary, answer_reason}');
CALL quota.count_texts('app.transfers');
CREATE TRIGGER transfers_timed AFTER UPDATE OF state ON app.transfers FOR EACH ROW WHEN (old.state = 'offered' AND new.state = 'accepted')
  EXECUTE FUNCTION oversight.store_offer_timing();
