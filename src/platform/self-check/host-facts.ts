import { access, constants, lstat, mkdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { ignoreErrors } from '../files/private-file.js';
import { readMaxDescriptors } from './descriptors.js';

/** Machine of a process, as far as the operating system describes it. */
export interface HostFacts {
  /** Maximum of open files and connections; null where the system does not report it. */
  readonly maxDescriptors: number | null;
  /** Folder of the process's own data; null if it needs none. */
  readonly data: DataFolder | null;
}

export interface DataFolder {
  /** Code with which the system rejects a change of the folder; null if it accepts one. */
  readonly fault: string | null;
  /** Whether the folder is for the embedded Postgres, and the free space on its disk. */
  readonly postgres: { readonly isNew: boolean; readonly freeBytes: number } | null;
}

const faultCodes = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'EDQUOT'];

/**
 * Reads the limits of the machine. Creates an absent data folder. Production with a Postgres of its own needs no data
 * folder, because its secrets have files elsewhere.
 */
export async function readHostFacts({ DATABASE_URL, DATA_DIRECTORY, isProduction }: Config): Promise<HostFacts> {
  const isEmbedded = DATABASE_URL === undefined;
  return {
    maxDescriptors: readMaxDescriptors(),
    data: isEmbedded || !isProduction ? await readDataFolder(DATA_DIRECTORY, isEmbedded) : null,
  };
}

async function readDataFolder(folder: string, isEmbedded: boolean): Promise<DataFolder> {
  const fault = await faultOf(folder);
  return { fault, postgres: isEmbedded && fault === null ? await readPostgresFolder(folder) : null };
}

async function faultOf(folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o711 });
    await access(folder, constants.W_OK);
    return null;
  } catch (fault) {
    const { code = '' } = fault as NodeJS.ErrnoException;
    if (!faultCodes.includes(code)) throw fault;
    return code;
  }
}

/** Reads the disk of the data, to which `postgres` may be a link. */
async function readPostgresFolder(folder: string): Promise<DataFolder['postgres']> {
  const path = join(folder, 'postgres');
  const isNew = (await ignoreErrors(lstat(path), 'ENOENT')) === undefined;
  const place = (await ignoreErrors(stat(path), 'ENOENT')) === undefined ? folder : path;
  const { bavail, bsize } = await statfs(place);
  return { isNew, freeBytes: bavail * bsize };
}
