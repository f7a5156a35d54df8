import { access, constants, lstat, stat, statfs } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { ignoreErrors } from '../files/private-file.js';
import { lacksSecrets } from '../secrets/secrets.js';
import { readMaxDescriptors } from './descriptors.js';

/** Machine of a process, as far as the operating system describes it. */
export interface HostFacts {
  /** Maximum of open files and connections; null where the system does not report it. */
  readonly maxDescriptors: number | null;
  /** Whether the start would create secrets in the data folder. */
  readonly lacksSecrets: boolean;
  /** Folder of the process's own data; null if it has to write none. */
  readonly data: DataFolder | null;
}

export interface DataFolder {
  /** Code with which the system rejects a change of the folder; null if it accepts one. */
  readonly fault: string | null;
  /** Disk of the embedded Postgres; null if the database is elsewhere or the folder has a fault. */
  readonly postgres: { readonly isNew: boolean; readonly freeBytes: number } | null;
}

/**
 * Reads the limits of the machine, and changes nothing. The data folder has to be writable for the embedded Postgres,
 * and for secrets that the start would create.
 */
export async function readHostFacts(config: Config): Promise<HostFacts> {
  const isEmbedded = config.DATABASE_URL === undefined;
  const isWithoutSecrets = await lacksSecrets(config);
  return {
    maxDescriptors: readMaxDescriptors(),
    lacksSecrets: isWithoutSecrets,
    data: isEmbedded || isWithoutSecrets ? await readDataFolder(config.DATA_DIRECTORY, isEmbedded) : null,
  };
}

async function readDataFolder(folder: string, isEmbedded: boolean): Promise<DataFolder> {
  const place = await existingPart(resolve(folder));
  const fault = await access(place, constants.W_OK).then(() => null, codeOf);
  return { fault, postgres: isEmbedded && fault === null ? await readPostgresFolder(folder, place) : null };
}

/** Returns the folder, or the nearest existing one above it, in which the start would create it. */
async function existingPart(folder: string): Promise<string> {
  const isAbsent = (await stat(folder).then(() => null, codeOf)) === 'ENOENT';
  return isAbsent && dirname(folder) !== folder ? existingPart(dirname(folder)) : folder;
}

/** Reads the disk of the data, to which `postgres` may be a link. */
async function readPostgresFolder(folder: string, place: string): Promise<DataFolder['postgres']> {
  const path = join(folder, 'postgres');
  const isNew = (await ignoreErrors(lstat(path), 'ENOENT')) === undefined;
  const isPresent = (await ignoreErrors(stat(path), 'ENOENT')) !== undefined;
  const { bavail, bsize } = await statfs(isPresent ? path : place);
  return { isNew, freeBytes: bavail * bsize };
}

function codeOf(fault: NodeJS.ErrnoException): string {
  return fault.code ?? fault.message;
}
