import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the places that a tip names, and where an agency is and which counties it serves. */
export class KeepPlaces1765000037000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A list of { source, city, county, state, country, sourcePath }, as the report writes them. Null in earlier versions, and after
      -- an expungement.
      ALTER TABLE app.tip_versions ADD places jsonb;

      ALTER TABLE app.agencies ADD city text,
        ADD county_fips text[] NOT NULL DEFAULT '{}'
          CHECK (array_to_string(county_fips, ',', '') ~ '^(\\d{5}(,\\d{5})*)?$');
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.agencies DROP county_fips, DROP city;
      ALTER TABLE app.tip_versions DROP places;
    `);
  }
}
