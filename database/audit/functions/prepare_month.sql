-- Makes the partition of a month and moves its entries there from the default partition. The table is filled before it is attached, so
-- writers wait a second at most.
CREATE OR REPLACE FUNCTION audit.prepare_month(month date) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp SET lock_timeout = '1s' AS $$
DECLARE
  name text := 'entries_' || to_char(month, 'YYYY_MM');
  opens timestamptz := month::timestamp AT TIME ZONE 'UTC';
  shuts timestamptz := (month + interval '1 month') AT TIME ZONE 'UTC';
BEGIN
  IF to_regclass(format('audit.%I', name)) IS NOT NULL THEN RETURN false; END IF;
  EXECUTE format('CREATE TABLE audit.%I (LIKE audit.entries INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
  IF EXISTS (SELECT FROM audit.entries_default e WHERE e.at >= opens AND e.at < shuts) THEN
    ALTER TABLE audit.entries_default DISABLE TRIGGER entries_default_append_only;
    EXECUTE format('WITH moved AS (DELETE FROM audit.entries_default e WHERE e.at >= $1 AND e.at < $2 RETURNING e.*)
                    INSERT INTO audit.%I SELECT * FROM moved', name) USING opens, shuts;
    ALTER TABLE audit.entries_default ENABLE TRIGGER entries_default_append_only;
  END IF;
  EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()', name || '_append_only', name);
  EXECUTE format('ALTER TABLE audit.entries ATTACH PARTITION audit.%I FOR VALUES FROM (%L) TO (%L)', name,
                 opens AT TIME ZONE 'UTC' || '+00', shuts AT TIME ZONE 'UTC' || '+00');
  RETURN true;
END $$;
