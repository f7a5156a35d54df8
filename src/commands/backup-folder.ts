import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import { draftSuffix, readManifest, type Manifest } from './backup-manifest.js';
import { damaged } from '../platform/backup/stored-file.js';
import { hasErrorCode, ignoreErrors } from '../platform/files/private-file.js';
import { fullDisk, movedFolder } from './backup-errors.js';
import { checksumOf } from './backup-facts.js';
import { findExpired, type KeepPolicy, type StoredBackup } from './backup-keep.js';
import { print } from './cli.js';

/** Complete backup of this installation. */
export interface ListedBackup extends StoredBackup {
  readonly manifest: Manifest;
  readonly bytes: number;
}

const backupName = /^tracker-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/;
const megabyte = 2 ** 20;
/** A draft that was not changed for so long is of a backup that was interrupted. */
const abandonedMs = 86_400_000;
/** Backups grow with the record: the next one is expected to be larger than the last by a quarter. */
const growth = 1.25;
/** Files of a database are compressed to a tenth, or to a half if most of the record is encrypted. */
const maxCompressed = 0.5;

/** Returns the name of a backup that begins at an instant. */
export function nameBackup(takenAt: string): string {
  return `tracker-${takenAt.replaceAll(/[:.]/g, '-')}`;
}

/** Returns the size of the files of a backup. */
export function sizeOf({ files }: Manifest): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}

/**
 * Folder in which backups are. Only complete backups of one installation count. Everything else in it, such as files of
 * others, links, and backups of another installation, is left alone.
 */
export class BackupFolder {
  constructor(
    readonly path: string,
    private readonly installation: string | null,
  ) {}

  /** Creates the folder. An error names its cause, which a recursive call alone would hide for a read-only disk. */
  async create(): Promise<void> {
    if ((await ignoreErrors(stat(this.path), 'ENOENT'))?.isDirectory() === true) return;
    try {
      await mkdir(this.path, { mode: 0o700 });
    } catch (fault) {
      if (!hasErrorCode(fault, 'ENOENT')) throw fault;
      await mkdir(this.path, { recursive: true, mode: 0o700 });
    }
  }

  /** Lists the complete backups, newest first. One whose manifest or files are not there is none. */
  async list(): Promise<ListedBackup[]> {
    const entries = await readdir(this.path, { withFileTypes: true });
    const names = entries.filter((one) => one.isDirectory() && backupName.test(one.name)).map(({ name }) => name);
    const found: ListedBackup[] = [];
    for (const name of names) {
      const manifest = await readManifest(join(this.path, name)).catch(ignoreRefusal);
      const takenAt = Date.parse(manifest?.takenAt ?? '');
      if (
        manifest &&
        this.installation !== null &&
        manifest.installation === this.installation &&
        !Number.isNaN(takenAt)
      )
        found.push({ name, takenAt, manifest, bytes: sizeOf(manifest) });
    }
    return found.sort((one, other) => other.takenAt - one.takenAt);
  }

  /** Proves a backup by its name. */
  private async prove(name: string): Promise<void> {
    const folder = join(this.path, name);
    await proveFiles(folder, await readManifest(folder));
  }

  /**
   * Removes the backups that the policy does not keep, if there is a proven one, and never that one. Returns those that
   * are left.
   */
  async removeExpired(policy: KeepPolicy | null, proven: string, now: number): Promise<ListedBackup[]> {
    const backups = await this.list();
    if (policy === null || !backups.some(({ name }) => name === proven)) return backups;
    const later = backups.filter(({ takenAt, name }) => takenAt > now && name !== proven).length;
    if (later > 0)
      print(
        `${later} backups are of a time to come, because the clock was set back. They are kept. Remove those of a wrong clock.`,
      );
    const expired = new Set(
      findExpired(backups, policy, now)
        .map(({ name }) => name)
        .filter((name) => name !== proven),
    );
    const removed = new Set<string>();
    for (const name of expired) if (await this.remove(name)) removed.add(name);
    if (removed.size > 0) print(`BACKUP_KEEP removed ${removed.size} older backups: ${[...removed].join(', ')}.`);
    return backups.filter(({ name }) => !removed.has(name));
  }

  /** Removes expired backups before a new one, if the newest that is left can be proven. */
  async makeRoom(policy: KeepPolicy | null, now: number): Promise<void> {
    for (const { name } of await this.list()) {
      const isSound = await this.prove(name).then(() => true, ignoreRefusal);
      if (isSound === true) {
        await this.removeExpired(policy, name, now);
        return;
      }
      print(`The backup ${name} is damaged, and does not count. Remove it.`);
    }
  }

  /** Removes the drafts of interrupted backups: those that no process changed for a day. */
  async removeAbandonedDrafts(now: number): Promise<void> {
    for (const entry of await readdir(this.path, { withFileTypes: true })) {
      const isDraft = entry.isDirectory() && entry.name.endsWith(draftSuffix);
      if (!isDraft || !backupName.test(entry.name.slice(0, -draftSuffix.length))) continue;
      const draft = join(this.path, entry.name);
      const changed = await ignoreErrors(stat(draft), 'ENOENT');
      if (changed === undefined || now - changed.mtimeMs < abandonedMs) continue;
      await rm(draft, { recursive: true, force: true, maxRetries: 3 });
      print(`The folder ${draft} of an interrupted backup was removed.`);
    }
  }

  /**
   * Removes a backup, and returns whether it did. It loses its name first, so that half of one never looks complete. An
   * error leaves it, because the new backup is complete without that.
   */
  private async remove(name: string): Promise<boolean> {
    const draft = join(this.path, name + draftSuffix);
    try {
      await rename(join(this.path, name), draft);
      await rm(draft, { recursive: true, force: true, maxRetries: 3 });
      return true;
    } catch (fault) {
      print(`The older backup ${name} could not be removed. Remove it: ${(fault as Error).message}`);
      return false;
    }
  }
}

/** Reads every byte of a backup again, and throws the refusal of a damaged one. */
export async function proveFiles(folder: string, { files }: Manifest): Promise<void> {
  for (const { path, sha256 } of files) if ((await checksumOf(join(folder, path))) !== sha256) throw damaged(path);
}

/** Space on the disk of a folder, in bytes. `reserve` stays free: the disk may be that of the database. */
export interface DiskSpace {
  readonly free: number;
  readonly reserve: number;
}

export async function readSpace(folder: string): Promise<DiskSpace> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, reserve: Math.min(1024 * megabyte, (blocks * bsize) / 20) };
}

/** Estimates the size of the next backup from the newest one, or before the first from the size of the database. */
export function estimateSize(newest: ListedBackup | undefined, databaseBytes: number): number {
  return newest === undefined ? databaseBytes * maxCompressed : newest.bytes * growth;
}

/** Refuses a backup for which the disk has too little space. */
export function refuseLittleSpace(folder: string, { free, reserve }: DiskSpace, needed: number): void {
  if (free >= needed + reserve) return;
  const inMegabytes = (bytes: number): string => Math.ceil(bytes / megabyte).toLocaleString('en-US');
  throw new BackupRefusal(
    'no-space',
    `The disk with ${folder} has ${inMegabytes(free)} MB free. A backup needs about ${inMegabytes(needed)} MB, and ${inMegabytes(reserve)} MB stay free. ` +
      'Free space on it, use a larger one, or lower BACKUP_KEEP. The backups that are there were left.',
  );
}

/**
 * Returns a check that ends a backup under way before its disk is full, so that a database on the same disk goes on. It also
 * ends one whose disk was unmounted: the rest would be written to the disk below.
 */
export async function watchDraft(draft: string): Promise<() => Promise<void>> {
  const folder = dirname(draft);
  const begun = await stat(draft);
  return async () => {
    const { free, reserve } = await readSpace(folder);
    if (free < reserve) throw fullDisk(folder);
    const { dev, ino } = await stat(draft);
    if (dev !== begun.dev || ino !== begun.ino) throw movedFolder(folder);
  };
}

function ignoreRefusal(fault: unknown): undefined {
  if (fault instanceof BackupRefusal) return undefined;
  throw fault;
}
