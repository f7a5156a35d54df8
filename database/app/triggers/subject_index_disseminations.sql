SELECT audit.add_triggers('app.subject_index_disseminations', withheld => '{recipient, what}');
-- The record of disseminations only grows, for its owner too.
CREATE TRIGGER subject_index_disseminations_change_refused BEFORE UPDATE OR DELETE OR TRUNCATE ON app.subject_index_disseminations FOR EACH STATEMENT
  EXECUTE FUNCTION app.refuse_change();
