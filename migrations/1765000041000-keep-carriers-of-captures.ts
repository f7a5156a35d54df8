import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the carrier of an IP address at the time of its use, as a person confirmed it. */
export class KeepCarriersOfCaptures1765000041000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.identifiers
        ADD carrier_id uuid CHECK (carrier_id IS NULL OR kind = 'ip'),
        ADD FOREIGN KEY (task_force_id, carrier_id) REFERENCES app.providers (task_force_id, id);
      CREATE INDEX ON app.identifiers (task_force_id, carrier_id, observed_at)
        WHERE carrier_id IS NOT NULL AND voided_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE app.identifiers DROP carrier_id');
  }
}
