import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Renames the clock from receipt to first view, which was named `first_reading`. */
export class RenameFirstView1765000027000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(rename('first_reading', 'first_view'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(rename('first_view', 'first_reading'));
  }
}

/** Returns the statements that rename the first clock. Its name is part of the generated column, which is added again. */
function rename(from: string, to: string): string {
  const measures = `'${to}', 'triage', 'assignment', 'first_legal_process', 'transfer_acceptance', 'disposition', 'reopening'`;
  return `
    ALTER TABLE timing.timings NO FORCE ROW LEVEL SECURITY, DROP CONSTRAINT timings_measure_check, DROP COLUMN cell;
    UPDATE timing.timings SET measure = '${to}' WHERE measure = '${from}';
    ALTER TABLE timing.timings FORCE ROW LEVEL SECURITY,
      ADD CONSTRAINT timings_measure_check CHECK (measure IN (${measures})),
      -- The clock and the buckets of both durations in one number, by which a report counts millions.
      ADD COLUMN cell integer GENERATED ALWAYS AS ((array_position(ARRAY[${measures}], measure) - 1) * 262144
        + (CASE WHEN wall_seconds < 1 THEN 0 ELSE 1 + floor(ln(wall_seconds::double precision) / ln(1.05::double precision)) END)::integer * 512
        + (CASE WHEN working_seconds < 1 THEN 0 ELSE 1 + floor(ln(working_seconds::double precision) / ln(1.05::double precision)) END)::integer)
        STORED NOT NULL;
    -- Covers a task force's report, which reads no row of the table.
    CREATE INDEX timings_task_force_id_stopped_on_idx ON timing.timings (task_force_id, stopped_on)
      INCLUDE (cell, agency_id, priority, source, working_seconds);
  `;
}
