SELECT audit.add_triggers('app.recertification_lines');
CREATE TRIGGER recertification_lines_independent BEFORE INSERT OR UPDATE OF decided_by ON app.recertification_lines
  FOR EACH ROW WHEN (new.decision = 'confirmed') EXECUTE FUNCTION auth.require_independence('decided_by', 'account_id');
