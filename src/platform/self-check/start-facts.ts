import pg from 'pg';
import type { MasterKeys } from '../secrets/master-keys.js';
import type { Purpose, Secrets } from '../secrets/secrets.js';
import { maxConnectMs } from '../database/connection.js';
import { selectDisabledTriggers } from '../database/database-protection.js';
import { startupParameters, timeLimits, type ServingUrls } from '../database/data-source.js';
import { isSameDatabase, selectIdentity, type ServerIdentity } from '../database/replica-monitor.js';
import { findDatabaseFault, isOutage } from '../http/postgres-problems.js';
import { selectRelease } from '../database/postgres-releases.js';

export interface GuardedTable {
  readonly name: string;
  /** Whether row security is enabled and forced for the owner. */
  readonly isForced: boolean;
  readonly hasPolicy: boolean;
  readonly isWatched: boolean;
}

export interface ConfiguredKeys {
  readonly secrets: Secrets;
  readonly masters: MasterKeys;
}

/** Schema of this release: its migrations, and the digest of its files below `database/`. */
export interface KnownSchema {
  readonly migrations: readonly string[];
  readonly files: string;
}

export interface StartFacts {
  readonly release: number;
  /** Serving roles with their excessive powers. */
  readonly roles: readonly { readonly role: string; readonly powers: readonly string[] }[];
  readonly tables: readonly GuardedTable[];
  readonly isTriggering: boolean;
  readonly disabled: readonly { readonly table: string; readonly trigger: string }[];
  /** Disabled settings without which a commit can be lost. */
  readonly lax: readonly string[];
  /** Whether a standby receives the log of this server, and commits of a serving role do not wait for one. */
  readonly isStandbyUnawaited: boolean;
  /** Reason for which the configured standby may not answer reports; null if it may, is away, or none is configured. */
  readonly replicaFault: 'no-access' | 'no-standby' | 'other-database' | 'other-role' | null;
  /** Limits of time that are not in force on a serving connection, or are longer than those of the tracker. */
  readonly looseLimits: readonly string[];
  readonly pending: number;
  readonly unknown: number;
  readonly hasFiles: boolean;
  readonly strangeKeys: readonly Purpose[];
  /** Code with which the trail rejected an entry; null if it accepted it. */
  readonly trailFault: string | null;
}

/** Time for a connection to the standby, without which the tracker starts too. */
const maxReplicaConnectMs = 2000;

const selectPowers = `
  SELECT current_user AS role,
         array_remove(ARRAY[
           CASE WHEN r.rolsuper THEN 'is a superuser' END,
           CASE WHEN r.rolbypassrls THEN 'bypasses row security' END,
           CASE WHEN r.rolcreaterole THEN 'may make roles' END,
           CASE WHEN r.rolreplication THEN 'may replicate' END,
           CASE WHEN EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database() AND pg_has_role(d.datdba, 'MEMBER'))
                  OR EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                              WHERE n.nspname IN ('app', 'auth', 'audit', 'oversight', 'quota', 'search', 'tally', 'timing', 'vault') AND pg_has_role(c.relowner, 'MEMBER'))
                THEN 'owns what is there' END], NULL) AS powers
    FROM pg_roles r WHERE r.rolname = current_user`;
const tables = `
  SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS "isForced",
         EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS "hasPolicy",
         coalesce((SELECT bool_or(t.tgtype & 4 <> 0) AND bool_or(t.tgtype & 16 <> 0)
                     FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_namespace s ON s.oid = f.pronamespace
                    WHERE t.tgrelid = c.oid AND t.tgenabled IN ('O', 'A') AND s.nspname = 'audit' AND f.proname = 'record'),
                  false) AS "isWatched"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE n.nspname = 'app' AND c.relkind IN ('r', 'p') ORDER BY c.relname`;
type SessionFacts = Pick<StartFacts, 'isTriggering' | 'lax' | 'looseLimits' | 'isStandbyUnawaited'>;

/** Names under which programs of Postgres and Barman receive the log for a backup or an archive. */
const archivingPrograms = ['pg_basebackup', 'pg_receivewal', 'barman_receive_wal', 'barman_streaming_backup'];

/* Any role sees which processes send the log, and under which name. Backups, archives and logical replicas are no standbys. */
const settings = `
  SELECT current_setting('session_replication_role') <> 'replica' AS "isTriggering",
         array_remove(ARRAY[
           CASE WHEN current_setting('fsync') = 'off' THEN 'fsync' END,
           CASE WHEN current_setting('synchronous_commit') = 'off' THEN 'synchronous_commit' END], NULL) AS lax,
         ARRAY(SELECT l.name FROM json_each_text($1) l(name, most) JOIN pg_settings s USING (name)
                WHERE s.setting::int NOT BETWEEN 1 AND l.most::int ORDER BY l.name) AS "looseLimits",
         (current_setting('synchronous_standby_names') = '' OR current_setting('synchronous_commit') IN ('local', 'off'))
           AND EXISTS (SELECT FROM pg_stat_replication r
                        WHERE r.application_name <> ALL ($2)
                          AND NOT EXISTS (SELECT FROM pg_replication_slots s WHERE s.active_pid = r.pid AND s.slot_type = 'logical'))
           AS "isStandbyUnawaited"`;
const selectMigrations = 'SELECT name FROM app.ran_migrations() AS name';
const isDigest = (name: string): boolean => name.startsWith('files ');
const knowsKeys = 'SELECT auth.knows_keys($1, $2) AS known';
const storeKeys = 'SELECT auth.take_keys($1, $2) AS known';
const isWrappedBy = 'SELECT vault.is_wrapped_by($1) AS known';
const selectLastEntry = `SELECT audit.note('trail.probed', NULL)`;

/** Refused sign-in, by a password, pg_hba.conf or the missing right to connect; or an unknown database. */
const refusedSignIn = /^(?:28...|3D000|42501)$/;
/** Undefined schema, table or function, because its migration has not run. */
const missingObjectCodes = ['3F000', '42P01', '42883'];

/** Reads the facts as the serving roles, through the serving URLs. It writes nothing. */
export function readStartFacts(
  { app, auth, replica, isPooled = false }: ServingUrls,
  known: KnownSchema,
  { secrets, masters }: ConfiguredKeys,
): Promise<StartFacts> {
  const parameters = isPooled ? {} : startupParameters();
  return withClient(app, parameters, (serving) =>
    withClient(auth, parameters, async (letting) => {
      const found: string[] = (await rowsIn<{ name: string }>(serving, selectMigrations)).map(({ name }) => name);
      const each = [serving, letting];
      const roles = (
        await Promise.all(each.map((client) => client.query<StartFacts['roles'][number]>(selectPowers)))
      ).flatMap(({ rows }) => rows);
      const set = (
        await Promise.all(
          each.map((client) => client.query<SessionFacts>(settings, [JSON.stringify(timeLimits()), archivingPrograms])),
        )
      ).flatMap(({ rows }) => rows);
      const [{ release } = { release: 0 }] = await rowsIn<{ release: number }>(serving, selectRelease);
      return {
        release,
        roles,
        tables: (await serving.query<GuardedTable>(tables)).rows,
        disabled: (await serving.query<StartFacts['disabled'][number]>(selectDisabledTriggers)).rows,
        isTriggering: set.every(({ isTriggering }) => isTriggering),
        lax: [...new Set(set.flatMap(({ lax }) => lax))],
        looseLimits: [...new Set(set.flatMap(({ looseLimits }) => looseLimits))],
        isStandbyUnawaited: set.some(({ isStandbyUnawaited }) => isStandbyUnawaited),
        pending: known.migrations.filter((name) => !found.includes(name)).length,
        unknown: found.filter((name) => !isDigest(name) && !known.migrations.includes(name)).length,
        hasFiles: found.includes(known.files),
        strangeKeys: [
          ...new Set([
            ...(await findUnexpectedKeys(serving, knowsKeys, secrets.checkValuesWith(masters))),
            ...(await findUnwrappableKeys(serving, masters)),
          ]),
        ],
        trailFault: await trailFaultOf(serving),
        replicaFault: replica === undefined ? null : await replicaFaultOf(serving, replica),
      };
    }),
  );
}

/** Registers the current secrets. Returns the purposes for which this is rejected. */
export function registerKeys({ auth }: ServingUrls, { secrets, masters }: ConfiguredKeys): Promise<Purpose[]> {
  return withClient(auth, {}, (client) => findUnexpectedKeys(client, storeKeys, secrets.checkValuesWith(masters)));
}

async function findUnexpectedKeys(
  client: pg.Client,
  statement: string,
  checkValues: ReturnType<Secrets['checkValuesWith']>,
): Promise<Purpose[]> {
  const strange: Purpose[] = [];
  for (const [purpose, values] of checkValues) {
    const [row] = await rowsIn<{ known: boolean }>(client, statement, [purpose, values]);
    if (row?.known === false) strange.push(purpose);
  }
  return strange;
}

/**
 * Returns the vault's purpose if a stored key was wrapped with an unknown master key. Only a key service itself knows
 * its keys.
 */
async function findUnwrappableKeys(client: pg.Client, { all }: MasterKeys): Promise<Purpose[]> {
  const [row] = await rowsIn<{ known: boolean }>(client, isWrappedBy, [all.map(({ id }) => id)]);
  return row?.known === false ? ['vault-master-key'] : [];
}

/** Tests an entry, and rolls it back. */
async function trailFaultOf(client: pg.Client): Promise<string | null> {
  await client.query('BEGIN');
  try {
    await client.query(selectLastEntry);
    return null;
  } catch (fault) {
    return codeIn(fault);
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Compares the configured standby with the primary. One that is away is no fault, because the primary answers meanwhile. */
async function replicaFaultOf(serving: pg.Client, url: string): Promise<StartFacts['replicaFault']> {
  const [primary] = await rowsIn<ServerIdentity>(serving, selectIdentity);
  let standby: ServerIdentity | undefined;
  try {
    [standby] = await withClient(url, { connectionTimeoutMillis: maxReplicaConnectMs }, (client) =>
      rowsIn<ServerIdentity>(client, selectIdentity),
    );
  } catch (fault) {
    const state = findDatabaseFault(fault);
    if (refusedSignIn.test(state?.sqlState ?? '')) return 'no-access';
    if (!state || !isOutage(state)) throw fault;
  }
  if (!primary || !standby) return null;
  if (!isSameDatabase(primary, standby)) return 'other-database';
  if (!standby.isStandby) return 'no-standby';
  return standby.role === primary.role ? null : 'other-role';
}

/** Runs a query. Returns no rows if its object does not exist yet; pending migrations are reported separately. */
async function rowsIn<Row>(client: pg.Client, statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
  try {
    return (await client.query(statement, [...parameters])).rows as Row[];
  } catch (fault) {
    if (missingObjectCodes.includes(codeIn(fault))) return [];
    throw fault;
  }
}

function codeIn(fault: unknown): string {
  return fault instanceof pg.DatabaseError && fault.code !== undefined ? fault.code : 'no answer';
}

async function withClient<T>(
  url: string,
  parameters: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'tracker start',
    connectionTimeoutMillis: maxConnectMs,
    query_timeout: 5000,
    ...parameters,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
