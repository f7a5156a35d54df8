import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import { damaged, isPlainPath, type StoredFile } from '../platform/backup/stored-file.js';
import { ignoreErrors, syncFolder, writeAtomically } from '../platform/files/private-file.js';

/** Key that a restored database needs. Its check value recognizes the key and reveals nothing of it. */
export interface NeededKey {
  readonly purpose: string;
  readonly checkValue: string;
}

/** Thing that the tracker needs and the backup does not contain. */
export interface OutsideItem {
  readonly what: string;
  readonly setting: string | null;
  /** Location at the time of the backup; null if it is no file, or its location is not known here. */
  readonly path: string | null;
  /** Checksum of a readable file that is no secret. */
  readonly sha256: string | null;
}

/** Trail at the end of a backup. A restored one has at least as much. */
export interface BackedUpTrail {
  readonly entries: number;
  readonly signatures: number;
  /** Last link of each chain. */
  readonly heads: readonly { readonly chain: string; readonly position: number; readonly hash: string }[];
}

/** Description of a backup, written last. */
export interface Manifest {
  readonly format: 2;
  readonly takenAt: string;
  readonly tracker: string;
  /** Newest migration of the database. */
  readonly migration: string;
  /** Release of Postgres, such as 180004. */
  readonly postgres: number;
  readonly server: 'embedded' | 'external';
  /** Hash of the first link of the trail, which every later state of the same installation has. */
  readonly installation: string | null;
  /** Positions in the write-ahead log between which the files were read. */
  readonly wal: { readonly start: string; readonly stop: string };
  /** Number of rows of each table of the record. */
  readonly counts: Readonly<Record<string, number>>;
  /** Digest of the contents of each of these tables. */
  readonly digests: Readonly<Record<string, string>>;
  readonly trail: BackedUpTrail;
  /** Public keys of the signer that the backup could read, as PEM. */
  readonly publicKeys: readonly string[];
  readonly keys: readonly NeededKey[];
  /** Public ids of the master keys that wrap the keys of the vault. */
  readonly masterKeys: readonly string[];
  readonly outside: readonly OutsideItem[];
  readonly folders: readonly string[];
  readonly files: readonly StoredFile[];
}

export const manifestFile = 'manifest.json';
export const totalsFile = 'totals.ndjson';
/** End of the name of a backup that is not complete. */
export const draftSuffix = '.partial';

/** Writes the manifest, which makes the folder a backup, once the names of its files are durable. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  if (!isManifest(manifest)) throw new Error('The manifest of the backup has a value that a restore refuses');
  const folders = new Set(manifest.files.flatMap(({ path }) => foldersOf(path)));
  for (const path of folders) await syncFolder(join(folder, path));
  await writeAtomically(join(folder, manifestFile), `${JSON.stringify(manifest, null, 1)}\n`);
}

/** Reads the manifest of a complete backup, and checks that its files are there with their sizes. */
export async function readManifest(folder: string): Promise<Manifest> {
  if (basename(folder).endsWith(draftSuffix)) {
    throw new BackupRefusal(
      'damaged-backup',
      `${folder} is a backup that was not completed. Use another one, and remove this folder.`,
    );
  }
  const text = await ignoreErrors(readFile(join(folder, manifestFile), 'utf8'), 'ENOENT', 'ENOTDIR');
  if (text === undefined) {
    throw new BackupRefusal('damaged-backup', `${folder} has no ${manifestFile}, so it is no complete backup.`);
  }
  const manifest = parseManifest(text);
  if (manifest === null) {
    throw new BackupRefusal(
      'damaged-backup',
      `The ${manifestFile} in ${folder} is damaged, or of a release with another format. Use the release that wrote it.`,
    );
  }
  for (const { path, size } of manifest.files) {
    const found = await ignoreErrors(stat(join(folder, path)), 'ENOENT', 'ENOTDIR');
    if (found?.size !== size) throw damaged(path);
  }
  return manifest;
}

/** Parses a manifest. Returns null for any other text. */
export function parseManifest(text: string): Manifest | null {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return null;
  }
  return isManifest(found) ? found : null;
}

function isManifest(value: unknown): value is Manifest {
  if (!isObject(value) || value['format'] !== 2) return false;
  const { files, folders, keys, masterKeys, outside, counts, digests, postgres, server, trail, publicKeys } = value;
  return (
    ['takenAt', 'tracker', 'migration'].every((name) => typeof value[name] === 'string') &&
    Number.isSafeInteger(postgres) &&
    (server === 'embedded' || server === 'external') &&
    isObject(counts) &&
    isObject(digests) &&
    isObject(trail) &&
    isList(trail['heads'], isHead) &&
    Array.isArray(publicKeys) &&
    publicKeys.every((key) => typeof key === 'string') &&
    isList(keys, (key) => typeof key['purpose'] === 'string' && typeof key['checkValue'] === 'string') &&
    isList(outside, (item) => typeof item['what'] === 'string') &&
    Array.isArray(masterKeys) &&
    Array.isArray(folders) &&
    folders.every(isPlainPath) &&
    isList(files, (file) => isPlainPath(file['path']) && Number.isSafeInteger(file['size'])) &&
    files.length > 0
  );
}

function isHead({ chain, position, hash }: Record<string, unknown>): boolean {
  return typeof chain === 'string' && Number.isSafeInteger(position) && typeof hash === 'string';
}

/** Returns the folders in which a file is, such as data and data/global. */
function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function isList(value: unknown, holds: (item: Record<string, unknown>) => boolean): value is unknown[] {
  return Array.isArray(value) && value.every((item) => isObject(item) && holds(item));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
