CALL app.add_legal_hold_triggers('app.identity_destructions');
SELECT audit.add_triggers('app.identity_destructions', withheld => '{order_number, reason}');
CALL quota.count_texts('app.identity_destructions');
CREATE TRIGGER identity_destructions_independent BEFORE INSERT OR UPDATE OF approved_by ON app.identity_destructions
  FOR EACH ROW WHEN (new.approved_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('approved_by', 'requested_by');
