-- Adds the audit triggers to a table. The named columns enter the trail by name, never by value.
CREATE OR REPLACE FUNCTION audit.watch(watched regclass, VARIADIC hidden text[] DEFAULT '{}') RETURNS void LANGUAGE plpgsql
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  name text := (SELECT relname FROM pg_class WHERE oid = watched);
  arguments text := (SELECT string_agg(quote_literal(h), ', ') FROM unnest(hidden) h);
BEGIN
  EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
                    EXECUTE FUNCTION audit.record(%s)', name || '_entered', watched, arguments);
  EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %s REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT
                    EXECUTE FUNCTION audit.record(%s)', name || '_changed', watched, arguments);
END $$;
