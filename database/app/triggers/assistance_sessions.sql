SELECT audit.add_triggers('app.assistance_sessions', withheld => '{recipient_name, topic, void_reason}');
CALL app.count_in_ledger('app.assistance_sessions');
CREATE TRIGGER assistance_sessions_placed BEFORE INSERT OR UPDATE OF held_on, recipient_agency_id ON app.assistance_sessions FOR EACH ROW
  EXECUTE FUNCTION app.set_recipient_membership();
