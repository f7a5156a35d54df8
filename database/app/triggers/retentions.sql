CALL app.add_legal_hold_triggers('app.retentions');
SELECT audit.add_triggers('app.retentions', withheld => '{reason, mark_reason}');
CALL quota.count_texts('app.retentions');
CREATE TRIGGER retentions_set_purge_day BEFORE INSERT OR UPDATE ON app.retentions FOR EACH ROW EXECUTE FUNCTION app.set_purge_day();
CREATE TRIGGER retentions_signed BEFORE INSERT OR UPDATE ON app.retentions FOR EACH ROW
  EXECUTE FUNCTION app.refuse_foreign_name('decided_by', 'marked_by');
