import 'reflect-metadata';
import { createHash } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { takeBaseBackup } from '../platform/backup/base-backup.js';
import { draftSuffix, totalsFile, writeManifest, type Manifest } from './backup-manifest.js';
import type { StoredFile } from '../platform/backup/stored-file.js';
import { Config } from '../platform/config/config.js';
import { withNewConnection, type Connection } from '../platform/database/connection.js';
import { recordJobRun } from '../platform/database/job-runs.js';
import { syncFolder } from '../platform/files/private-file.js';
import { recountTotals } from '../reporting/reports/ledger/recorded-totals.js';
import { withAdminDatabase, type AdminDatabase } from './admin-database.js';
import { listOutsideItems, readRecordFacts, readRelease, readSignerKeys, type RecordFacts } from './backup-facts.js';
import { describeBackupError } from './backup-errors.js';
import { describeError, print, runCommand, UsageError } from './cli.js';
import { everyOption, parseInterval, parseOptions, runRounds } from './rounds.js';

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
  const takenAt = new Date().toISOString();
  const folder = join(resolve(to), `tracker-${takenAt.replaceAll(/[:.]/g, '-')}`);
  await withAdminDatabase(config, async (database) => {
    let manifest: Manifest;
    try {
      manifest = await writeBackup(folder, config, database, takenAt);
    } catch (fault) {
      await recordRun(database, false);
      throw fault;
    }
    await recordRun(database, true);
    await makeDurable(dirname(folder));
    report(folder, manifest);
  });
}

/** Writes a backup into a draft, and gives it its name. A draft that fails is removed. */
async function writeBackup(
  folder: string,
  config: Config,
  database: AdminDatabase,
  takenAt: string,
): Promise<Manifest> {
  const draft = folder + draftSuffix;
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
  await mkdir(draft, { mode: 0o700 });
  try {
    const manifest = await write(draft, config, database, takenAt);
    await rename(draft, folder);
    return manifest;
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
async function recordRun({ url }: AdminDatabase, isSuccess: boolean): Promise<void> {
  try {
    await withNewConnection(url, 'tracker backup', (connection) =>
      connection.query(recordJobRun, ['backup', isSuccess]),
    );
  } catch (fault) {
    print(`The metrics do not know of this run, because it could not be recorded: ${describeError(fault)}`);
  }
}

async function write(draft: string, config: Config, database: AdminDatabase, takenAt: string): Promise<Manifest> {
  const { base, atEnd } = await takeBaseBackup(
    database,
    draft,
    (snapshot) => readRecord(draft, snapshot),
    () => Promise.resolve(),
  );
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
  return manifest;
}

async function readRecord(draft: string, snapshot: Connection): Promise<{ facts: RecordFacts; totals: StoredFile }> {
  const facts = await readRecordFacts(snapshot);
  const text = await recountTotals(snapshot);
  await writeFile(join(draft, totalsFile), text, { mode: 0o600, flush: true });
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { facts, totals: { path: totalsFile, size: Buffer.byteLength(text), sha256 } };
}

function report(folder: string, { files, counts, outside, wal }: Manifest): void {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  print(`The backup ${folder} is complete: ${files.length} files, ${(size / 2 ** 20).toFixed(0)} MB.`);
  print(`It has ${counts['app.complaints'] ?? 0} complaints, and the log from ${wal.start} to ${wal.stop}.`);
  print('It does not contain the following, which a restore needs. Keep them elsewhere:');
  for (const { what, setting, path } of outside) {
    const places = [setting, path].filter((place) => place !== null);
    print(`  ${what}${places.length === 0 ? '' : ` (${places.join(', ')})`}`);
  }
}

await runCommand(main, ...describeBackupError);
