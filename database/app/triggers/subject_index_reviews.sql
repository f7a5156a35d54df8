SELECT audit.add_triggers('app.subject_index_reviews', withheld => '{protected_views_basis}');
CREATE TRIGGER subject_index_reviews_notify AFTER INSERT ON app.subject_index_reviews
  FOR EACH ROW WHEN (new.outcome = 'purged' OR (new.outcome = 'corrected' AND new.changed <> '{}')) EXECUTE FUNCTION app.notify_recipients();
