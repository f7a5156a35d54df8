import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Complaint } from '../../src/casework/complaints/complaint.entity.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { Given, type GivenComplaint } from '../support/given.js';
import { createFixtures } from '../support/fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let complaint: GivenComplaint;
let app: pg.Client;
let door: pg.Client;

beforeAll(async () => {
  tracker = await sharedTracker();
  const given = new Given(tracker);
  complaint = await given.complaint();
  await createFixtures(given, { id: complaint.agencyId, taskForceId: complaint.taskForceId, name: '' });
  app = new pg.Client({ connectionString: tracker.database.appUrl });
  door = new pg.Client({ connectionString: tracker.database.authUrl });
  await Promise.all([app.connect(), door.connect()]);
});
afterAll(async () => {
  await Promise.all([app.end(), door.end()]);
  await tracker.close();
});

async function asApp<T>(session: Buffer | null, work: () => Promise<T>): Promise<T> {
  await app.query('BEGIN');
  try {
    if (session) await app.query(`SELECT auth.begin_request($1, false, 'a request', '192.0.2.1')`, [session]);
    return await work();
  } finally {
    await app.query('ROLLBACK');
  }
}

/** Reference data, migration lists and runs of jobs, which contain no record. */
const toolTables = ['app.disposition_codes', 'app.job_runs', 'app.migrations', 'app.repeatable_files'];

async function recordTables(): Promise<string[]> {
  const rows = await tracker.sql<{ name: string }>(
    `SELECT format('app.%I', tablename) AS name FROM pg_tables WHERE schemaname = 'app' ORDER BY 1`,
  );
  return rows.map(({ name }) => name).filter((name) => !toolTables.includes(name));
}

async function readableIn(tables: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const statement = `SELECT FROM ${table}`;
    const { rowCount } = await app.query(statement);
    if (rowCount !== 0) found.push(table);
  }
  return found;
}

describe('a session that is being opened', () => {
  it('is not created when its account is disabled or its password changes meanwhile', async () => {
    const given = new Given(tracker);
    const { accountId } = await given.account();
    await tracker.sql(`SELECT auth.set_password($1, 'a hash')`, [accountId]);
    const open = `SELECT pending_step FROM auth.sign_in($1, ROW('password', NULL, NULL, $2::text)::auth.proof, false, gen_random_uuid(), $3,
                                               NULL, ROW(false, 5, '15m', NULL, 2, NULL)::auth.rules)`;
    const session = hashOf(randomBytes(32).toString('base64url'));

    const otherPassword = await door.query(open, [accountId, 'another hash', session]);
    await door.query('BEGIN');
    const opened = await door.query(open, [accountId, 'a hash', session]);
    const disabling = tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [accountId]);
    await door.query('COMMIT');
    await disabling;

    expect(otherPassword.rows).toEqual([]);
    expect(opened.rows).toEqual([{ pending_step: null }]);
    expect(
      await asApp(null, () =>
        app.query(`SELECT * FROM auth.begin_request($1, true, 'a request', '192.0.2.1')`, [session]),
      ),
    ).toMatchObject({
      rowCount: 0,
    });
    expect((await door.query(open, [accountId, 'a hash', session])).rows).toEqual([]);
  });
});

describe('the database role for sign-in', () => {
  it('has no power of its own, is a member of no role, and cannot read or write a table', async () => {
    const [role] = await tracker.sql(
      `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS powers,
              (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS memberships,
              (SELECT count(*)::int FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p', 'v', 'm')
                  AND has_table_privilege(r.oid, c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')) AS tables,
              has_database_privilege(r.oid, current_database(), 'CREATE, TEMP') AS creates
         FROM pg_roles r WHERE rolname = 'tracker_auth'`,
    );

    expect(role).toEqual({ powers: false, memberships: 0, tables: 0, creates: false });
  });

  it.each([
    'SELECT auth.find_credential(NULL)',
    'SELECT auth.sign_in(NULL, NULL, NULL, NULL, NULL, NULL, NULL)',
    'SELECT auth.find_pending_session(NULL, NULL)',
    'SELECT auth.pass_second_factor(NULL, NULL, NULL, NULL)',
    'SELECT auth.step_up(NULL, NULL, NULL, NULL)',
    'SELECT auth.change_own_password(NULL, NULL, NULL, NULL, NULL)',
    'SELECT auth.renew_hash(NULL, NULL, NULL)',
    'SELECT auth.add_passkey(NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)',
    'SELECT auth.make_identity_request(NULL, NULL, NULL, NULL, NULL, NULL, NULL)',
    'SELECT auth.consume_identity_request(NULL, NULL, NULL, NULL)',
    'SELECT auth.identity_link_of(NULL, NULL, NULL)',
    'SELECT auth.add_identity_link(NULL, NULL, NULL, NULL, NULL, NULL, NULL)',
    'SELECT auth.renew_recovery_codes(NULL, NULL, NULL, NULL)',
    'SELECT auth.enrol(NULL, NULL)',
    'SELECT auth.create_first_administrator(NULL, NULL, NULL, NULL, NULL)',
    'SELECT auth.invite_first_administrator(NULL)',
  ])('alone may execute %s', async (statement) => {
    const call = asApp(hashOf(complaint.by.token), () => app.query(statement));

    await expect(call).rejects.toMatchObject({ code: '42501' });
  });
});

describe('every table of the record', () => {
  it('has forced row security with policies for reads and writes', async () => {
    const tables = await tracker.sql(
      `SELECT c.oid::regclass::text AS table, c.relrowsecurity AND c.relforcerowsecurity AS "isForced",
              EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polroles = '{0}' AND p.polqual IS NOT NULL
                         AND p.polwithcheck IS NOT NULL AND p.polcmd = '*') AS "hasPolicy"
         FROM pg_class c WHERE c.relnamespace = 'app'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`,
    );

    const names = [...(await recordTables()), ...toolTables].sort();
    expect(tables).toEqual(
      names.map((table) => ({ table, isForced: !toolTables.includes(table), hasPolicy: !toolTables.includes(table) })),
    );
  });

  it('has a WITH CHECK on every policy that allows writes', async () => {
    const open = await tracker.sql(
      `SELECT polrelid::regclass::text AS table, polname FROM pg_policy
        WHERE (polcmd IN ('*', 'w') AND polwithcheck IS NULL) OR (polcmd = 'a' AND polwithcheck IS NULL) OR NOT polpermissive`,
    );

    expect(open).toEqual([]);
  });

  it('has policies that call each function of auth once per statement, in a SELECT', async () => {
    const policies = await tracker.sql<{ name: string; said: string }>(
      `SELECT format('%s on %s', polname, polrelid::regclass) AS name,
              concat_ws(' ', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) AS said FROM pg_policy`,
    );

    const bare = policies.filter(({ said }) => /auth\.\w+\(/.test(said.replaceAll(/\( SELECT auth\.\w+\(\)/g, '')));
    expect(policies.filter(({ said }) => said.includes('auth.')).length).toBeGreaterThan(15);
    expect(bare).toEqual([]);
  });

  it('writes an audit entry for each insert and update', async () => {
    const triggers = await tracker.sql<{ table: string; said: string }>(
      `SELECT tgrelid::regclass::text AS table, pg_get_triggerdef(oid) AS said FROM pg_trigger
        WHERE NOT tgisinternal AND tgenabled = 'O'
          AND tgfoid = 'audit.record()'::regprocedure`,
    );

    for (const act of ['INSERT', 'UPDATE']) {
      const watched = triggers.filter(({ said }) => said.includes(`AFTER ${act} ON`)).map(({ table }) => table);
      // Idempotency keys are not a record of the change.
      const ofTheVault = ['vault.identities', 'vault.keys'];
      expect([...watched, 'app.idempotency_keys'].sort()).toEqual([...(await recordTables()), ...ofTheVault].sort());
    }
  });

  it('is exposed by no view with more rights than its reader', async () => {
    const views = await tracker.sql(
      `SELECT oid::regclass::text FROM pg_class
        WHERE relkind IN ('v', 'm') AND relnamespace::regnamespace::text IN ('app', 'auth', 'audit', 'oversight', 'numbers')
          AND (relkind = 'm' OR NOT coalesce(reloptions @> '{security_invoker=true}', false))`,
    );

    expect(views).toEqual([]);
  });
});

describe('the database role of the application', () => {
  it('has no power of its own and is a member of no role', async () => {
    const [role] = await tracker.sql(
      `SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication,
              (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS memberships,
              (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS relations,
              (SELECT count(*)::int FROM pg_proc WHERE proowner = r.oid) AS functions,
              (SELECT count(*)::int FROM pg_namespace WHERE nspowner = r.oid OR has_schema_privilege(r.oid, oid, 'CREATE')) AS schemas,
              has_database_privilege(r.oid, current_database(), 'CREATE') OR has_database_privilege(r.oid, current_database(), 'TEMP') AS creates
         FROM pg_roles r WHERE rolname = 'tracker_app'`,
    );

    const none = { rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false };
    const nothing = { memberships: 0, relations: 0, functions: 0, schemas: 0, creates: false };
    expect(role).toEqual({ ...none, rolreplication: false, ...nothing });
  });

  it('writes no audit entry without an actor, apart from the start-up probe', async () => {
    const entered = (statement: string): Promise<unknown> => asApp(null, () => app.query(statement));

    await expect(entered(`SELECT audit.note('complaint.closed', NULL)`)).rejects.toMatchObject({ code: '42501' });
    await expect(entered(`SELECT audit.log_read('identity.revealed', '{}')`)).rejects.toMatchObject({ code: '42501' });
    await entered(`SELECT audit.note('trail.probed', NULL)`);
    const session = hashOf(complaint.by.token);
    await asApp(session, () =>
      app.query(`SELECT audit.note('complaint.closed', NULL), audit.log_read('identity.revealed', '{}')`),
    );
  });

  it('cannot store large objects, which the audit trail does not cover', async () => {
    const store = (): Promise<unknown> => asApp(null, () => app.query(`SELECT lo_from_bytea(0, 'a file')`));
    const granted = await tracker.sql(
      `SELECT proname FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND (starts_with(proname, 'lo_') OR proname IN ('loread', 'lowrite'))
          AND has_function_privilege('tracker_app', oid, 'EXECUTE')`,
    );

    await expect(store()).rejects.toMatchObject({ code: '42501' });
    expect(granted).toEqual([]);
  });

  it.each(['analyst', 'investigator'] as const)('reads no account but the own one for an %s', async (role) => {
    const given = new Given(tracker);
    const agency = await given.agency();
    const reader = await given.account({ agency, role });
    await given.account({ agency });

    const { rows } = await asApp(hashOf(reader.token), () => app.query('SELECT id FROM app.accounts'));

    expect(rows).toEqual([{ id: reader.accountId }]);
  });

  it('has no planner statistics on withheld text, apart from indexed text', async () => {
    await tracker.sql('ANALYZE app.complaints');
    const sampled = await tracker.sql(
      `SELECT DISTINCT format('%s.%s', c.oid::regclass, a.attname) AS name
         FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        CROSS JOIN LATERAL regexp_split_to_table(encode(t.tgargs, 'escape'), '\\\\000') h (escaped)
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = convert_from(decode(h.escaped, 'escape'), 'UTF8')
        WHERE t.tgname = relname || '_entered' AND h.escaped <> '' AND a.atttypid IN ('text'::regtype, 'text[]'::regtype)
          AND a.attstattarget IS DISTINCT FROM 0
          AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_index i ON i.indexrelid = d.objid
                           WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                             AND d.refobjid = c.oid AND d.refobjsubid = a.attnum)`,
    );
    const narratives = await tracker.sql(
      `SELECT FROM pg_stats WHERE schemaname = 'app' AND tablename = 'complaints' AND attname = 'narrative'`,
    );

    expect(sampled).toEqual([]);
    expect(narratives).toEqual([]);
  });

  it('reads, inserts and updates, deletes nothing, and has no right on sessions, passwords or the trail', async () => {
    const rights = await tracker.sql<{ table: string; rights: string }>(
      `SELECT format('%s.%s', table_schema, table_name) AS table, string_agg(lower(privilege_type), ' ' ORDER BY privilege_type) AS rights
         FROM information_schema.role_table_grants WHERE grantee IN ('tracker_app', 'PUBLIC')
          AND table_schema NOT IN ('pg_catalog', 'information_schema') GROUP BY 1 ORDER BY 1`,
    );

    const added = [
      'app.account_batches',
      // Some columns may be updated, as listed below.
      'app.accounts',
      'app.assignments',
      'app.disclosures',
      'app.dispositions',
      // Only the columns of the result may be updated.
      'app.exports',
      'app.factor_resets',
      // Only the columns of the restoration request may be updated.
      'app.identity_access_withdrawals',
      'app.identity_destructions',
      'app.notes',
      'app.operation_members',
      'app.operation_task_forces',
      'app.deconfliction_checks',
      'app.event_conflict_checks',
      // Only the hash may be updated.
      'app.subject_index_identifiers',
      'app.packets',
      'app.publications',
      'app.screenings',
      // Only some columns may be updated.
      'app.legal_holds',
      'app.retentions',
      'app.performance_report_records',
      'app.performance_reports',
      'app.provisioned_users',
      'app.seal_orders',
      'app.shares',
      'app.transfers',
      'app.subject_index_disseminations',
      'app.subject_index_queries',
      'app.subject_index_reviews',
      'app.task_terms',
      'app.tip_versions',
      'app.triages',
    ];
    // Written only by a trigger, by the purge or by the answering function.
    const readOnly = [
      'app.complaint_moves',
      // Only the columns of the answer may be updated.
      'app.deconfliction_hits',
      'app.event_conflicts',
      'app.purged_complaints',
      'app.purged_counts',
      'app.subject_index_notices',
      'app.victim_inquiries',
    ];
    // Staged rows are no record yet, and are deleted when committed.
    const waiting = { 'staging.import_faults': 'delete insert select', 'staging.import_rows': 'delete insert select' };
    expect(Object.fromEntries(rights.map(({ table, rights: words }) => [table, words]))).toEqual({
      ...waiting,
      'app.disposition_codes': 'select',
      ...Object.fromEntries(
        (await recordTables()).map((table) => [
          table,
          readOnly.includes(table) ? 'select' : added.includes(table) ? 'insert select' : 'insert select update',
        ]),
      ),
    });
    const columns = await tracker.sql<{ name: string }>(
      `SELECT column_name AS name FROM information_schema.column_privileges
        WHERE grantee = 'tracker_app' AND table_name = 'accounts' AND privilege_type = 'UPDATE' ORDER BY 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual([
      'agency_id',
      'disabled_at',
      'disabled_reason',
      'ends_at',
      'role',
      'task_force_id',
      'title',
      'trained_until',
      'version',
    ]);
    const ofDrafts = await tracker.sql<{ right: string; names: string[] }>(
      `SELECT privilege_type AS right, array_agg(column_name::text ORDER BY column_name::text) AS names
         FROM information_schema.column_privileges
        WHERE grantee = 'tracker_app' AND table_schema = 'staging' AND table_name = 'drafts' GROUP BY 1`,
    );
    const namesOfDrafts = Object.fromEntries(ofDrafts.map(({ right, names }) => [right, names]));
    expect(namesOfDrafts['SELECT']).toEqual(expect.arrayContaining(['id', 'body', 'wrapped_key']));
    // Only the check of names reads and writes which children have an entry.
    expect(Object.values(namesOfDrafts).flat()).not.toContain('mentioned_ids');
    expect(namesOfDrafts['UPDATE']).toEqual([
      'body',
      'ended_at',
      'expires_at',
      'key_id',
      'outcome',
      'saved_at',
      'version',
      'wrapped_key',
    ]);
    const sequences = await tracker.sql(
      `SELECT * FROM pg_sequences
        WHERE has_sequence_privilege('tracker_app', format('%I.%I', schemaname, sequencename), 'USAGE, SELECT, UPDATE')`,
    );
    expect(sequences).toEqual([]);
  });

  it('may call the listed functions only', async () => {
    const callable = await tracker.sql<{ name: string }>(
      `SELECT p.oid::regprocedure::text AS name FROM pg_proc p
        WHERE p.pronamespace::regnamespace::text IN ('app', 'auth', 'audit', 'numbers', 'oversight', 'staging', 'vault')
          AND has_function_privilege('tracker_app', p.oid, 'EXECUTE') ORDER BY 1`,
    );

    expect(callable.map(({ name }) => name)).toEqual([
      'app.answer_check(uuid,text[],text[],bytea[])',
      'app.ask_subject_index(uuid)',
      'app.carry_out_seal_order(uuid)',
      'app.check_disk_space(integer)',
      'app.compatible_schemas()',
      'app.current_complaint(uuid)',
      'app.delete_ended_users()',
      'app.delete_idempotency_keys()',
      'app.delete_provisioned_user(uuid)',
      'app.end_import(uuid,bytea)',
      'app.is_assignable(uuid,uuid)',
      'app.is_assignable_on(uuid,uuid,date)',
      'app.is_held(uuid)',
      'app.is_named_in_cases(uuid)',
      'app.job_ages()',
      'app.match_subject(uuid,timestamp with time zone)',
      'app.matter_of(uuid)',
      'app.matters_of(uuid[])',
      'app.names_of_accounts(uuid[])',
      'app.open_matters(uuid)',
      'app.people(text,uuid,text,date,boolean,uuid,integer)',
      'app.ran_migrations()',
      'app.record_job_run(text,boolean,jsonb)',
      'app.retention_by_rule(uuid)',
      'app.retention_years(text)',
      'app.review_day(date,text)',
      'app.runs_operation(uuid)',
      'app.send_pending_notices(integer)',
      'app.similar_suspects(text,text,date,integer)',
      'audit.access_log_of(uuid,timestamp with time zone,bigint,integer)',
      'audit.acts_on_counted(uuid,text[],uuid[],uuid[])',
      'audit.backlog()',
      'audit.begin_change(text,uuid,text,text)',
      'audit.changes_after(bigint,bigint,text,integer)',
      'audit.explain(uuid,uuid)',
      'audit.find_by_reference_or_email(text)',
      'audit.link_committed(boolean,integer)',
      'audit.link_delay()',
      'audit.log_read(text,uuid[],uuid[])',
      'audit.names_of(uuid[])',
      'audit.note(text,uuid,text,text,text)',
      'audit.prepare_months()',
      'audit.search(uuid,text,uuid,timestamp with time zone,timestamp with time zone,text,timestamp with time zone,bigint,integer)',
      'audit.trail_of(uuid,bigint,integer)',
      'audit.writers_of(uuid)',
      'auth.account()',
      'auth.account_acts_since(timestamp with time zone,integer)',
      'auth.agency()',
      'auth.approve_account(uuid)',
      'auth.approve_factor_reset(uuid,bytea)',
      'auth.begin(bytea,boolean,text,inet)',
      'auth.begin_background_request(bytea,boolean,text,inet)',
      'auth.begin_daily_mail(bytea,text)',
      'auth.begin_in_background(bytea,boolean,text,inet)',
      'auth.begin_on_standby(bytea,text,inet,pg_lsn,integer)',
      'auth.begin_request(bytea,boolean,text,inet)',
      'auth.caller()',
      'auth.case_task_force()',
      'auth.close_accounts(integer)',
      'auth.count_remaining_requests(text,text,integer,integer)',
      'auth.delete_identity_requests()',
      'auth.delete_lookups()',
      'auth.delete_rates()',
      'auth.end_own_session(uuid)',
      'auth.invite(uuid,bytea,interval)',
      'auth.is_provider()',
      'auth.keys_seen()',
      'auth.knows_keys(text,bytea[])',
      'auth.lease_requests(text,text,integer,integer,integer)',
      'auth.lock_schema()',
      'auth.make_key(uuid,bytea,text,text,text[],cidr[],timestamp with time zone)',
      'auth.own_sessions()',
      'auth.release_lock(uuid)',
      'auth.revoke_key(uuid)',
      'auth.role()',
      'auth.seat()',
      'auth.sees_sealed()',
      'auth.session()',
      'auth.sign_in_statuses(uuid[],interval)',
      'auth.task_force()',
      'auth.values_taken_elsewhere(text,text[],boolean)',
      'oversight.answer_transfer(uuid,text,text,uuid,timestamp with time zone)',
      'oversight.backlog(timestamp with time zone,text[],uuid,uuid,boolean,integer[],integer[])',
      'oversight.common_identifiers(text[],text[],integer)',
      'oversight.conflict_notices(uuid)',
      'oversight.conflicting_events(uuid)',
      'oversight.counted_for_report(date,date,uuid,text[])',
      'oversight.counted_in_operation(uuid,text,boolean,jsonb)',
      'oversight.disclosed(date,date)',
      'oversight.drill_down(text,date,date,uuid,uuid,boolean,jsonb,date,uuid,text,integer)',
      'oversight.enter_holder_of_offered(uuid)',
      'oversight.fold_tally(integer)',
      'oversight.historical_totals_in(date,date,uuid,uuid,boolean)',
      'oversight.holders_of_tips(text[],text[])',
      'oversight.imports_under_way()',
      'oversight.is_all_sealed(uuid)',
      'oversight.is_primary_record(uuid)',
      'oversight.is_sealed(uuid)',
      'oversight.ledger_backlog()',
      'oversight.open_processes(uuid)',
      'oversight.open_records(date,date,text,refcursor)',
      'oversight.operation_participants(uuid)',
      'oversight.operation_totals(uuid,boolean)',
      'oversight.pointers_of(uuid,timestamp with time zone)',
      'oversight.publications(text[])',
      'oversight.publishable_operation(uuid)',
      'oversight.publishable_records(text[])',
      'oversight.receiver(uuid,date)',
      'oversight.receivers(date,uuid,text,uuid,integer)',
      'oversight.recompute_commonness(uuid,bytea)',
      'oversight.search_identifiers(text[],text[],boolean[],integer)',
      'oversight.search_names(text,integer)',
      'oversight.search_narratives(text,date,date,timestamp with time zone,uuid,integer,integer)',
      'oversight.search_references(text,text[],integer)',
      'oversight.shared_complaint(uuid,timestamp with time zone)',
      'oversight.stale_commonness(interval)',
      'oversight.standbys()',
      'oversight.timed(text,date,date,uuid,integer,text,boolean,integer[],date,uuid,integer,integer)',
      'oversight.timeliness(date,date,text[],uuid,uuid,boolean,integer[])',
      'oversight.totals(text[],text[],date,date,text[],uuid,uuid,boolean)',
      'oversight.unworked(date,date,uuid,uuid,boolean)',
      'oversight.unworked_list(date,date,uuid,text,text,text,timestamp with time zone,uuid,integer)',
      'oversight.waiting(timestamp with time zone,uuid,integer,text,text,integer,integer,text,integer[],timestamp with time zone,uuid,integer)',
      'staging.delete_expired()',
      'staging.open_faults(uuid,refcursor)',
      'vault.active_keys(boolean)',
      'vault.add_key(uuid,bytea,text)',
      'vault.approve_destruction(uuid,timestamp with time zone)',
      'vault.is_own_access_withdrawn()',
      'vault.is_wrapped_by(text[])',
      'vault.open_to_record(uuid)',
      'vault.recorded_fields(uuid)',
      'vault.request_identity(uuid,text,text)',
      'vault.restore_access(uuid,timestamp with time zone)',
      'vault.reveal(uuid)',
      'vault.scan_text(uuid,text,bytea[],boolean)',
      'vault.search(text[],bytea[],integer)',
      'vault.show_unsaved_matches(uuid[],text,text,bytea[],boolean)',
      'vault.warn_of_names(uuid,uuid,bytea[],boolean)',
      'vault.write_identity(uuid,integer,uuid,bytea,text[],bytea[],text[],text[],bytea[])',
    ]);
  });

  it.each(['SET ROLE tracker_owner', 'SET ROLE tracker_oversight', 'SET SESSION AUTHORIZATION tracker_owner'])(
    'is refused %s',
    async (statement) => {
      await expect(asApp(null, () => app.query(statement))).rejects.toMatchObject({ code: '42501' });
    },
  );
});

describe('functions that run with the rights of their owner', () => {
  it('belong to a role without powers and have a fixed search path', async () => {
    const functions = await tracker.sql<{ name: string; owner: string; isBound: boolean }>(
      `SELECT p.oid::regprocedure::text AS name, pg_get_userbyid(proowner) AS owner,
              prosqlbody IS NOT NULL OR proconfig @> '{"search_path=pg_catalog, pg_temp"}' AS "isBound"
         FROM pg_proc p WHERE prosecdef AND pronamespace::regnamespace::text <> 'public'`,
    );

    expect(functions.length).toBeGreaterThan(20);
    expect(
      functions.filter(({ owner }) => !['tracker_owner', 'tracker_oversight', 'tracker_eraser'].includes(owner)),
    ).toEqual([]);
    expect(functions.filter(({ isBound }) => !isBound)).toEqual([]);
  });
});

describe('a database connection without a valid session', () => {
  it('reads no table, also through a repository', async () => {
    const { by, id } = complaint;
    const repository = tracker.app.get(DataSource).getRepository(Complaint);

    expect(await repository.find()).toEqual([]);
    expect(await repository.countBy({ id })).toBe(0);
    expect(await readableIn(await recordTables())).toEqual([]);
    expect(await asApp(hashOf(by.token), () => readableIn(['app.complaints']))).toEqual(['app.complaints']);
  });

  it('reads nothing with a guessed token or with the stored hash', async () => {
    const tables = await recordTables();
    const [stored] = await tracker.sql<{ hash: Buffer }>('SELECT hash FROM auth.sessions WHERE id = $1', [
      complaint.by.sessionId,
    ]);

    for (const session of [randomBytes(32), Buffer.alloc(32), Buffer.alloc(0), stored?.hash ?? null]) {
      expect(await asApp(session, () => readableIn(tables))).toEqual([]);
    }
  });

  it('reads nothing with a session setting that is not the hash of a token', async () => {
    const tables = await recordTables();

    for (const setting of ['', '00', hashOf('guess').toString('hex'), complaint.by.sessionId.replaceAll('-', '')]) {
      const read = asApp(null, async () => {
        await app.query(`SELECT set_config('app.session', $1, true)`, [setting]);
        return readableIn(tables);
      });
      expect(await read).toEqual([]);
    }
  });

  it('reads nothing with an ended session', async () => {
    const given = new Given(tracker);
    const { token, sessionId } = await given.session(complaint.by.accountId);
    expect(await asApp(hashOf(token), () => readableIn(['app.complaints']))).toEqual(['app.complaints']);

    await tracker.sql('UPDATE auth.sessions SET ended_at = now() WHERE id = $1', [sessionId]);

    expect(
      await asApp(hashOf(token), () =>
        readableIn(['app.complaints', 'app.accounts', 'app.agencies', 'app.task_forces']),
      ),
    ).toEqual([]);
  });
});

describe('the audit trail', () => {
  const writes = [
    `UPDATE app.complaints SET priority = 1 WHERE id = $1`,
    `INSERT INTO app.triages SELECT gen_random_uuid(), task_force_id, id, 'enticement', 'reactive', 1, 'why', $2, now()
       FROM app.complaints WHERE id = $1`,
  ];

  it.each(writes)('rejects a write without a named change: %s', async (statement) => {
    const { id, by } = complaint;
    const parameters = statement.includes('$2') ? [id, by.accountId] : [id];

    const write = (): Promise<unknown> => asApp(hashOf(by.token), () => app.query(statement, parameters));

    await expect(write()).rejects.toMatchObject({ code: 'TF001' });
  });

  it('rejects a write without a named change after a named one on the same connection', async () => {
    const { id, by } = complaint;
    await asApp(hashOf(by.token), () =>
      app.query(`SELECT audit.begin_change('complaint.triaged', $1, 'why', 'a request')`, [id]),
    );

    const write = (): Promise<unknown> => asApp(hashOf(by.token), () => app.query(writes[0] ?? '', [id]));

    await expect(write()).rejects.toMatchObject({ code: 'TF001' });
  });

  it.each([
    'SELECT FROM audit.entries',
    `INSERT INTO audit.entries (action) VALUES ('nothing')`,
    `UPDATE audit.entries SET reason = 'nothing'`,
    'DELETE FROM audit.entries',
    'TRUNCATE audit.entries',
    'ALTER TABLE app.complaints DISABLE TRIGGER ALL',
    'ALTER TABLE app.complaints DISABLE ROW LEVEL SECURITY',
    `SET session_replication_role = 'replica'`,
    'DELETE FROM app.complaints',
    'TRUNCATE app.complaints',
    'SELECT FROM auth.sessions',
    'SELECT FROM auth.credentials',
    'SELECT FROM auth.rates',
    'SELECT audit.record()',
  ])('rejects any statement of the application on its own tables: %s', async (statement) => {
    const touch = (): Promise<unknown> => asApp(hashOf(complaint.by.token), () => app.query(statement));

    await expect(touch()).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|0A000)$/) });
  });

  it.each([`UPDATE app.complaints SET priority = 1`, `UPDATE app.accounts SET name = 'nobody'`])(
    'rejects an unnamed change by the owner: %s',
    async (statement) => {
      const owner = new pg.Client({ connectionString: tracker.database.ownerUrl });
      await owner.connect();

      const fault = await owner.query(statement).catch((error: unknown) => error);
      await owner.end();

      expect(fault).toMatchObject({ code: 'TF001' });
    },
  );

  it('is written with the change or not at all', async () => {
    const { id, by } = complaint;
    const before = await tracker.trailOf(id);

    await asApp(hashOf(by.token), async () => {
      await app.query(`SELECT audit.begin_change('complaint.triaged', $1, 'why', 'a request')`, [id]);
      await app.query('UPDATE app.complaints SET priority = 1 WHERE id = $1', [id]);
    });

    expect(await tracker.trailOf(id)).toEqual(before);
  });
});
