import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports: that a report or the records behind it left as a file, for what, under which marking, and what came of it. */
export class ExportReports1764300004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.exports (
        id            uuid PRIMARY KEY,
        -- None: made at the national seat.
        task_force_id uuid REFERENCES app.task_forces,
        agency_id     uuid,
        report        text NOT NULL
                      CHECK (report IN ('totals', 'operation', 'timeliness', 'backlog', 'disclosures', 'return', 'records')),
        format        text NOT NULL CHECK (format IN ('csv', 'xlsx', 'json', 'pdf')),
        handling      text NOT NULL CHECK (handling IN ('unit_only', 'law_enforcement_sensitive', 'public_release')),
        purpose       text NOT NULL,
        state         text NOT NULL CHECK (state IN ('begun', 'complete', 'failed')),
        rows          integer CHECK (rows >= 0),
        bytes         bigint CHECK (bytes > 0),
        sha256        bytea CHECK (length(sha256) = 32),
        made_by       uuid NOT NULL REFERENCES app.accounts,
        begun_at      timestamptz(3) NOT NULL,
        ended_at      timestamptz(3),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        CHECK (task_force_id IS NOT NULL OR agency_id IS NULL),
        CHECK (num_nulls(rows, bytes, sha256) = CASE WHEN state = 'complete' THEN 0 ELSE 3 END),
        CHECK ((ended_at IS NULL) = (state = 'begun'))
      );
      CREATE INDEX exports_made_by_begun_at_id_idx ON app.exports (made_by, begun_at DESC, id DESC);
      CREATE INDEX exports_task_force_id_begun_at_id_idx ON app.exports (task_force_id, begun_at DESC, id DESC);
      GRANT SELECT, INSERT, UPDATE (state, rows, bytes, sha256, ended_at) ON app.exports TO tracker_app;
      ALTER TABLE app.exports ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      -- Whoever made it, and the supervisors of the seat it was made at or of the task force above.
      CREATE POLICY exports_of_the_seat ON app.exports
        USING (made_by = (SELECT auth.account())
               OR ((SELECT auth.role()) = 'supervisor'
                   AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
                   AND ((SELECT auth.seat()) <> 'agency' OR agency_id = (SELECT auth.agency()))))
        WITH CHECK (made_by = (SELECT auth.account())
                    AND task_force_id IS NOT DISTINCT FROM (SELECT auth.task_force())
                    AND agency_id IS NOT DISTINCT FROM (SELECT auth.agency()));
      SELECT audit.watch('app.exports', 'purpose');

      SET LOCAL ROLE tracker_oversight;
      -- The records that are counted in a range of days, each on a row, as far as the session's seat sees them: opened as a cursor,
      -- for a million rows that a function returned would all be there before the first of them is. It is read to its end as it was
      -- when it was opened. What was purged counts, and its reference went with it. A sealed complaint is there for those who see it.
      CREATE FUNCTION oversight.open_records(from_on date, until_on date, of_measure text, opened refcursor) RETURNS void
        LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
        SET plan_cache_mode = force_custom_plan AS $$
      #variable_conflict use_column
      DECLARE
        reader record := oversight.reader();
        is_shown boolean := auth.sees_sealed();
      BEGIN
        IF reader.task_force IS NULL THEN RAISE EXCEPTION 'no records for this seat' USING ERRCODE = '42501'; END IF;
        OPEN opened NO SCROLL FOR
        SELECT f.measure, f.record_id,
               CASE WHEN reader.agency IS NULL OR reader.agency IN (c.agency_id, c.working_agency_id) THEN c.reference END AS complaint,
               f.day, a.name AS agency, f.facets::text AS facets, f.n
          FROM oversight.facts(from_on, until_on) f
          JOIN app.agencies a ON a.id = f.agency_id
          LEFT JOIN app.complaints c ON c.id = f.complaint_id
          LEFT JOIN app.purged p ON p.complaint_id = f.complaint_id AND p.task_force_id = reader.task_force
         WHERE f.task_force_id = reader.task_force
           AND (reader.agency IS NULL OR f.agency_id = reader.agency)
           AND (of_measure IS NULL OR f.measure = of_measure)
           AND (is_shown OR (c.is_sealed IS NOT TRUE AND p.was_sealed IS NOT TRUE));
      END $$;
      GRANT EXECUTE ON FUNCTION oversight.open_records(date, date, text, refcursor) TO tracker_app;
      RESET ROLE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      SET LOCAL ROLE tracker_oversight;
      DROP FUNCTION oversight.open_records(date, date, text, refcursor);
      RESET ROLE;
      DROP TABLE app.exports;
    `);
  }
}
