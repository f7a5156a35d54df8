import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { endOfProcess, startProcess } from '../support/tracker-process.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const old = `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'18.20.4'}})`;

let copy: string;
let installed: Readonly<Record<string, { readonly version?: string }>>;

beforeAll(async () => {
  const list = await readFile(join(root, 'node_modules/.package-lock.json'), 'utf8');
  installed = (JSON.parse(list) as { packages: typeof installed }).packages;
});
beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'tracker-first-run-'));
  // Postgres runs as another user under root, and needs access to the folder.
  await chmod(copy, 0o711);
  for (const name of ['scripts', 'console/scripts', 'package.json'])
    await cp(join(root, name), join(copy, name), { recursive: true });
});
afterEach(() => rm(copy, { recursive: true, force: true }));

async function copyConsole(): Promise<void> {
  const sources = ['index.html', 'package.json', 'src', 'tsconfig.json', 'vite.config.mjs'].map(
    (name) => `console/${name}`,
  );
  for (const name of [...sources, 'package-lock.json', 'docs/openapi.json', 'dist/console']) {
    if (existsSync(join(root, name))) await cp(join(root, name), join(copy, name), { recursive: true });
  }
}

async function run(script: string, options: readonly string[] = []): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [...options, join(copy, script)], { cwd: copy, env: { HOME: copy } });
  let text = '';
  const keep = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, text };
}

async function writeInstalled(packages: typeof installed): Promise<void> {
  await mkdir(join(copy, 'node_modules'), { recursive: true });
  await writeFile(join(copy, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

describe.each(['scripts/start.mjs', 'scripts/preflight.mjs', 'scripts/develop/dev.mjs', 'scripts/develop/psql.mjs'])(
  '%s',
  (script) => {
    it('names the required Node before it loads files that an older Node cannot read', async () => {
      expect(await run(script, ['--import', old])).toEqual({
        code: 1,
        text: expect.stringMatching(
          /^The tracker needs Node 20\.19 or later, and this is 18\.20\.4\. Install Node 24 .*\n$/,
        ),
      });
    });

    it('reports missing, interrupted and outdated installations', async () => {
      expect(await run(script)).toEqual({
        code: 1,
        text: 'The packages are not installed. Run `npm ci` first.\n',
      });

      await mkdir(join(copy, 'node_modules/typeorm'), { recursive: true });
      expect(await run(script)).toEqual({
        code: 1,
        text: 'The packages are not completely installed. Run `npm ci` again.\n',
      });

      await writeInstalled({ ...installed, 'node_modules/typeorm': { version: '0.3.0' }, 'node_modules/pg': {} });
      expect(await run(script)).toEqual({
        code: 1,
        text: 'The installed packages are not those of package.json (pg, typeorm). Run `npm ci`.\n',
      });
    });
  },
);

describe('each npm script that begins with a package', () => {
  it('checks Node and the packages first', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const beginning: string[] = [];
    for (const [name, command] of Object.entries(scripts)) {
      const isHook = name.startsWith('pre') && name.slice(3) in scripts;
      if (!isHook && !command.startsWith('npm ') && (await beginsWithPackage(command))) beginning.push(name);
    }

    const unchecked = beginning.filter(
      (name) => scripts[`pre${name}`]?.startsWith('node scripts/preflight.mjs') !== true,
    );

    expect(beginning).toEqual(expect.arrayContaining(['test:all', 'lint', 'typecheck', 'openapi', 'ranks']));
    expect(unchecked).toEqual([]);
    expect(scripts['prebuild']).toBe('node scripts/preflight.mjs');
  });
});

/** Whether a command is a program of a package, or a file that imports one before any of its lines runs. */
async function beginsWithPackage(command: string): Promise<boolean> {
  const file = /^node (?:--\S+ )*(\S+)/.exec(command)?.[1];
  if (file === undefined) return true;
  return file.startsWith('node_modules/') || (await importsPackage(join(root, file)));
}

async function importsPackage(file: string): Promise<boolean> {
  const source = await readFile(file, 'utf8');
  for (const [, from = ''] of source.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)';$|^import '([^']+)';$/gm)) {
    if (from.startsWith('node:') || from === '') continue;
    if (!from.startsWith('.') || (await importsPackage(join(file, '..', from)))) return true;
  }
  return false;
}

describe('a complete installation', () => {
  it('passes, after any earlier fault', async () => {
    await writeInstalled(installed);

    expect(await run('scripts/preflight.mjs')).toEqual({ code: 0, text: '' });
  });
});

describe('an interrupted build', () => {
  it('is completed by the next one, which ignores the lock of an ended process', async () => {
    for (const name of ['src', 'migrations', 'database'])
      await cp(join(root, name), join(copy, name), { recursive: true });
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    const done = spawn(process.execPath, ['--version']);
    await once(done, 'close');
    await mkdir(join(copy, 'dist/src'), { recursive: true });
    await writeFile(join(copy, 'dist/.compiling'), String(done.pid));
    await writeFile(join(copy, 'dist/src/main.js.4711'), 'import');
    await cp(join(root, 'dist/src/main.js'), join(copy, 'dist/src/main.js'));
    await copyConsole();

    expect(await run('scripts/build.mjs')).toEqual({ code: 0, text: expect.stringMatching(/^Built \d+ files in/) });

    const built = async (file: string): Promise<string> => readFile(join(copy, 'dist', file), 'utf8');
    expect(await built('src/tracker.js')).toBe(await readFile(join(root, 'dist/src/tracker.js'), 'utf8'));
    await rm(join(copy, 'dist/src/tracker.js'));
    expect((await run('scripts/build.mjs')).code).toBe(0);
    expect(await built('src/tracker.js')).not.toBe('');
  });
});

describe('a start', () => {
  let database: SpecDatabase;
  beforeAll(async () => (database = await specDatabase()));
  afterAll(() => database.drop());

  it('reports that its port is taken before it opens the database, and succeeds once the port is free', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const environment = { DATABASE_URL: database.appUrl, DATABASE_AUTH_URL: database.authUrl, PORT: String(port) };

    const nowhere = 'postgres://nobody:none@127.0.0.1:1/none';
    const unopened = { ...environment, DATABASE_URL: nowhere, DATABASE_AUTH_URL: nowhere };
    const { code, err } = await endOfProcess(copy, { environment: unopened });
    other.close();
    await once(other, 'close');

    expect({ code, err }).toEqual({
      code: 1,
      err: `Port ${port} is in use. Stop the program that uses it, or set PORT to another port.\n`,
    });
    await (await startProcess(copy, { environment })).stop();
  });

  it('reports data of another Postgres release, and a missing Postgres', async () => {
    const data = join(copy, 'postgres/cluster/data');
    await mkdir(data, { recursive: true });
    await writeFile(join(data, 'PG_VERSION'), '15\n');

    const ofAnother = await endOfProcess(copy, {});
    const nowhere = await endOfProcess(copy, { environment: { POSTGRES_BIN: join(copy, 'nowhere') } });
    const tooOld = await endOfProcess(copy, { environment: { POSTGRES_BIN: await programsOf15(copy) } });

    expect(ofAnother).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /^The data in .* were written by Postgres 15, and this release has \d+\. Set POSTGRES_BIN .* start the .*\n$/,
      ),
    });
    expect(nowhere).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^The programs in the folder that POSTGRES_BIN names do not run: [^\n]*\n$/),
    });
    expect(tooOld).toMatchObject({
      code: 1,
      err: 'The programs that POSTGRES_BIN names cannot be used. Postgres 15.17 is not supported. Use Postgres 16 to 18.\n',
    });
  });
});

async function programsOf15(directory: string): Promise<string> {
  const folder = join(directory, 'bin-of-15');
  await mkdir(folder, { mode: 0o755 });
  for (const name of ['initdb', 'pg_ctl', 'postgres']) {
    await writeFile(join(folder, name), `#!/bin/sh\necho '${name} (PostgreSQL) 15.17'\n`, { mode: 0o755 });
  }
  return folder;
}
