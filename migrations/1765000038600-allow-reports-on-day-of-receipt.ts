import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Allows a report to NCMEC after the time of a receipt of which only the day is known. */
export class AllowReportsOnDayOfReceipt1765000038600 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The entity compares the local days. The longest day has 25 hours.
      ALTER TABLE app.complaints DROP CONSTRAINT complaints_reported_check,
        ADD CONSTRAINT complaints_reported_check CHECK (reported_to_ncmec_at <= received_at
          OR (received_precision = 'day' AND reported_to_ncmec_at - received_at < interval '25 hours'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.complaints NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.complaints SET reported_to_ncmec_at = received_at WHERE reported_to_ncmec_at > received_at;
      ALTER TABLE app.complaints FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;
      ALTER TABLE app.complaints DROP CONSTRAINT complaints_reported_check,
        ADD CONSTRAINT complaints_reported_check CHECK (reported_to_ncmec_at <= received_at);
    `);
  }
}
