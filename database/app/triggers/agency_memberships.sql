SELECT audit.add_triggers('app.agency_memberships');
CREATE TRIGGER agency_memberships_counted_insert AFTER INSERT ON app.agency_memberships REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_recipient_memberships();
CREATE TRIGGER agency_memberships_counted_update AFTER UPDATE ON app.agency_memberships REFERENCING NEW TABLE AS changed FOR EACH STATEMENT
  EXECUTE FUNCTION oversight.recalculate_recipient_memberships();
