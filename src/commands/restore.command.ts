import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { migrations } from '../../migrations/index.js';
import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import { draftSuffix, readManifest, type Manifest } from './backup-manifest.js';
import { restoreFiles } from '../platform/backup/restore-files.js';
import { Config } from '../platform/config/config.js';
import { ExistingCluster, restoreEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.js';
import { ignoreErrors, syncFolder } from '../platform/files/private-file.js';
import { asFolderRefusal, describeBackupError } from './backup-errors.js';
import { openFittingKeys } from './backup-keys.js';
import { print, runCommand, UsageError } from './cli.js';

interface Options {
  readonly from: string;
  readonly data?: string | undefined;
}

/**
 * Runs `npm run tracker -- restore --from BACKUP`: restores the embedded database into an empty DATA_DIRECTORY, or with
 * `--data FOLDER` the data folder of a server of your own. A refused or failed restore leaves nothing.
 */
async function main({ from, data }: Options): Promise<void> {
  const config = Config.parse(process.env);
  const backup = resolve(from);
  const manifest = await readManifest(backup);
  refuseNewer(manifest);
  await openFittingKeys(config, manifest);
  if (data === undefined) await restoreEmbedded(config, backup, manifest);
  else await restoreDataFolder(resolve(data), backup, manifest);
  const { takenAt, tracker, installation } = manifest;
  print(`The backup of ${takenAt} by release ${tracker} was restored to ${resolve(data ?? config.DATA_DIRECTORY)}.`);
  if (installation !== null) print(`Its installation is ${installation}.`);
  print(`Before the tracker starts, run npm run tracker -- restore:verify --from ${from}`);
}

async function restoreEmbedded(config: Config, backup: string, manifest: Manifest): Promise<void> {
  if (manifest.server !== 'embedded')
    throw new BackupRefusal(
      'unsuitable-server',
      'The backup is of a server of your own. Name its empty data folder: --data FOLDER.',
    );
  const { DATA_DIRECTORY: directory, POSTGRES_BIN: bin } = config;
  try {
    await restoreEmbeddedPostgres({ directory, bin, print }, async (data, major) => {
      refuseOtherMajor(manifest, major);
      await restoreFiles(backup, manifest, data);
    });
  } catch (fault) {
    if (fault instanceof ExistingCluster) throw new BackupRefusal('not-empty', fault.message);
    throw asFolderRefusal(fault, resolve(directory));
  }
}

async function restoreDataFolder(folder: string, backup: string, manifest: Manifest): Promise<void> {
  const found = await ignoreErrors(readdir(folder), 'ENOENT');
  if (found !== undefined && found.length > 0)
    throw new BackupRefusal('not-empty', `There are files in ${folder}. Name an empty folder, or one to create.`);
  const draft = `${folder}.${randomUUID()}${draftSuffix}`;
  try {
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
    await mkdir(draft, { mode: 0o700 });
    await restoreFiles(backup, manifest, draft);
    await rename(draft, folder);
    await syncFolder(dirname(folder));
  } catch (fault) {
    throw asFolderRefusal(fault, dirname(folder));
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  const major = Math.floor(manifest.postgres / 10_000);
  print(
    `Give ${folder} and your configuration to the user of Postgres ${major}, and start that server on it. It replays the log of the backup.`,
  );
}

function refuseNewer({ migration, tracker }: Manifest): void {
  if (migrations.some(({ name }) => name === migration)) return;
  throw new BackupRefusal(
    'migrations',
    `The backup is of the newer release ${tracker}, whose database this release does not know. Restore it with that release.`,
  );
}

function refuseOtherMajor({ postgres }: Manifest, major: number): void {
  const needed = Math.floor(postgres / 10_000);
  if (needed === major) return;
  throw new BackupRefusal(
    'postgres-release',
    `The backup is of Postgres ${needed}, and the programs here are of Postgres ${major}. Set POSTGRES_BIN to those of ${needed}.`,
  );
}

function parseOptions(args: readonly string[]): Options {
  try {
    const options = { from: { type: 'string' }, data: { type: 'string' } } as const;
    const { from, data } = parseArgs({ args: [...args], options }).values;
    if (from) return { from, data };
  } catch {
    // The usage names the known options.
  }
  throw new UsageError('Name the backup to restore: npm run tracker -- restore --from BACKUP [--data FOLDER]');
}

await runCommand((args) => main(parseOptions(args)), ...describeBackupError);
