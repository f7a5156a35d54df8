import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Identities of children, encrypted by the application in tables that its database role cannot read. */
export class CreateVault1765000009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A task force's key, wrapped by a master key outside of the database. One is current. A retired key is read until no ciphertext needs it,
      -- and then destroyed.
      CREATE TABLE vault.keys (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL REFERENCES app.task_forces,
        wrapped       bytea,
        wrapped_by    text,
        created_at       timestamptz NOT NULL DEFAULT now(),
        retired_at    timestamptz,
        destroyed_at  timestamptz,
        UNIQUE (task_force_id, id),
        CHECK ((destroyed_at IS NULL) = (wrapped IS NOT NULL) AND (wrapped IS NULL) = (wrapped_by IS NULL)),
        CONSTRAINT keys_check1 CHECK (destroyed_at IS NULL OR retired_at IS NOT NULL)
      );
      ALTER TABLE vault.keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX keys_current_idx ON vault.keys (task_force_id) WHERE retired_at IS NULL;

      -- The fields that are recorded for a child, under the id of the child's record.
      CREATE TABLE vault.identities (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        fields        text[] NOT NULL CHECK (fields <@ ARRAY['given_name', 'family_name', 'born_on', 'address', 'phone', 'email', 'school',
                        'guardian']),
        -- The fields that the last change wrote.
        written       text[] NOT NULL,
        -- 1 is the version of an identity without any recorded field.
        version       integer NOT NULL CHECK (version > 1),
        destroyed_at  timestamptz(3),
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, id) REFERENCES app.victims_identified (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        CHECK (destroyed_at IS NULL OR fields = '{}')
      );
      ALTER TABLE vault.identities ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX identities_task_force_id_complaint_id_idx ON vault.identities (task_force_id, complaint_id);

      -- The encrypted fields, under a key of this identity alone, which the task force's key wraps. Without the row nothing can be decrypted.
      CREATE TABLE vault.encrypted_identities (
        identity_id   uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        key_id        uuid NOT NULL,
        wrapped_key   bytea NOT NULL,
        given_name    bytea,
        family_name   bytea,
        born_on       bytea,
        address       bytea,
        phone         bytea,
        email         bytea,
        school        bytea,
        guardian      bytea,
        FOREIGN KEY (task_force_id, identity_id) REFERENCES vault.identities (task_force_id, id),
        FOREIGN KEY (task_force_id, key_id) REFERENCES vault.keys (task_force_id, id)
      );
      ALTER TABLE vault.encrypted_identities ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX encrypted_identities_key_id_identity_id_idx ON vault.encrypted_identities (key_id, identity_id);

      -- A search token of an identity: 16 bytes of an HMAC whose key is outside of the database.
      CREATE TABLE vault.tokens (
        task_force_id uuid NOT NULL,
        identity_id   uuid NOT NULL,
        kind          text NOT NULL CHECK (kind IN ('name', 'family_name', 'born_on', 'phone', 'email', 'name_in_text', 'family_name_in_text')),
        token         bytea NOT NULL CHECK (octet_length(token) = 16),
        PRIMARY KEY (identity_id, kind, token),
        FOREIGN KEY (task_force_id, identity_id) REFERENCES vault.identities (task_force_id, id)
      );
      ALTER TABLE vault.tokens ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX tokens_task_force_id_token_idx ON vault.tokens (task_force_id, token);

      -- A request for an identity with its purpose. It is committed with its trail entry before anything is revealed.
      CREATE TABLE vault.requests (
        id          uuid DEFAULT gen_random_uuid() PRIMARY KEY,
        identity_id uuid NOT NULL REFERENCES vault.identities,
        session_id  uuid NOT NULL,
        purpose     text NOT NULL CHECK (purpose IN ('interview', 'safeguarding', 'guardian_notification', 'victim_services', 'identification',
                      'legal_process', 'prosecution', 'correction')),
        transaction xid8 NOT NULL DEFAULT pg_current_xact_id(),
        asked_at    timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      ALTER TABLE vault.requests ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX requests_asked_at_idx ON vault.requests (asked_at);
      CREATE INDEX requests_identity_id_idx ON vault.requests (identity_id);

      -- Access to identities that was withdrawn from an account. One supervisor withdraws it; two others restore it.
      CREATE TABLE app.identity_access_withdrawals (
        id                       uuid PRIMARY KEY,
        task_force_id            uuid NOT NULL,
        account_id               uuid NOT NULL,
        reason                   text NOT NULL,
        withdrawn_by             uuid NOT NULL REFERENCES app.accounts,
        withdrawn_at             timestamptz(3) NOT NULL,
        restoration_reason       text,
        restoration_requested_by uuid REFERENCES app.accounts,
        restoration_requested_at timestamptz(3),
        restored_by              uuid REFERENCES app.accounts,
        restored_at              timestamptz(3),
        version                  integer NOT NULL,
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, account_id) REFERENCES app.accounts (task_force_id, id),
        CHECK ((restoration_requested_by IS NULL) = (restoration_requested_at IS NULL)
          AND (restoration_requested_by IS NULL) = (restoration_reason IS NULL)),
        CONSTRAINT identity_access_withdrawals_check1 CHECK ((restored_by IS NULL) = (restored_at IS NULL)),
        CONSTRAINT identity_access_withdrawals_check2 CHECK (restored_at IS NULL OR restoration_requested_at IS NOT NULL),
        CONSTRAINT identity_access_withdrawals_check3 CHECK (restoration_requested_by <> account_id),
        CONSTRAINT identity_access_withdrawals_check4 CHECK (restored_by <> account_id AND restored_by <> restoration_requested_by)
      );
      ALTER TABLE app.identity_access_withdrawals ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE UNIQUE INDEX identity_access_withdrawals_account_id_idx ON app.identity_access_withdrawals (account_id) WHERE restored_at IS NULL;
      CREATE INDEX identity_access_withdrawals_task_force_id_account_id_idx ON app.identity_access_withdrawals (task_force_id, account_id);
      ALTER TABLE app.identity_access_withdrawals ALTER reason SET STATISTICS 0, ALTER restoration_reason SET STATISTICS 0;

      -- A destruction of an identity under an order, requested by one person and approved by another. The child still counts.
      CREATE TABLE app.identity_destructions (
        id            uuid PRIMARY KEY,
        task_force_id uuid NOT NULL,
        complaint_id  uuid NOT NULL,
        victim_id     uuid NOT NULL,
        order_number  text NOT NULL,
        reason        text NOT NULL,
        requested_by  uuid NOT NULL REFERENCES app.accounts,
        requested_at  timestamptz(3) NOT NULL,
        approved_by   uuid REFERENCES app.accounts,
        approved_at   timestamptz(3),
        UNIQUE (task_force_id, id),
        FOREIGN KEY (task_force_id, complaint_id) REFERENCES app.complaints (task_force_id, id),
        FOREIGN KEY (task_force_id, victim_id) REFERENCES app.victims_identified (task_force_id, id),
        CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
        CONSTRAINT identity_destructions_check1 CHECK (approved_by <> requested_by)
      );
      ALTER TABLE app.identity_destructions ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE INDEX identity_destructions_task_force_id_complaint_id_idx ON app.identity_destructions (task_force_id, complaint_id);
      CREATE INDEX identity_destructions_task_force_id_victim_id_idx ON app.identity_destructions (task_force_id, victim_id);
      ALTER TABLE app.identity_destructions ALTER order_number SET STATISTICS 0, ALTER reason SET STATISTICS 0;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE app.identity_destructions, app.identity_access_withdrawals, vault.requests, vault.tokens, vault.encrypted_identities,
        vault.identities, vault.keys CASCADE;
    `);
  }
}
