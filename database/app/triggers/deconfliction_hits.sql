CALL app.add_legal_hold_triggers('app.deconfliction_hits');
SELECT audit.add_triggers('app.deconfliction_hits');
CALL quota.count_texts('app.deconfliction_hits');
CREATE TRIGGER deconfliction_hits_settled BEFORE UPDATE OF answer ON app.deconfliction_hits
  FOR EACH ROW WHEN (old.answer IS NULL AND new.answer IS NOT NULL) EXECUTE FUNCTION app.exchange_answers();
CREATE TRIGGER deconfliction_hits_signed BEFORE UPDATE ON app.deconfliction_hits FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('answered_by');
-- An answer is final, because it is disclosed to the other side.
CREATE TRIGGER deconfliction_hits_update_refused BEFORE UPDATE OF answer ON app.deconfliction_hits FOR EACH ROW WHEN (old.answer IS NOT NULL)
  EXECUTE FUNCTION app.refuse_change();
