import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Directory of providers: how to serve legal process on each, as tips state it and a supervisor confirms it. */
export class CreateProviders1765000039000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.providers (
        id              uuid PRIMARY KEY,
        task_force_id   uuid NOT NULL REFERENCES app.task_forces,
        -- One name for all spellings, by which user names and carriers are compared.
        platform        text COLLATE "C" NOT NULL,
        name            text NOT NULL,
        legal_name      text,
        postal_address  text,
        portal_url      text,
        email           text,
        legal_url       text,
        emergency_phone text,
        retention_days  integer CHECK (retention_days BETWEEN 1 AND 3650),
        instructions    text,
        -- The latest statement of a tip for each field: { value, statedAt, complaintId, isReviewed }.
        stated          jsonb NOT NULL,
        recorded_at     timestamptz(3) NOT NULL,
        confirmed_by    uuid REFERENCES app.accounts,
        confirmed_at    timestamptz(3),
        version         integer NOT NULL,
        UNIQUE (task_force_id, id),
        UNIQUE (task_force_id, platform),
        CONSTRAINT providers_check CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL))
      );
      ALTER TABLE app.providers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      ALTER TABLE app.providers ALTER instructions SET STATISTICS 0;

      -- The entry that the tip was read into. Null in earlier versions, and where the tip names no provider.
      ALTER TABLE app.tip_versions ADD provider_id uuid,
        ADD FOREIGN KEY (task_force_id, provider_id) REFERENCES app.providers (task_force_id, id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.tip_versions DROP provider_id;
      DROP TABLE app.providers CASCADE;
    `);
  }
}
