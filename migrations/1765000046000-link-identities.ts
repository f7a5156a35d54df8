import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Adds sign-in through an identity provider: links of accounts, requests under way, and the first proof of a session. */
export class LinkIdentities1765000046000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE auth.identity_links (
        id           uuid PRIMARY KEY,
        account_id   uuid NOT NULL REFERENCES app.accounts,
        issuer       text NOT NULL,
        subject      text NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        UNIQUE (issuer, subject),
        UNIQUE (account_id, issuer)
      );

      -- A request that has no account yet is a sign-in. One with an account links it.
      CREATE TABLE auth.identity_requests (
        state_hash    bytea PRIMARY KEY,
        browser_hash  bytea NOT NULL,
        nonce         text NOT NULL,
        code_verifier text NOT NULL,
        account_id    uuid REFERENCES app.accounts,
        notice        text,
        expires_at    timestamptz NOT NULL DEFAULT now() + interval '10 minutes'
      );
      CREATE INDEX identity_requests_expires_at_idx ON auth.identity_requests (expires_at);

      ALTER TABLE auth.sessions ADD opened_with text CHECK (opened_with IN ('password', 'passkey', 'identity_provider', 'identity_provider_mfa'));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE auth.sessions DROP opened_with CASCADE;
      DROP TABLE auth.identity_requests CASCADE;
      DROP TABLE auth.identity_links CASCADE;
    `);
  }
}
