-- Only the first save and the end of a draft enter the trail, without its text. The text is erased at the end.
CALL app.add_legal_hold_triggers('staging.drafts');
CREATE TRIGGER drafts_bounded AFTER INSERT ON staging.drafts FOR EACH ROW EXECUTE FUNCTION staging.bound_drafts();
CREATE TRIGGER drafts_erased BEFORE UPDATE OF ended_at ON staging.drafts FOR EACH ROW WHEN (new.ended_at IS NOT NULL)
  EXECUTE FUNCTION purge.erase_ended_draft();
CREATE TRIGGER drafts_entered AFTER INSERT OR UPDATE OF ended_at OR DELETE ON staging.drafts FOR EACH ROW
  EXECUTE FUNCTION audit.enter_draft();
