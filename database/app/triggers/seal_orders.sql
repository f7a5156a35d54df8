CALL app.add_legal_hold_triggers('app.seal_orders');
SELECT audit.add_triggers('app.seal_orders', withheld => '{withdraw_reason}');
CALL quota.count_texts('app.seal_orders');
CREATE TRIGGER seal_orders_independent BEFORE INSERT OR UPDATE OF executed_by ON app.seal_orders
  FOR EACH ROW WHEN (new.executed_by IS NOT NULL) EXECUTE FUNCTION auth.require_independence('executed_by', 'entered_by');
CREATE TRIGGER seal_orders_signed BEFORE INSERT OR UPDATE ON app.seal_orders FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('entered_by', 'executed_by', 'withdrawn_by');
CREATE TRIGGER seal_orders_update_refused BEFORE UPDATE ON app.seal_orders
  FOR EACH ROW WHEN ((old.executed_at IS NOT NULL OR old.withdrawn_at IS NOT NULL) AND current_user = 'tracker_app')
  EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER seal_orders_purge_subjects AFTER UPDATE OF executed_at ON app.seal_orders
  FOR EACH ROW WHEN (new.kind = 'expunge' AND old.executed_at IS NULL AND new.executed_at IS NOT NULL)
  EXECUTE FUNCTION app.purge_expunged_subjects();
