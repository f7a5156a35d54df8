import pg from 'pg';
import type { Passwords } from '../organization/accounts/passwords.js';
import { newPassword, readAccounts, writeAccounts, type DemoAccount } from './accounts-file.js';
import { withoutForcedRowSecurity } from './forced-row-security.js';
import { insertRows } from './insert-rows.js';
import { publishedFigures } from './published-figures.js';
import { accountRows, nationalAdministrator, passwordAccounts, createStaff } from './record/accounts.js';
import { historicalTotalRows, operationRows } from './record/programme.js';
import { divideTotals } from './record/shares.js';
import { loadCaseload } from './caseload/load-caseload.js';
import { DemoRefused } from './demo-refused.js';
import { createAgencyTables, createCaseworkTables, taskForceRow, type TableRows } from './record/task-force-record.js';

export interface DemoTarget {
  readonly ownerUrl: string;
  readonly accountsFile: string;
  readonly passwords: Passwords;
  /** Time of the load. The complaints of the caseload are of the thirty days before it. */
  readonly now: Date;
  readonly say: (line: string) => void;
}

type Say = DemoTarget['say'];

/**
 * Loads the demo into an empty database in one transaction, unless it is there. Returns the accounts, or null if their
 * file is gone.
 */
export async function loadDemo({
  ownerUrl,
  accountsFile,
  passwords,
  now,
  say,
}: DemoTarget): Promise<readonly DemoAccount[] | null> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'tracker demo' });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    await owner.query('BEGIN');
    await owner.query(`SELECT pg_advisory_xact_lock(hashtext('tracker:demo'))`);
    if (await isLoaded(owner)) return await readAccounts(accountsFile);
    const accounts = await withoutForcedRowSecurity(owner, () => load(owner, accountsFile, passwords, now, say));
    await owner.query('COMMIT');
    await owner.query(analyze);
    return accounts;
  } finally {
    await owner.end();
  }
}

async function load(
  owner: pg.Client,
  accountsFile: string,
  passwords: Passwords,
  now: Date,
  say: Say,
): Promise<readonly DemoAccount[]> {
  await requireEmptyDatabase(owner);
  say('Loading Operation Broken Heart 2018 with synthetic data:');
  const known = new Map((await readAccounts(accountsFile))?.map(({ email, password }) => [email, password]));
  const chosen = passwordAccounts.map((person) => ({ ...person, password: known.get(person.email) ?? newPassword() }));
  // Password hashing is slow by design, so it runs in parallel with the rest.
  const hashing = Promise.all(chosen.map(({ password }) => passwords.hash(password)));
  hashing.catch(() => undefined);
  await owner.query(`SELECT audit.begin_change('demo.loaded', NULL, 'synthetic data', NULL)`);
  await loadRecord(owner, say);
  await loadCaseload(owner, now, say);
  await owner.query('SELECT auth.set_password(id, hash) FROM unnest($1::uuid[], $2::text[]) AS given (id, hash)', [
    chosen.map(({ id }) => id),
    await hashing,
  ]);
  // Written before the commit, so that no account exists with an unknown password.
  const accounts = await readDemoAccounts(owner, new Map(chosen.map(({ id, password }) => [id, password])));
  await writeAccounts(accountsFile, accounts);
  return accounts;
}

async function loadRecord(owner: pg.Client, say: Say): Promise<void> {
  const shares = divideTotals();
  const people = [...passwordAccounts, ...createStaff()];
  await insertRows(
    owner,
    'task_forces',
    shares.map(({ taskForce, place }) => taskForceRow(taskForce, place)),
  );
  for (const share of shares) {
    for (const [table, rows] of createAgencyTables(share)) await insertRows(owner, table, rows);
  }
  await insertRows(owner, 'accounts', accountRows(people));
  say(`  ${shares.length} task forces, ${formatCount(publishedFigures.agencies)} agencies, ${people.length} accounts`);
  let loaded = 0;
  let inserting = Promise.resolve();
  for (const share of shares) {
    // Postgres inserts one task force's rows while the next one's are generated.
    const tables = createCaseworkTables(share, people);
    await inserting;
    inserting = insertAll(owner, tables);
    inserting.catch(() => undefined);
    const before = loaded;
    loaded += share.complaints.length;
    if (countFifths(loaded) > countFifths(before))
      say(`  ${formatCount(loaded)} of ${formatCount(publishedFigures.complaints)} complaints with their records`);
  }
  await inserting;
  const { operations, participants } = operationRows();
  await insertRows(owner, 'operations', operations);
  await insertRows(owner, 'operation_task_forces', participants);
  await insertRows(owner, 'historical_totals', historicalTotalRows());
}

async function insertAll(owner: pg.Client, tables: readonly TableRows[]): Promise<void> {
  for (const [table, rows] of tables) await insertRows(owner, table, rows);
}

async function isLoaded(owner: pg.Client): Promise<boolean> {
  const { rowCount } = await owner.query('SELECT FROM app.accounts WHERE id = $1', [nationalAdministrator]);
  return rowCount === 1;
}

async function requireEmptyDatabase(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ used: boolean }>(
    'SELECT EXISTS (SELECT FROM app.accounts) OR EXISTS (SELECT FROM app.task_forces) AS used',
  );
  if (rows[0]?.used) {
    throw new DemoRefused(
      'The database already has data, and the demo does not mix with them. ' +
        'Set DATABASE_URL or DATA_DIRECTORY to an empty database.',
    );
  }
}

async function readDemoAccounts(owner: pg.Client, passwords: ReadonlyMap<string, string>): Promise<DemoAccount[]> {
  const { rows } = await owner.query<Omit<DemoAccount, 'password'> & { id: string }>(selectAccounts, [
    passwordAccounts.map(({ id }) => id),
  ]);
  return rows.map(({ id, email, role, seat }) => ({ email, password: passwords.get(id) ?? '', role, seat }));
}

const selectAccounts = `
  SELECT account.id, account.email, account.role,
         json_build_object('level', CASE WHEN account.agency_id IS NOT NULL THEN 'agency'
                                         WHEN account.task_force_id IS NOT NULL THEN 'task_force' ELSE 'national' END,
                           'taskForceId', account.task_force_id, 'agencyId', account.agency_id,
                           'taskForce', task_force.name, 'agency', agency.name) AS seat
    FROM unnest($1::uuid[]) WITH ORDINALITY AS wanted (id, place)
    JOIN app.accounts account USING (id)
    LEFT JOIN app.task_forces task_force ON task_force.id = account.task_force_id
    LEFT JOIN app.agencies agency ON agency.id = account.agency_id
   ORDER BY wanted.place`;

const analyze = `
  DO $$ DECLARE own regclass; BEGIN
    FOR own IN SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname IN ('app', 'auth', 'audit', 'search', 'tally', 'timing') AND c.relkind = 'r' LOOP
      EXECUTE format('ANALYZE %s', own);
    END LOOP;
  END $$`;

function countFifths(complaints: number): number {
  return Math.floor((complaints * 5) / publishedFigures.complaints);
}

function formatCount(number: number): string {
  return number.toLocaleString('en-US');
}
