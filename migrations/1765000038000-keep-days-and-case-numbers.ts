import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps that only the day of a receipt or an incident is known, and the number of a complaint in the agency's own records. */
export class KeepDaysAndCaseNumbers1765000038000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Null: the time is known too. A day alone has noon as its time.
      ALTER TABLE app.complaints
        ADD received_precision text CHECK (received_precision IN ('day')),
        ADD incident_precision text CHECK (incident_precision IN ('day')),
        ADD agency_case_number text,
        ADD CONSTRAINT complaints_incident_precision_of_incident_check CHECK (incident_precision IS NULL OR incident_at IS NOT NULL);
      ALTER TABLE app.complaints ALTER agency_case_number SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.complaints DROP agency_case_number, DROP incident_precision, DROP received_precision;
    `);
  }
}
