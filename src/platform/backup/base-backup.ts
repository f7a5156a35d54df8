import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { withNewConnection, type Connection } from '../database/connection.js';
import { hasErrorCode } from '../files/private-file.js';
import { BackupRefusal } from './backup-refusal.js';
import { readExclusions, type ServerKind } from './excluded-files.js';
import { readUntilStable } from './read-until-stable.js';
import { runWorkers } from './run-workers.js';
import { compressedSuffix, dataFolder, isPlainPath, storeFile, type StoredFile } from './stored-file.js';

/** Files of a server's data, as stored, and the positions in its log between which they were read. */
export interface BaseBackup {
  readonly files: readonly StoredFile[];
  readonly folders: readonly string[];
  readonly wal: { readonly start: string; readonly stop: string };
}

interface ListedFile {
  readonly path: string;
  readonly isFolder: boolean;
}

const connectionName = 'tracker backup';
/** Concurrent readers. The two steps of a file, reading and compressing, use a core each. */
const readers = 3;
const chunkBytes = 4 * 2 ** 20;
/** Written by Postgres after all others, and copied after all others. */
const controlFile = 'global/pg_control';

const maxLockAttempts = 30;
const lockRetryMs = 1000;

const selectSuitability = `
  SELECT pg_is_in_recovery() AS "isStandby", (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser",
         EXISTS (SELECT FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global')) AS "hasTablespaces"`;
/** Keeps the log from here on until the session ends. */
const keepLog = 'SELECT pg_create_physical_replication_slot($1, true, true)';
const startBackup = 'SELECT pg_backup_start($1, true)::text AS lsn';
const stopBackup = 'SELECT lsn::text, labelfile FROM pg_backup_stop(false)';
const listFiles = `
  WITH RECURSIVE listed (path, is_folder) AS (
    SELECT n.name, s.isdir FROM pg_ls_dir('.', true, false) n (name) CROSS JOIN LATERAL pg_stat_file(n.name, true) s
    UNION ALL
    SELECT l.path || '/' || n.name, s.isdir
      FROM listed l CROSS JOIN LATERAL pg_ls_dir(l.path, true, false) n (name)
     CROSS JOIN LATERAL pg_stat_file(l.path || '/' || n.name, true) s
     WHERE l.is_folder)
  SELECT path, is_folder AS "isFolder" FROM listed WHERE is_folder IS NOT NULL ORDER BY path`;
/** Names every segment of the log from the start to the stop, whether or not it is there, and the histories. */
const listLog = `
  SELECT 'pg_wal/' || name AS path FROM pg_ls_waldir() WHERE name ~ '^[0-9A-F]{8}\\.history$'
   UNION ALL
  SELECT 'pg_wal/' || pg_walfile_name('0/0'::pg_lsn + segment * size + 1)
    FROM (SELECT pg_size_bytes(current_setting('wal_segment_size'))::numeric AS size) s
   CROSS JOIN LATERAL generate_series(div($1::pg_lsn - '0/0'::pg_lsn, size), div($2::pg_lsn - '0/0'::pg_lsn - 1, size)) segment
   ORDER BY path`;
const readChunk = 'SELECT pg_read_binary_file($1, $2, $3, true) AS bytes';

/**
 * Copies the data of a running server into a folder by Postgres's low-level backup functions, over SQL alone. The copy
 * ends at an instant without an unfinished change: `atEnd` reads the same state in its snapshot. `beforeRead` may end it
 * before each part of a file.
 */
export async function takeBaseBackup<T>(
  { url, server }: { readonly url: string; readonly server: ServerKind },
  folder: string,
  atEnd: (snapshot: Connection) => Promise<T>,
  beforeRead: () => Promise<void>,
): Promise<{ readonly base: BaseBackup; readonly atEnd: T }> {
  const copy = { url, folder, beforeRead };
  return withNewConnection(url, connectionName, async (control) => {
    await refuseUnsuitable(control);
    await control.query(keepLog, [`tracker_backup_${randomUUID().slice(0, 8)}`]);
    const started = await control.query<{ lsn: string }>(startBackup, [connectionName]);
    const { files: paths, folders } = await listData(control, server);
    const files = await copyFiles(copy, paths);
    const state = await readUntilStable(() => readRequired(control, controlFile, 0));
    files.push(await storeBytes(folder, controlFile, state));

    const { lsn: start = '' } = started.rows[0] ?? {};
    const { stop, label, result } = await stopBetweenChanges(url, control, atEnd);
    const log = (await control.query<{ path: string }>(listLog, [start, stop])).rows.map(({ path }) => path);
    files.push(...(await copyFiles(copy, log, { isRequired: true })));
    files.push(await storeBytes(folder, 'backup_label', Buffer.from(label)));
    return { base: { files, folders, wal: { start, stop } }, atEnd: result };
  });
}

/** Lists the data except what a backup leaves out. The control file is copied separately. */
async function listData(
  connection: Connection,
  server: ServerKind,
): Promise<{ readonly files: string[]; readonly folders: string[] }> {
  const isExcluded = await readExclusions(connection, server);
  const listed = (await connection.query<ListedFile>(listFiles)).rows.filter(({ path }) => !isExcluded(path));
  const foreign = listed.find(({ path }) => !isPlainPath(path));
  if (foreign)
    throw new BackupRefusal(
      'unsuitable-server',
      `The data folder has ${JSON.stringify(foreign.path)}, which is not of Postgres. Move it elsewhere.`,
    );
  const pathsOf = (isFolder: boolean): string[] =>
    listed.filter((one) => one.isFolder === isFolder).map(({ path }) => path);
  return { files: pathsOf(false).filter((path) => path !== controlFile), folders: pathsOf(true) };
}

async function refuseUnsuitable(connection: Connection): Promise<void> {
  const { rows } =
    await connection.query<Record<'isStandby' | 'isSuperuser' | 'hasTablespaces', boolean>>(selectSuitability);
  const { isStandby, isSuperuser, hasTablespaces } = rows[0] ?? {};
  if (isSuperuser !== true)
    throw new BackupRefusal('unsuitable-server', 'A backup reads all files. Set DATABASE_ADMIN_URL to a superuser.');
  if (isStandby === true)
    throw new BackupRefusal('unsuitable-server', 'The server is a standby. Set DATABASE_ADMIN_URL to its primary.');
  if (hasTablespaces === true)
    throw new BackupRefusal(
      'unsuitable-server',
      'The server has tablespaces of its own, whose files this backup does not contain. Use pgBackRest (docs/operations/backup.md).',
    );
}

/**
 * Ends the backup while no change of the record is unfinished. The snapshot is taken in the same pause, so both have
 * the same changes. Writers wait for it, a fraction of a second.
 */
async function stopBetweenChanges<T>(
  url: string,
  control: Connection,
  atEnd: (snapshot: Connection) => Promise<T>,
): Promise<{ readonly stop: string; readonly label: string; readonly result: T }> {
  return withNewConnection(url, connectionName, (snapshot) =>
    withNewConnection(url, connectionName, async (pause) => {
      await lockTrail(pause);
      await snapshot.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      await snapshot.query('SELECT pg_current_snapshot()');
      const { rows } = await control.query<{ lsn: string; labelfile: string }>(stopBackup);
      await pause.query('COMMIT');
      const { lsn: stop = '', labelfile: label = '' } = rows[0] ?? {};
      return { stop, label, result: await atEnd(snapshot) };
    }),
  );
}

/** Locks the trail, which every change of the record writes. Running changes end first. */
async function lockTrail(connection: Connection): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await connection.query(`BEGIN; SET LOCAL lock_timeout = '2s'; LOCK TABLE audit.entries IN SHARE MODE`);
      return;
    } catch (fault) {
      await connection.query('ROLLBACK');
      if (!hasErrorCode(fault, '55P03')) throw fault;
      if (attempt === maxLockAttempts)
        throw new BackupRefusal(
          'unsuitable-server',
          'A change of the record does not end. Run the backup again later.',
        );
      await delay(lockRetryMs);
    }
  }
}

/**
 * Copies files with a few readers. A file that was dropped in the meantime is left out, because the log drops it too. A
 * required one must be there until its end.
 */
async function copyFiles(
  {
    url,
    folder,
    beforeRead,
  }: { readonly url: string; readonly folder: string; readonly beforeRead: () => Promise<void> },
  paths: readonly string[],
  { isRequired = false } = {},
): Promise<StoredFile[]> {
  const stored: StoredFile[] = [];
  await runWorkers(paths, readers, (waiting) =>
    withNewConnection(url, connectionName, async (connection) => {
      const read = isRequired ? readRequired : readAt;
      for (const path of waiting) {
        const readFrom = (offset: number): Promise<Buffer | null> =>
          beforeRead().then(() => read(connection, path, offset));
        const first = await readFrom(0);
        if (first !== null) stored.push(await storeParts(folder, path, partsAfter(first, readFrom)));
      }
    }),
  );
  return stored;
}

async function* partsAfter(
  first: Buffer,
  readFrom: (offset: number) => Promise<Buffer | null>,
): AsyncGenerator<Buffer> {
  let offset = 0;
  for (let bytes: Buffer | null = first; bytes !== null && bytes.length > 0;) {
    yield bytes;
    if (bytes.length < chunkBytes) return;
    offset += bytes.length;
    bytes = await readFrom(offset);
  }
}

async function readRequired(connection: Connection, path: string, offset: number): Promise<Buffer> {
  const bytes = await readAt(connection, path, offset);
  if (bytes === null)
    throw new BackupRefusal(
      'unsuitable-server',
      `The file ${path} of the server is missing, and a restore needs it. Run the backup again.`,
    );
  return bytes;
}

async function readAt(connection: Connection, path: string, offset: number): Promise<Buffer | null> {
  const { rows } = await connection.query<{ bytes: Buffer | null }>(readChunk, [path, offset, chunkBytes]);
  return rows[0]?.bytes ?? null;
}

async function storeBytes(folder: string, path: string, bytes: Buffer): Promise<StoredFile> {
  return storeParts(folder, path, partOf(bytes));
}

async function* partOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

async function storeParts(folder: string, path: string, parts: AsyncIterable<Buffer>): Promise<StoredFile> {
  const stored = `${dataFolder}/${path}${compressedSuffix}`;
  await mkdir(dirname(join(folder, stored)), { recursive: true, mode: 0o700 });
  return { path: stored, ...(await storeFile(join(folder, stored), parts)) };
}
