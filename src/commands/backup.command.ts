import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { nilChain } from '../audit/chain/link.js';
import { takeBaseBackup } from '../platform/backup/base-backup.js';
import { draftSuffix, totalsFile, writeManifest, type Manifest } from './backup-manifest.js';
import type { StoredFile } from '../platform/backup/stored-file.js';
import { Config } from '../platform/config/config.js';
import { withNewConnection, type Connection } from '../platform/database/connection.js';
import { syncFolder } from '../platform/files/private-file.js';
import { recountTotals } from '../reporting/reports/ledger/recorded-totals.js';
import { withAdminDatabase, type AdminDatabase } from './admin-database.js';
import { asFolderRefusal, describeBackupError } from './backup-errors.js';
import { listOutsideItems, readRecordFacts, readRelease, readSignerKeys, type RecordFacts } from './backup-facts.js';
import {
  BackupFolder,
  estimateSize,
  nameBackup,
  proveFiles,
  readSpace,
  refuseLittleSpace,
  sizeOf,
  watchDraft,
  type ListedBackup,
} from './backup-folder.js';
import { parseKeepPolicy } from './backup-keep.js';
import { describeError, print, runCommand, UsageError } from './cli.js';
import { everyOption, parseInterval, parseOptions, runRounds } from './rounds.js';

const recordBackup = `SELECT app.record_job_run('backup', $1, $2)`;
const usage = 'Name the folder for backups: npm run tracker -- backup --to FOLDER';

/** Runs `npm run tracker -- backup --to FOLDER`: one backup, and with `--every` another one after each interval. */
async function main(args: readonly string[]): Promise<void> {
  const { to, every } = parseOptions(args, { to: { type: 'string' }, ...everyOption }, usage);
  if (!to) throw new UsageError(usage);
  const [describe] = describeBackupError;
  await runRounds(() => backUp(to), parseInterval(every), describe);
}

/** Copies the database while the tracker serves, into a new folder that gets its name when it is complete. */
async function backUp(to: string): Promise<void> {
  const config = Config.parse(process.env);
  const path = resolve(to);
  await withAdminDatabase(config, async (database) => {
    const state = await readState(database);
    let facts: SpaceFacts;
    try {
      const folder = new BackupFolder(path, state.installation);
      await folder.create();
      await prepare(folder, config, state);
      const { name, manifest } = await writeBackup(folder, config, database);
      const kept = await folder.removeExpired(parseKeepPolicy(config.BACKUP_KEEP), name, Date.now());
      facts = await readSpaceFacts(path, kept, manifest);
      await report(join(path, name), config, database, manifest, facts);
      if (kept.length === 1 && (state.lastKept ?? 0) > 1)
        print(
          `The last run left ${state.lastKept} backups, and ${path} has none of them. If they are on a disk of their own, see whether it is mounted there.`,
        );
    } catch (fault) {
      await recordRun(database, false, await readSpaceFacts(path, null, null).catch(() => null));
      throw asFolderRefusal(fault, path);
    }
    await recordRun(database, true, facts);
    await makeDurable(path);
  });
}

/** Numbers of the last backup, which the metrics show. */
interface SpaceFacts {
  readonly kept?: number;
  readonly keptBytes?: number;
  readonly newestBytes?: number;
  readonly freeBytes: number;
}

async function readSpaceFacts(
  path: string,
  kept: readonly ListedBackup[] | null,
  manifest: Manifest | null,
): Promise<SpaceFacts> {
  const { free } = await readSpace(path);
  return {
    ...(kept && { kept: kept.length, keptBytes: kept.reduce((sum, { bytes }) => sum + bytes, 0) }),
    ...(manifest && { newestBytes: sizeOf(manifest) }),
    freeBytes: free,
  };
}

/** State of the database before a backup. */
interface DatabaseState {
  readonly installation: string | null;
  readonly bytes: number;
  /** Number of backups that the last run left; null if it is not known. */
  readonly lastKept: number | null;
}

const selectInstallation = `
  SELECT (SELECT encode(hash, 'hex') FROM audit.links WHERE chain = $1 AND position = 1) AS installation,
         pg_database_size(current_database())::float8 AS bytes`;
const selectLastKept = `SELECT (facts ->> 'kept')::integer AS kept FROM app.job_runs WHERE job = 'backup'`;

async function readState({ url }: AdminDatabase): Promise<DatabaseState> {
  return withNewConnection(url, 'tracker backup', async (connection) => {
    const { rows } = await connection.query<Omit<DatabaseState, 'lastKept'>>(selectInstallation, [nilChain]);
    if (!rows[0]) throw new Error('The state of the database returned no row');
    // The database of an earlier release does not have the number.
    const last = await connection.query<{ kept: number | null }>(selectLastKept).catch(() => null);
    return { ...rows[0], lastKept: last?.rows[0]?.kept ?? null };
  });
}

/** Refuses a folder without space for one more backup, after what has expired was removed. */
async function prepare(folder: BackupFolder, config: Config, { bytes }: DatabaseState): Promise<void> {
  await folder.removeAbandonedDrafts(Date.now());
  const [newest] = await folder.list();
  const needed = estimateSize(newest, bytes);
  const { free, reserve } = await readSpace(folder.path);
  if (free < needed + reserve) await folder.makeRoom(parseKeepPolicy(config.BACKUP_KEEP), Date.now());
  refuseLittleSpace(folder.path, await readSpace(folder.path), needed);
}

/** Writes a backup into a draft, and gives it its name. A draft that fails is removed. */
async function writeBackup(
  folder: BackupFolder,
  config: Config,
  database: AdminDatabase,
): Promise<{ readonly name: string; readonly manifest: Manifest }> {
  const takenAt = new Date().toISOString();
  const name = nameBackup(takenAt);
  const draft = join(folder.path, name + draftSuffix);
  await mkdir(draft, { mode: 0o700 });
  try {
    const manifest = await write(draft, config, database, takenAt);
    await rename(draft, join(folder.path, name));
    return { name, manifest };
  } catch (fault) {
    await removeDraft(draft);
    throw fault;
  }
}

/** Removes a draft. An error of it would hide the cause, so it is only printed. */
async function removeDraft(draft: string): Promise<void> {
  try {
    await rm(draft, { recursive: true, force: true, maxRetries: 3 });
  } catch (fault) {
    print(`The folder ${draft} could not be removed. Remove it: ${describeError(fault)}`);
  }
}

/** Makes the name of a complete backup durable. Its files already are. */
async function makeDurable(folder: string): Promise<void> {
  try {
    await syncFolder(folder);
  } catch (fault) {
    print(`The name of the backup may be lost in a power failure: ${describeError(fault)}`);
  }
}

/** Records the run for the metrics. A backup that cannot be recorded, as of a release without the record, is no failure. */
async function recordRun({ url }: AdminDatabase, isSuccess: boolean, facts: SpaceFacts | null): Promise<void> {
  try {
    await withNewConnection(url, 'tracker backup', (connection) => connection.query(recordBackup, [isSuccess, facts]));
  } catch (fault) {
    print(`The metrics do not know of this run, because it could not be recorded: ${describeError(fault)}`);
  }
}

async function write(draft: string, config: Config, database: AdminDatabase, takenAt: string): Promise<Manifest> {
  const check = await watchDraft(draft);
  const { base, atEnd } = await takeBaseBackup(database, draft, (snapshot) => readRecord(draft, snapshot), check);
  const { server } = database;
  const manifest: Manifest = {
    ...{ format: 2, takenAt, tracker: await readRelease(), server },
    ...atEnd.facts,
    publicKeys: await readSignerKeys(config),
    outside: await listOutsideItems(config, server),
    ...base,
    files: [...base.files, atEnd.totals],
  };
  await writeManifest(draft, manifest);
  await check();
  await proveFiles(draft, manifest);
  return manifest;
}

async function readRecord(draft: string, snapshot: Connection): Promise<{ facts: RecordFacts; totals: StoredFile }> {
  const facts = await readRecordFacts(snapshot);
  const text = await recountTotals(snapshot);
  await writeFile(join(draft, totalsFile), text, { mode: 0o600, flush: true });
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { facts, totals: { path: totalsFile, size: Buffer.byteLength(text), sha256 } };
}

async function report(
  folder: string,
  config: Config,
  { server }: AdminDatabase,
  { files, counts, outside, wal }: Manifest,
  { kept = 0, keptBytes = 0, newestBytes = 0, freeBytes }: SpaceFacts,
): Promise<void> {
  const inMegabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
  print(`The backup ${folder} is complete and was read again: ${files.length} files, ${inMegabytes(newestBytes)} MB.`);
  print(`It has ${counts['app.complaints'] ?? 0} complaints, and the log from ${wal.start} to ${wal.stop}.`);
  if (kept > 0)
    print(`${kept} backups use ${inMegabytes(keptBytes)} MB, and their disk has ${inMegabytes(freeBytes)} MB free.`);
  if (server === 'embedded') {
    print(
      'What is logged after it and before the next one is lost with the disk: with a backup each hour up to an hour.',
    );
    const [own, data] = [await stat(folder), await stat(config.DATA_DIRECTORY)];
    if (own.dev === data.dev)
      print('The backups are on the disk of the database and are lost with it. Copy each to another machine.');
  }
  print('It does not contain the following, which a restore needs. Keep them elsewhere:');
  for (const { what, setting, path } of outside) {
    const places = [setting, path].filter((place) => place !== null);
    print(`  ${what}${places.length === 0 ? '' : ` (${places.join(', ')})`}`);
  }
}

await runCommand(main, ...describeBackupError);
