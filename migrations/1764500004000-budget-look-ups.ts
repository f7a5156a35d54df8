import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Idempotency keys belong to their caller: an account, or a machine key by itself. */
export class BudgetLookUps1764500004000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(callers);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(back);
  }
}

const callers = `
  -- Whose Idempotency-Keys the session has: an account's, or a machine key's own.
  CREATE FUNCTION auth.caller() RETURNS uuid LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE me auth.sessions := auth.session();
  BEGIN
    RETURN CASE me.kind WHEN 'key' THEN me.id ELSE me.account_id END;
  END $$;
  GRANT EXECUTE ON FUNCTION auth.caller() TO tracker_app;
  DROP POLICY idempotency_keys_of_the_account ON app.idempotency_keys;
  CREATE POLICY idempotency_keys_of_the_caller ON app.idempotency_keys
    USING (account_id = (SELECT auth.account()) AND caller_id = (SELECT auth.caller()))
    WITH CHECK (account_id = (SELECT auth.account()) AND caller_id = (SELECT auth.caller()));`;

const back = `
  DROP POLICY idempotency_keys_of_the_caller ON app.idempotency_keys;
  CREATE POLICY idempotency_keys_of_the_account ON app.idempotency_keys
    USING (account_id = (SELECT auth.account())) WITH CHECK (account_id = (SELECT auth.account()));
  DROP FUNCTION auth.caller();`;
