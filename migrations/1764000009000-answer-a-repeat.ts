import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Idempotency keys: a request sent again is answered, not carried out again. What it said is kept as a hash only. */
export class AnswerARepeat1764000009000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE app.idempotency_keys (
        account_id   uuid NOT NULL REFERENCES app.accounts,
        -- The account, or the machine key that a request came with.
        caller_id    uuid NOT NULL,
        key          text NOT NULL,
        request_hash bytea NOT NULL,
        resource_id  uuid,
        claimed_at   timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, caller_id, key)
      );
      GRANT SELECT, INSERT, UPDATE ON app.idempotency_keys TO tracker_app;
      ALTER TABLE app.idempotency_keys ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
      CREATE POLICY idempotency_keys_of_the_account ON app.idempotency_keys
        USING (account_id = (SELECT auth.account())) WITH CHECK (account_id = (SELECT auth.account()));
      CREATE POLICY idempotency_keys_too_old ON app.idempotency_keys TO tracker_owner
        USING (claimed_at < now() - interval '48 hours') WITH CHECK (false);

      CREATE FUNCTION app.forget_idempotency_keys() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
        SET search_path = pg_catalog, pg_temp AS $$
      DECLARE forgotten bigint;
      BEGIN
        DELETE FROM app.idempotency_keys WHERE claimed_at < now() - interval '48 hours';
        GET DIAGNOSTICS forgotten = ROW_COUNT;
        RETURN forgotten;
      END $$;
      GRANT EXECUTE ON FUNCTION app.forget_idempotency_keys() TO tracker_app;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.forget_idempotency_keys();
      DROP TABLE app.idempotency_keys;
    `);
  }
}
