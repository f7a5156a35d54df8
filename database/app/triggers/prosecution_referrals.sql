-- Triggers of app.prosecution_referrals.
CALL app.guard_by_legal_hold('app.prosecution_referrals');
SELECT audit.watch('app.prosecution_referrals');
CREATE TRIGGER counted_delete AFTER DELETE ON app.prosecution_referrals REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_prosecution_referrals();
CREATE TRIGGER counted_insert AFTER INSERT ON app.prosecution_referrals REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_prosecution_referrals();
CREATE TRIGGER counted_update AFTER UPDATE ON app.prosecution_referrals REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
  EXECUTE FUNCTION tally.enter_prosecution_referrals();
