import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings of the console, one row for each account that has changed any. */
export class CreateAccountPreferences1765000025000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.account_preferences (
        id         uuid PRIMARY KEY,
        account_id uuid NOT NULL UNIQUE REFERENCES app.accounts,
        shortcuts  text NOT NULL CHECK (shortcuts IN ('on', 'off')),
        density    text NOT NULL CHECK (density IN ('comfortable', 'compact')),
        language   text NOT NULL CHECK (language IN ('en', 'es')),
        -- Null: the screen of the role, and the time zone of the seat.
        home       text CHECK (length(home) <= 40),
        zone       text CHECK (length(zone) <= 60),
        columns    jsonb NOT NULL CHECK (jsonb_typeof(columns) = 'array' AND octet_length(columns::text) <= 8192)
      );
      ALTER TABLE app.account_preferences ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.account_preferences CASCADE');
  }
}
