import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sealer signs which months were archived, with the hash of each file. */
export class SignArchives1764500007000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE audit.archive_seals (
        month     date PRIMARY KEY REFERENCES audit.archives,
        sealed_at timestamptz NOT NULL,
        key_id    text NOT NULL,
        signature bytea NOT NULL
      );
      CREATE TRIGGER archive_seals_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.archive_seals
        FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

      -- Made by the sealer and checked by the verifier; the signature means nothing here.
      CREATE FUNCTION audit.seal_archive(month date, sealed_at timestamptz, key_id text, signature bytea) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
      BEGIN ATOMIC
        INSERT INTO audit.archive_seals (month, sealed_at, key_id, signature)
        VALUES (seal_archive.month, seal_archive.sealed_at, seal_archive.key_id, seal_archive.signature);
      END;
      REVOKE EXECUTE ON FUNCTION audit.seal_archive(date, timestamptz, text, bytea) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION audit.seal_archive(date, timestamptz, text, bytea) TO tracker_sealer;
      GRANT SELECT ON audit.archives, audit.archive_seals TO tracker_sealer;
      GRANT SELECT ON audit.archive_seals TO tracker_auditor;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      REVOKE SELECT ON audit.archives FROM tracker_sealer;
      DROP FUNCTION audit.seal_archive(date, timestamptz, text, bytea);
      DROP TABLE audit.archive_seals;
    `);
  }
}
