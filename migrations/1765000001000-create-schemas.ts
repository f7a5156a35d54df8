import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schemas, extensions, and the rule that nobody may call a function unless a grant says so. */
export class CreateSchemas1765000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE SCHEMA auth;
      CREATE SCHEMA audit;
      -- A sequence for each task force, which numbers its complaints and investigations.
      CREATE SCHEMA numbers;
      CREATE SCHEMA vault;
      CREATE SCHEMA timing;
      CREATE SCHEMA staging;
      CREATE SCHEMA search;
      CREATE SCHEMA quota;
      CREATE SCHEMA oversight AUTHORIZATION tracker_oversight;
      CREATE SCHEMA tally AUTHORIZATION tracker_oversight;
      CREATE SCHEMA purge AUTHORIZATION tracker_eraser;
      -- The owner makes views and reads types there; the other rights are in database/<schema>/grants.
      SET LOCAL ROLE tracker_oversight;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      GRANT USAGE ON SCHEMA oversight, tally TO tracker_owner;
      RESET ROLE;
      SET LOCAL ROLE tracker_eraser;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      GRANT USAGE ON SCHEMA purge TO tracker_owner;
      RESET ROLE;
      ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
      GRANT USAGE ON SCHEMA public TO tracker_oversight;
      CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
      CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;
      CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Functions in app have no schema of their own to go with.
      DO $$ BEGIN
      EXECUTE (SELECT coalesce('DROP ROUTINE ' || string_agg(oid::regprocedure::text, ', ') || ' CASCADE', 'SELECT')
      FROM pg_proc WHERE pronamespace = 'app'::regnamespace);
      END $$;
      DROP TABLE IF EXISTS app.repeatable_files;
      SET LOCAL ROLE tracker_oversight;
      DROP SCHEMA oversight, tally CASCADE;
      ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
      RESET ROLE;
      SET LOCAL ROLE tracker_eraser;
      DROP SCHEMA purge CASCADE;
      ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
      RESET ROLE;
      DROP SCHEMA quota, search, staging, timing, vault, numbers, audit, auth CASCADE;
      DROP EXTENSION pg_trgm, fuzzystrmatch, btree_gist;
      REVOKE ALL ON SCHEMA public FROM tracker_oversight;
      REVOKE ALL ON SCHEMA app FROM tracker_app, tracker_oversight, tracker_eraser, tracker_purge;
      ALTER DEFAULT PRIVILEGES GRANT EXECUTE ON FUNCTIONS TO PUBLIC;
    `);
  }
}
