import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds the role of an analyst, who screens tips and complaints and decides nothing. */
export class AddAnalysts1765000039650 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.accounts DROP CONSTRAINT accounts_role_check,
        ADD CONSTRAINT accounts_role_check CHECK (role IN ('investigator', 'supervisor', 'admin', 'auditor', 'analyst'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.accounts DROP CONSTRAINT accounts_role_check,
        ADD CONSTRAINT accounts_role_check CHECK (role IN ('investigator', 'supervisor', 'admin', 'auditor'));
    `);
  }
}
