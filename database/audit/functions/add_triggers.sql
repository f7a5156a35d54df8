-- Adds the audit triggers to a table. The withheld columns enter the trail by name, never by value.
CREATE OR REPLACE FUNCTION audit.add_triggers(audited regclass, withheld text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := (SELECT relname FROM pg_class WHERE oid = audited);
  arguments text := (SELECT string_agg(quote_literal(w), ', ') FROM unnest(withheld) w);
BEGIN
  EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
                    EXECUTE FUNCTION audit.record(%s)', name || '_entered', audited, arguments);
  EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %s REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT
                    EXECUTE FUNCTION audit.record(%s)', name || '_changed', audited, arguments);
END $$;
