import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Imports whose session ends while their file comes in or their rows are entered. They end in a state that their seat sees: the file
 * has failed, or the entering is interrupted and can be asked for again.
 */
export class InterruptImports1764500012000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(states('committing', 'committed', 'interrupted'));
    await db.query(ending);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION app.end_import(uuid, bytea);
      SET LOCAL ROLE tracker_oversight;
      DROP FUNCTION oversight.end_import(uuid, uuid);
      RESET ROLE;
      DROP POLICY import_batches_ended ON app.import_batches;
      DROP POLICY import_batches_overseen ON app.import_batches;
      REVOKE SELECT, UPDATE ON app.import_batches FROM tracker_oversight;
      ALTER TABLE app.import_batches NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER;
      UPDATE app.import_batches SET state = 'committing' WHERE state = 'interrupted';
      ALTER TABLE app.import_batches FORCE ROW LEVEL SECURITY, ENABLE TRIGGER USER;`);
    await db.query(states('committing', 'committed'));
  }
}

/** The states there are, and those of them that somebody has asked for. */
const states = (...asked: readonly string[]): string => `
  ALTER TABLE app.import_batches
    DROP CONSTRAINT import_batches_state_check,
    DROP CONSTRAINT import_batches_check,
    ADD CONSTRAINT import_batches_state_check
      CHECK (state IN ('awaiting_file', 'receiving', 'failed', 'checked', ${asked.map((state) => `'${state}'`).join(', ')})),
    ADD CONSTRAINT import_batches_check
      CHECK ((state IN (${asked.map((state) => `'${state}'`).join(', ')})) = (committed_by IS NOT NULL));`;

const ending = `
  GRANT SELECT, UPDATE (state, ended_at, version) ON app.import_batches TO tracker_oversight;
  CREATE POLICY import_batches_overseen ON app.import_batches FOR SELECT TO tracker_oversight USING (true);
  CREATE POLICY import_batches_ended ON app.import_batches FOR UPDATE TO tracker_oversight
    USING (state IN ('receiving', 'committing')) WITH CHECK (state IN ('failed', 'interrupted'));

  SET LOCAL ROLE tracker_oversight;
  -- Ends an import of an account in the state that is due. A function below asks whether its session is over.
  CREATE FUNCTION oversight.end_import(import uuid, account uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    UPDATE app.import_batches b
       SET state = CASE b.state WHEN 'receiving' THEN 'failed' ELSE 'interrupted' END,
           ended_at = CASE b.state WHEN 'receiving' THEN now() END, version = b.version + 1
     WHERE b.id = import
       AND (b.state = 'receiving' AND b.begun_by = account OR b.state = 'committing' AND b.committed_by = account);
    RETURN FOUND;
  END $$;
  GRANT EXECUTE ON FUNCTION oversight.end_import(uuid, uuid) TO tracker_owner;
  RESET ROLE;

  -- Ends an import whose session is over, for whoever has that session's token. Nothing of the import is told.
  CREATE FUNCTION app.end_import(import uuid, session bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp AS $$
  DECLARE own auth.sessions;
  BEGIN
    SELECT * INTO own FROM auth.sessions s WHERE s.hash = sha256(session);
    IF own.id IS NULL OR own.ended_at IS NULL AND now() < own.expires_at AND now() < own.seen_at + own.idle THEN RETURN; END IF;
    PERFORM audit.name_change('import.interrupted', import, NULL, NULL);
    PERFORM oversight.end_import(import, own.account_id);
  END $$;
  GRANT EXECUTE ON FUNCTION app.end_import(uuid, bytea) TO tracker_app;`;
