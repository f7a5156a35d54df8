import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';
import { selectRelease } from './postgres-releases.js';

export const trackerDatabase = 'tracker';

/**
 * Database roles with a login. The owner migrates, `tracker_app` serves, `tracker_auth` authenticates, `tracker_signer`
 * signs the trail, `tracker_auditor` reads it and `tracker_purge` purges due records.
 */
export const loginRoles = [
  'tracker_owner',
  'tracker_app',
  'tracker_auth',
  'tracker_signer',
  'tracker_auditor',
  'tracker_purge',
] as const;
const functionOwnerRoles = ['tracker_oversight', 'tracker_eraser'] as const;
export type LoginRole = (typeof loginRoles)[number];

export type RolePasswords = Readonly<Record<LoginRole, string>>;

/**
 * Creates or repairs the tracker's database roles and its database. `tracker_oversight` owns the functions that read
 * beyond a seat, and `tracker_eraser` those that purge. The administrator needs CREATEROLE and CREATEDB, but not
 * superuser. `settings` are further statements about the roles.
 */
export async function createRoles(
  adminUrl: string,
  passwords: RolePasswords,
  settings: readonly string[] = [],
): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    await runInTransaction(admin, [...roleStatements(passwords), ...settings]);
    await rejectPowerfulRoles(admin);
    await createDatabase(admin);
  });
  await withClient(urlOfDatabase(adminUrl, trackerDatabase), (admin) =>
    runInTransaction(admin, [revokeLargeObjects, ...databaseStatements]),
  );
}

export function urlOfDatabase(url: string, database: string): string {
  const result = new URL(url);
  result.pathname = `/${database}`;
  return result.href;
}

/** Returns the statements for the database roles, in order. They can be repeated. */
export function roleStatements(passwords: RolePasswords): string[] {
  return [
    ...[...loginRoles, ...functionOwnerRoles].map(createIfMissing),
    ...loginRoles.map(
      (role) => `ALTER ROLE ${role} LOGIN PASSWORD ${pg.escapeLiteral(scramVerifier(passwords[role]))}`,
    ),
    ...functionOwnerRoles.map((role) => `ALTER ROLE ${role} NOLOGIN`),
    ...functionOwnerRoles.map((role) => `GRANT ${role} TO tracker_owner WITH INHERIT FALSE, SET TRUE`),
    grantStatistics,
    // Without superuser, an administrator must be a member of the owner role to create its database and to connect to
    // it.
    `DO $$ BEGIN
       IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
         GRANT tracker_owner TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
       END IF;
     END $$`,
  ];
}

/**
 * Shows the standbys to the function that monitoring reads. An administrator who may not grant this leaves it out, and
 * the metrics of replication with it.
 */
const grantStatistics = `
  DO $$ BEGIN
    GRANT pg_read_all_stats TO tracker_oversight;
  EXCEPTION WHEN insufficient_privilege THEN NULL;
  END $$`;

/**
 * Revokes large objects, because they would store files outside the trail. Only a superuser can revoke them, so another
 * administrator leaves them unchanged.
 */
export const revokeLargeObjects = `
  DO $$
  DECLARE found regprocedure;
  BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN RETURN; END IF;
    FOR found IN
      SELECT oid FROM pg_proc
       WHERE pronamespace = 'pg_catalog'::regnamespace AND (proname LIKE 'lo\\_%' OR proname IN ('loread', 'lowrite'))
    LOOP
      EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', found);
    END LOOP;
  END $$`;

export const databaseStatements: readonly string[] = [
  'SET LOCAL ROLE tracker_owner',
  `REVOKE ALL ON DATABASE ${trackerDatabase} FROM PUBLIC`,
  `GRANT CONNECT ON DATABASE ${trackerDatabase} TO tracker_app, tracker_auth, tracker_signer, tracker_auditor, tracker_purge`,
  'REVOKE ALL ON SCHEMA public FROM PUBLIC',
];

/**
 * Returns the SCRAM verifier that Postgres stores for a password (RFC 5803), so that no statement in a log contains the
 * password.
 */
export function scramVerifier(password: string, salt: Buffer = randomBytes(16)): string {
  if (!/^[\x20-\x7e]+$/.test(password)) {
    throw new RangeError(
      'A role password is made of ASCII letters, digits and signs: others mean different bytes to different clients.',
    );
  }
  const iterations = 4096;
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${keyed('Server Key').toString('base64')}`;
}

function createIfMissing(role: string): string {
  return `DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`;
}

/** Rejects roles that bypass row security, and roles that can create roles and thereby gain that power. */
async function rejectPowerfulRoles(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>(
    `SELECT rolname FROM pg_roles
      WHERE rolname IN ('tracker_owner', 'tracker_app', 'tracker_auth', 'tracker_signer', 'tracker_auditor', 'tracker_purge',
                        'tracker_oversight', 'tracker_eraser')
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication)
     UNION
     SELECT m.member::regrole::text FROM pg_auth_members m
      WHERE m.member IN ('tracker_app'::regrole, 'tracker_auth'::regrole, 'tracker_signer'::regrole, 'tracker_auditor'::regrole,
                         'tracker_purge'::regrole)`,
  );
  if (rows.length === 0) return;
  throw new Error(
    `${rows.map(({ rolname }) => rolname).join(' and ')} may do more than the tracker allows. None of its roles may ` +
      'be SUPERUSER, BYPASSRLS, CREATEROLE or REPLICATION, and none but tracker_owner may be a member of another role.',
  );
}

async function createDatabase(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ owner: string }>(
    'SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = $1',
    [trackerDatabase],
  );
  const owner = rows[0]?.owner;
  if (owner === 'tracker_owner') return;
  if (owner !== undefined) {
    throw new Error(`The server has a database ${trackerDatabase} already, and it belongs to ${owner}.`);
  }
  await admin.query(await databaseStatement(admin, trackerDatabase));
}

/**
 * Returns the statement that creates the empty database. From Postgres 17 on, the built-in locale sorts the same on
 * every machine.
 */
export async function databaseStatement(admin: pg.Client, name: string): Promise<string> {
  const { rows } = await admin.query<{ release: number }>(selectRelease);
  const locale =
    (rows[0]?.release ?? 0) >= 170_000 ? ` LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'` : '';
  return `CREATE DATABASE ${name} OWNER tracker_owner TEMPLATE template0 ENCODING 'UTF8'${locale}`;
}

async function runInTransaction(client: pg.Client, statements: readonly string[]): Promise<void> {
  await client.query('BEGIN');
  for (const statement of statements) await client.query(statement);
  await client.query('COMMIT');
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: 'tracker roles' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
