import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drops the functions that return the position of a tip in a list, because the name of that column has changed. */
export class NamePositionsOfTips1765000041200 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(dropFunctions);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(dropFunctions);
  }
}

// Their owner is the role that reads across seats.
const dropFunctions = `
  SET LOCAL ROLE tracker_oversight;
  DROP FUNCTION IF EXISTS oversight.holders_of_tips(text[], text[]);
  DROP FUNCTION IF EXISTS oversight.find_tip_holders(text[], text[]);
  RESET ROLE;`;
