import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps what a tip reports about the use of an identifier and about a file, and the numbers of prior reports. */
export class KeepFactsOfTips1765000032000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Each row is one use as reported: what its owner did then, from which file, and whether the address may be a proxy. Null is not stated.
      ALTER TABLE app.identifiers
        ADD event text,
        ADD is_possible_proxy boolean CHECK (is_possible_proxy IS NULL OR kind = 'ip'),
        ADD is_verified boolean,
        ADD verified_at timestamptz(3),
        ADD device_kind text CHECK (device_kind IS NULL OR kind = 'device');

      ALTER TABLE app.reported_files
        ADD submitted_name text,
        ADD source_file_id text,
        ADD location text,
        ADD uploaded_at timestamptz(3),
        ADD is_exif_viewed_by_provider boolean,
        ADD relevance text CHECK (relevance IN ('reported', 'supplemental'));
      ALTER TABLE app.reported_files ALTER submitted_name SET STATISTICS 0, ALTER location SET STATISTICS 0;

      -- A list of { reportId, role }: the number of a prior report, and the role of the person it is about.
      ALTER TABLE app.tip_versions ADD prior_reports jsonb NOT NULL DEFAULT '[]';
      ALTER TABLE app.tip_versions ALTER prior_reports DROP DEFAULT;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.tip_versions DROP prior_reports;
      ALTER TABLE app.reported_files DROP submitted_name, DROP source_file_id, DROP location, DROP uploaded_at, DROP is_exif_viewed_by_provider,
        DROP relevance;
      ALTER TABLE app.identifiers DROP event, DROP is_possible_proxy, DROP is_verified, DROP verified_at, DROP device_kind;
    `);
  }
}
