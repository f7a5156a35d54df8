import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Lets the functions with which instances of 0.2.0 begin their transactions take the shared lock of the schema, which those of this version
 * take themselves. Each function gets another name and a function before it, which waits for no table of the tracker. A body that
 * names its function before an argument, such as `credential_of.email`, gets the other name too. The files of `database/` then replace the
 * one and drop the other.
 */
export class LockSchemaDuringMigrations1765000051000 implements MigrationInterface {
  readonly isOnline = true;

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $do$ DECLARE entry record; BEGIN
        FOR entry IN
          SELECT n.nspname AS schema, p.proname AS name, p.proname || '_unlocked' AS unlocked, p.proowner::regrole AS owner,
                 p.pronamespace, p.proargtypes, pg_get_functiondef(p.oid) AS definition,
                 format('\\m%s\\.(?=(?:%s)\\M)', p.proname, array_to_string(p.proargnames, '|')) AS qualifier,
                 CASE WHEN p.proretset THEN 'RETURN QUERY SELECT * FROM' WHEN p.prorettype = 'void'::regtype THEN 'PERFORM' ELSE 'RETURN' END AS call,
                 (SELECT string_agg('$' || i, ', ') FROM generate_series(1, p.pronargs) i) AS arguments
            FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
           WHERE p.oid = to_regprocedure('auth.begin(bytea,boolean,text,inet)')
              OR (n.nspname, p.proname) = ('audit', 'note')
              OR n.nspname = 'auth' AND p.prorettype <> 'trigger'::regtype AND has_function_privilege('tracker_auth', p.oid, 'EXECUTE')
        LOOP
          EXECUTE format('SET LOCAL ROLE %s', entry.owner);
          EXECUTE regexp_replace(
            replace(entry.definition, 'FUNCTION ' || entry.schema || '.' || entry.name || '(', 'FUNCTION ' || entry.schema || '.' || entry.unlocked || '('),
            entry.qualifier, entry.unlocked || '.', 'g');
          EXECUTE regexp_replace(entry.definition, 'AS \\$function\\$.*\\$function\\$', format($body$AS $function$
BEGIN
  IF NOT pg_try_advisory_xact_lock_shared(hashtext('tracker:schema')) THEN
    RAISE EXCEPTION 'The database is being migrated' USING ERRCODE = '57P03';
  END IF;
  -- A transaction that began before the end of the migration can find this text after it. It learns what has changed when it opens a table.
  PERFORM FROM pg_namespace LIMIT 1;
  IF pg_function_is_visible(%s) IS NULL THEN
    RAISE EXCEPTION 'A newer release has migrated the database' USING ERRCODE = '57P03';
  END IF;
  %s %s.%s(%s);
END $function$$body$,
            (SELECT oid FROM pg_proc u WHERE (u.proname, u.pronamespace, u.proargtypes) = (entry.unlocked, entry.pronamespace, entry.proargtypes)),
            entry.call, entry.schema, entry.unlocked, entry.arguments));
          RESET ROLE;
          UPDATE app.repeatable_files SET hash = 'replaced' WHERE path = format('database/%s/functions/%s.sql', entry.schema, entry.name);
          INSERT INTO app.repeatable_files (path, hash, things)
          VALUES (format('database/%s/functions/%s.sql', entry.schema, entry.unlocked), 'replaced', 1) ON CONFLICT DO NOTHING;
        END LOOP;
      END $do$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('SELECT');
  }
}
