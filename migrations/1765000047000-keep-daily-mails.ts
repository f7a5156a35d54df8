import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps which accounts asked for the daily mail, and the latest day of each for which one was claimed. */
export class KeepDailyMails1765000047000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The default stays: an instance of the previous release inserts preferences without the column.
      ALTER TABLE app.account_preferences ADD daily_mail boolean NOT NULL DEFAULT false;

      CREATE TABLE auth.daily_mails (
        account_id     uuid PRIMARY KEY REFERENCES app.accounts,
        -- The day in the zone of the account.
        on_day         date NOT NULL,
        attempts       integer NOT NULL,
        -- The time from which the day may be claimed again. Null: its mail was sent, is not needed, or may have been sent.
        retry_at       timestamptz,
        -- The hash of the ticket with which the holder of the claim counts what waits.
        ticket_hash    bytea UNIQUE,
        ticket_ends_at timestamptz,
        CHECK ((ticket_hash IS NULL) = (ticket_ends_at IS NULL))
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE auth.daily_mails CASCADE;
      ALTER TABLE app.account_preferences DROP daily_mail;
    `);
  }
}
