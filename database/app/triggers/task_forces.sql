SELECT audit.add_triggers('app.task_forces');
CREATE TRIGGER task_forces_numbered AFTER INSERT ON app.task_forces FOR EACH ROW EXECUTE FUNCTION app.create_number_sequences();
