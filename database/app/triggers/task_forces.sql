SELECT audit.add_triggers('app.task_forces');
CREATE TRIGGER task_forces_number_their_complaints AFTER INSERT ON app.task_forces FOR EACH ROW EXECUTE FUNCTION app.number_complaints_of();
CREATE TRIGGER task_forces_number_their_investigations AFTER INSERT ON app.task_forces FOR EACH ROW
  EXECUTE FUNCTION app.number_investigations_of();
