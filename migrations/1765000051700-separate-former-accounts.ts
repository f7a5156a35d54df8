import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps the account of a user who left in a column of its own, which is shown and gives the provider no power. Until now it was in the
 * column of the linked account, which still let the provider disable it.
 */
export class SeparateFormerAccounts1765000051700 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.provisioned_users
        ADD former_account_id uuid,
        ADD FOREIGN KEY (task_force_id, former_account_id) REFERENCES app.accounts (task_force_id, id);
      ALTER TABLE app.provisioned_users NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.provisioned_users
         SET former_account_id = CASE WHEN state IN ('waiting', 'left') THEN account_id END, account_id = NULL
       WHERE state <> 'linked' AND account_id IS NOT NULL;
      ALTER TABLE app.provisioned_users FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER,
        DROP CONSTRAINT provisioned_users_check1,
        ADD CONSTRAINT provisioned_users_linked_check CHECK ((state = 'linked') = (account_id IS NOT NULL)),
        ADD CONSTRAINT provisioned_users_former_check CHECK (former_account_id IS NULL OR state IN ('waiting', 'left'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE app.provisioned_users DROP CONSTRAINT provisioned_users_linked_check, DROP CONSTRAINT provisioned_users_former_check;
      ALTER TABLE app.provisioned_users NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.provisioned_users SET account_id = former_account_id WHERE former_account_id IS NOT NULL;
      ALTER TABLE app.provisioned_users FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER, DROP former_account_id CASCADE,
        ADD CONSTRAINT provisioned_users_check1 CHECK (state <> 'linked' OR account_id IS NOT NULL);
    `);
  }
}
