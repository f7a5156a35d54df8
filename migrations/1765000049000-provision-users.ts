import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Creates the users that identity providers send by SCIM. Each is a proposal, on which an administrator decides. */
export class ProvisionUsers1765000049000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.provisioned_users (
        id             uuid PRIMARY KEY,
        task_force_id  uuid NOT NULL REFERENCES app.task_forces,
        -- The seat of the key that sent the user. Null: the task force itself.
        agency_id      uuid,
        user_name      text NOT NULL CHECK (length(user_name) BETWEEN 1 AND 200),
        external_id    text CHECK (length(external_id) BETWEEN 1 AND 200),
        display_name   text CHECK (length(display_name) BETWEEN 1 AND 200),
        formatted_name text CHECK (length(formatted_name) BETWEEN 1 AND 200),
        given_name     text CHECK (length(given_name) BETWEEN 1 AND 200),
        family_name    text CHECK (length(family_name) BETWEEN 1 AND 200),
        email          text CHECK (length(email) BETWEEN 1 AND 200),
        is_active      boolean NOT NULL,
        state          text NOT NULL CHECK (state IN ('waiting', 'linked', 'rejected', 'left')),
        -- The linked account. A user who left, or came back, keeps it as the account to link again.
        account_id     uuid,
        received_at    timestamptz(3) NOT NULL,
        changed_at     timestamptz(3) NOT NULL,
        decided_by     uuid REFERENCES app.accounts,
        decided_at     timestamptz(3),
        version        integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, agency_id) REFERENCES app.agencies (task_force_id, id),
        FOREIGN KEY (task_force_id, account_id) REFERENCES app.accounts (task_force_id, id),
        CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
        CHECK (state <> 'linked' OR account_id IS NOT NULL),
        CHECK (is_active OR state NOT IN ('waiting', 'linked'))
      );
      CREATE UNIQUE INDEX provisioned_users_user_name_idx
        ON app.provisioned_users (task_force_id, agency_id, lower(user_name)) NULLS NOT DISTINCT;
      CREATE UNIQUE INDEX provisioned_users_account_id_idx ON app.provisioned_users (account_id) WHERE state = 'linked';
      CREATE INDEX provisioned_users_waiting_idx ON app.provisioned_users (task_force_id, id) WHERE state = 'waiting';

      ALTER TABLE app.provisioned_users ALTER external_id SET STATISTICS 0, ALTER display_name SET STATISTICS 0,
        ALTER formatted_name SET STATISTICS 0, ALTER given_name SET STATISTICS 0, ALTER family_name SET STATISTICS 0,
        ALTER email SET STATISTICS 0, ALTER user_name SET STATISTICS 0;

      ALTER TABLE app.provisioned_users ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE app.provisioned_users CASCADE');
  }
}
