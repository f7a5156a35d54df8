import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Adds the protocol to links and requests. A provider may have one name for both protocols and give a person another subject in each, so a
 * link of one protocol must open nothing by the other.
 */
export class NameProtocolsOfIdentities1765000048000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE auth.identity_links ADD protocol text CHECK (protocol IN ('oidc', 'saml'));
      UPDATE auth.identity_links SET protocol = 'oidc';
      ALTER TABLE auth.identity_links
        ALTER protocol SET NOT NULL,
        DROP CONSTRAINT identity_links_issuer_subject_key,
        DROP CONSTRAINT identity_links_account_id_issuer_key,
        ADD UNIQUE (protocol, issuer, subject),
        ADD UNIQUE (account_id, protocol, issuer);

      ALTER TABLE auth.identity_requests ADD protocol text CHECK (protocol IN ('oidc', 'saml'));
      UPDATE auth.identity_requests SET protocol = 'oidc';
      ALTER TABLE auth.identity_requests
        ALTER protocol SET NOT NULL,
        -- SAML has none.
        ALTER code_verifier DROP NOT NULL;

      DROP FUNCTION IF EXISTS auth.make_identity_request(bytea, bytea, text, text, bytea, text);
      DROP FUNCTION IF EXISTS auth.consume_identity_request(bytea, bytea, bytea);
      DROP FUNCTION IF EXISTS auth.add_identity_link(bytea, bytea, uuid, text, text, auth.rules);
      DROP FUNCTION IF EXISTS auth.identity_link_of(text, text);
      DROP FUNCTION IF EXISTS auth.identity_links_of(bytea);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION IF EXISTS auth.make_identity_request(bytea, text, bytea, text, text, bytea, text);
      DROP FUNCTION IF EXISTS auth.consume_identity_request(bytea, text, bytea, bytea);
      DROP FUNCTION IF EXISTS auth.add_identity_link(bytea, bytea, uuid, text, text, text, auth.rules);
      DROP FUNCTION IF EXISTS auth.identity_link_of(text, text, text);
      DROP FUNCTION IF EXISTS auth.identity_links_of(bytea);
      DELETE FROM auth.identity_links WHERE protocol = 'saml';
      DELETE FROM auth.identity_requests WHERE protocol = 'saml';
      ALTER TABLE auth.identity_links DROP protocol,
        ADD UNIQUE (issuer, subject),
        ADD UNIQUE (account_id, issuer);
      ALTER TABLE auth.identity_requests DROP protocol, ALTER code_verifier SET NOT NULL;
    `);
  }
}
