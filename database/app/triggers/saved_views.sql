SELECT audit.add_triggers('app.saved_views', withheld => '{name, text, filters}');
CREATE TRIGGER saved_views_bounded AFTER INSERT OR UPDATE ON app.saved_views FOR EACH ROW EXECUTE FUNCTION app.bound_saved_views();
