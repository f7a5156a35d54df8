import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keeps the access to a child, hands-on statements and convictions that a tip states or a person chose, for the proposed priority. */
export class KeepFactsOfTriage1765000034000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- As the tip states them. Null is not stated, and unknown for a version from before this migration.
      ALTER TABLE app.tip_versions
        ADD child_access text CHECK (child_access IN
          ('parent_or_guardian', 'household', 'relative', 'caregiver', 'teacher', 'coach', 'other', 'none')),
        ADD names_convicted_offender boolean;

      -- As the author chose them. Null is not stated.
      ALTER TABLE app.screenings
        ADD child_access text CHECK (child_access IN
          ('parent_or_guardian', 'household', 'relative', 'caregiver', 'teacher', 'coach', 'other', 'none')),
        ADD has_hands_on_statement boolean;
      ALTER TABLE app.triages
        ADD child_access text CHECK (child_access IN
          ('parent_or_guardian', 'household', 'relative', 'caregiver', 'teacher', 'coach', 'other', 'none')),
        ADD has_hands_on_statement boolean;

      -- It is a fact about a person, so the planner keeps no sample of it.
      ALTER TABLE app.tip_versions ALTER child_access SET STATISTICS 0;
      ALTER TABLE app.screenings ALTER child_access SET STATISTICS 0;
      ALTER TABLE app.triages ALTER child_access SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.triages DROP child_access, DROP has_hands_on_statement;
      ALTER TABLE app.screenings DROP child_access, DROP has_hands_on_statement;
      ALTER TABLE app.tip_versions DROP child_access, DROP names_convicted_offender;
    `);
  }
}
