SELECT audit.add_triggers('app.import_batches', withheld => '{mapping,constants,translations}');
-- A file that closes complaints takes two persons: those who prepared it, and another one who commits it.
CREATE TRIGGER import_batches_independent BEFORE INSERT OR UPDATE OF committed_by ON app.import_batches
  FOR EACH ROW WHEN (new.closing > 0 AND new.committed_by IS NOT NULL)
  EXECUTE FUNCTION auth.require_independence('committed_by', 'started_by,uploaded_by');
