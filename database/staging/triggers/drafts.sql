-- Triggers of staging.drafts. Only the first save and the end of a draft enter the trail, without its text.
CALL app.guard_by_legal_hold('staging.drafts');
CREATE TRIGGER drafts_bounded AFTER INSERT ON staging.drafts FOR EACH ROW EXECUTE FUNCTION staging.bound_drafts();
CREATE TRIGGER drafts_entered AFTER INSERT OR UPDATE OF ended_at OR DELETE ON staging.drafts FOR EACH ROW
  EXECUTE FUNCTION audit.enter_draft();
