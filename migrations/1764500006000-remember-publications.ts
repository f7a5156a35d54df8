import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The register of published figures about few persons. A new publication is held against all of them. */
export class RememberPublications1764500006000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(register);
    await db.query(reading);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      SET LOCAL ROLE tracker_oversight;
      DROP FUNCTION oversight.publications(text[]), oversight.publishable_records(text[]), oversight.publishable_operation(uuid),
        oversight.publishing_task_force(text[]);
      RESET ROLE;
      DROP TABLE app.publications;
    `);
  }
}

/* A publication is one row, and so one entry of the trail: each number of it on a row would be as many entries. */
const register = `
  CREATE TABLE app.publications (
    id            uuid PRIMARY KEY,
    -- None: published at the national seat.
    task_force_id uuid REFERENCES app.task_forces,
    agency_id     uuid,
    report        text NOT NULL CHECK (report IN ('totals', 'operation', 'return', 'press_release')),
    measures      text[] NOT NULL,
    -- The published numbers, and whether each was told or suppressed.
    cells         jsonb NOT NULL CHECK (jsonb_typeof(cells) = 'array'),
    -- The records as the public knows them from then on.
    records       jsonb NOT NULL CHECK (jsonb_typeof(records) = 'array'),
    published_by  uuid NOT NULL REFERENCES app.accounts,
    published_at  timestamptz(3) NOT NULL,
    FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
    CHECK (task_force_id IS NOT NULL OR agency_id IS NULL)
  );
  GRANT SELECT, INSERT ON app.publications TO tracker_app;
  GRANT SELECT ON app.publications TO tracker_oversight;
  ALTER TABLE app.publications ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  -- The supervisors of the seat that published, and of the task force above an agency.
  CREATE POLICY publications_of_the_seat ON app.publications
    USING ((SELECT auth.role()) = 'supervisor'
           AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
           AND ((SELECT auth.seat()) <> 'agency' OR agency_id = (SELECT auth.agency())))
    WITH CHECK ((SELECT auth.role()) = 'supervisor'
                AND published_by = (SELECT auth.account())
                AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
                AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
  CREATE POLICY publications_overseen ON app.publications FOR SELECT TO tracker_oversight USING (true);
  SELECT audit.watch('app.publications', 'cells', 'records');`;

/*
 * A task force that never shared a number with another is held against itself alone. Once the nation has published, every task force's numbers
 * follow from each other's, and a publication is held against all of them.
 */
const reading = `
  SET LOCAL ROLE tracker_oversight;
  -- The task force whose publications and records a new publication is held against; none where it is held against the nation's. Only
  -- an act that publishes reads them: it leaves an entry, whatever comes of it.
  CREATE FUNCTION oversight.publishing_task_force(of_measures text[]) RETURNS uuid
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE reader record := oversight.reader();
  BEGIN
    IF auth.role() IS DISTINCT FROM 'supervisor' OR current_setting('app.action', true) IS DISTINCT FROM 'figures.published' THEN
      RAISE EXCEPTION 'not a publication' USING ERRCODE = '42501';
    END IF;
    RETURN CASE WHEN NOT EXISTS (SELECT FROM app.publications p WHERE p.task_force_id IS NULL AND p.measures && of_measures)
                THEN reader.task_force END;
  END $$;

  CREATE FUNCTION oversight.publications(of_measures text[]) RETURNS TABLE (id uuid, cells jsonb, records jsonb)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE home uuid := oversight.publishing_task_force(of_measures);
  BEGIN
    RETURN QUERY
    SELECT p.id, p.cells, p.records FROM app.publications p
     WHERE p.measures && of_measures AND (home IS NULL OR p.task_force_id = home)
     ORDER BY p.published_at, p.id;
  END $$;

  CREATE FUNCTION oversight.publishable_records(of_measures text[])
    RETURNS TABLE (measure text, record_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
    SET plan_cache_mode = force_custom_plan AS $$
  #variable_conflict use_column
  DECLARE home uuid := oversight.publishing_task_force(of_measures);
  BEGIN
    RETURN QUERY
    SELECT f.measure, f.record_id, f.task_force_id, f.agency_id, f.day, f.facets, f.n
      FROM oversight.facts('-infinity', 'infinity') f
     WHERE f.measure = ANY (of_measures) AND (home IS NULL OR f.task_force_id = home)
     ORDER BY f.day, f.record_id;
  END $$;

  -- Returns the owners of the records that an operation's report counts at this seat, and its tagged records; none where its window decides.
  CREATE FUNCTION oversight.publishable_operation(of_operation uuid) RETURNS TABLE (task_force_ids uuid[], record_ids uuid[])
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  #variable_conflict use_column
  DECLARE reader record := oversight.reader();
  BEGIN
    PERFORM oversight.publishing_task_force('{}');
    RETURN QUERY
    SELECT (SELECT coalesce(array_agg(t.task_force_id ORDER BY t.task_force_id), '{}') FROM app.operation_task_forces t
             WHERE t.operation_id = of_operation AND (reader.task_force IS NULL OR t.task_force_id = reader.task_force)),
           CASE o.membership WHEN 'window' THEN NULL ELSE ARRAY(
             SELECT t.record_id FROM oversight.counted_by_tag(of_operation, NULL) t
             UNION
             SELECT p.record_id FROM app.purged_counts p WHERE of_operation = ANY (p.operation_ids)
             ORDER BY 1) END
      FROM app.operations o WHERE o.id = of_operation;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.publications(text[]), oversight.publishable_records(text[]),
    oversight.publishable_operation(uuid) TO tracker_app;
  RESET ROLE;`;
