import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { migrations } from '../../migrations/index.js';
import { freePort } from '../support/free-port.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Running {
  readonly child: ChildProcess;
  readonly written: () => string;
  readonly ended: Promise<number | null>;
}

let copy: string;
let port: number;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'tracker-checkout-'));
  for (const name of [
    'src',
    'migrations',
    'database',
    'scripts',
    'dist',
    'docs/openapi.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ]) {
    // Another spec may be building: its lock is not of this copy.
    await cp(join(root, name), join(copy, name), {
      recursive: true,
      filter: (source) => basename(source) !== '.compiling',
    });
  }
  for (const name of ['scripts', 'src', 'package.json', 'index.html', 'vite.config.mjs', 'tsconfig.json']) {
    await cp(join(root, 'console', name), join(copy, 'console', name), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  if (existsSync(join(root, 'console/node_modules')))
    await symlink(join(root, 'console/node_modules'), join(copy, 'console/node_modules'));
  port = await freePort();
});
afterAll(async () => {
  for (const folder of ['.data', '.data/kept']) {
    const data = await realpath(join(copy, folder, 'postgres')).catch(() => copy);
    await rm(data, { recursive: true, force: true });
  }
  await rm(copy, { recursive: true, force: true });
});

function run(
  script: string,
  options: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Running {
  const env = { PATH: '/nowhere', HOME: copy, PORT: String(port), ...environment };
  const child = spawn(process.execPath, [join(copy, script), ...options], { cwd: copy, env });
  let text = '';
  const keep = (chunk: Buffer): void => void (text += chunk.toString());
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, written: () => text, ended: once(child, 'close').then(([code]) => code as number | null) };
}

async function endOf(
  script: string,
  options: readonly string[] = [],
  input = '',
): Promise<{ code: number | null; text: string }> {
  const { child, written, ended } = run(script, options);
  child.stdin?.end(input);
  return { code: await ended, text: written() };
}

async function until(isSo: () => Promise<boolean> | boolean, { child, written }: Running): Promise<void> {
  while (!(await isSo())) {
    if (child.exitCode !== null) throw new Error(`It ended:\n${written()}`);
    await delay(100);
  }
}

async function save(file: string, change: (text: string) => string): Promise<void> {
  const place = join(copy, file);
  const before = await readFile(place, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} is as it was: the test has nothing to change in it`);
  await writeFile(`${place}~`, after);
  await rename(`${place}~`, place);
}

async function statusOfProbe(): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/live`).catch(() => null);
  return ((await answer?.json().catch(() => null)) as { status?: unknown } | null)?.status;
}

async function postgresPid(): Promise<string> {
  const file = join(copy, '.data/postgres/cluster/data/postmaster.pid');
  return (await readFile(file, 'utf8').catch(() => '')).split('\n')[0] ?? '';
}

describe('npm run dev', () => {
  const probe = 'src/platform/health/health.controller.ts';
  let dev: Running;
  beforeAll(async () => {
    dev = run('scripts/develop/dev.mjs');
    await until(async () => (await statusOfProbe()) === 'up', dev);
  });
  afterAll(async () => {
    dev.child.kill('SIGINT');
    await dev.ended;
  });

  it('serves a saved source on the same Postgres', async () => {
    const before = await postgresPid();

    await save(probe, (text) => text.replaceAll(`status: 'up'`, `status: 'changed'`));

    await until(async () => (await statusOfProbe()) === 'changed', dev);
    expect(dev.written()).toContain(`${probe} changed. The tracker restarts.`);
    expect(before).toMatch(/^\d+$/);
    expect(await postgresPid()).toBe(before);
  });

  it('keeps serving the last build while a source does not compile', async () => {
    await save(probe, (text) => text.replace('class HealthController {', 'class HealthController {{'));
    await until(() => dev.written().includes('The tracker still runs the code before this change.'), dev);

    expect(dev.written()).toContain(`${probe}: `);
    expect(await statusOfProbe()).toBe('changed');

    await save(probe, (text) => text.replace('{{', '{').replaceAll(`'changed'`, `'mended'`));
    await until(async () => (await statusOfProbe()) === 'mended', dev);
  });

  it('reports when the tracker exits, and restarts it at the next save', async () => {
    await save(probe, (text) => `${text}\nthrow new Error('Broken while it is loaded');\n`);
    await until(() => dev.written().includes('Save a file, and it starts again.'), dev);
    expect(dev.written()).toContain('Broken while it is loaded');

    await save(probe, (text) => text.replace(/\nthrow .*\n/, '').replaceAll(`'mended'`, `'up'`));
    await until(async () => (await statusOfProbe()) === 'up', dev);
  });

  it('locks the data directory, and stops its Postgres at the end', async () => {
    const reset = await endOf('scripts/develop/reset.mjs');
    expect(reset).toEqual({ code: 1, text: expect.stringMatching(/^A tracker is already running on .*Stop it first/) });

    const open = await endOf('scripts/develop/psql.mjs', [
      '-c',
      'SELECT count(*) > 400 AS migrated FROM app.repeatable_files',
    ]);
    expect(open).toEqual({ code: 0, text: expect.stringMatching(/migrated[^]*true/) });

    dev.child.kill('SIGINT');
    expect(await dev.ended).toBe(0);
    expect(await postgresPid()).toBe('');
    expect(await statusOfProbe()).toBeUndefined();
  });
});

describe('npm run db:psql', () => {
  it('starts the Postgres it needs, reads statements from a pipe, and exits with 1 on an error', async () => {
    const right = await endOf('scripts/develop/psql.mjs', [], 'CREATE TABLE app.mine ();\nSELECT 6 * 7\n AS answer;\n');
    expect(right).toEqual({ code: 0, text: expect.stringMatching(/answer[^]*42/) });

    const wrong = await endOf('scripts/develop/psql.mjs', [], 'SELECT nothing;\n');
    expect(wrong).toEqual({ code: 1, text: expect.stringContaining('column "nothing" does not exist') });
    expect(await postgresPid()).toBe('');
  });

  it('names the syntax after --kept', async () => {
    const { code, text } = await endOf('scripts/develop/psql.mjs', ['--kept', 'tracker']);
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('spec_0123456789abcdef') });
  });
});

describe('npm test with KEEP_DB=1', () => {
  it('prints the command that opens the database of a spec, also of one that shares its tracker', async () => {
    for (const name of ['test', 'jest.config.js']) await cp(join(root, name), join(copy, name), { recursive: true });
    const spec = 'test/organization/preferences.e2e-spec.ts';
    const flags = { KEEP_DB: '1', NODE_OPTIONS: '--experimental-vm-modules --no-warnings' };

    const { ended, written } = run('node_modules/jest/bin/jest.js', [spec, '-t', 'at most 4 KiB'], flags);
    expect({ code: await ended, text: written() }).toEqual({ code: 0, text: expect.stringContaining('left its') });
    const kept = /^(.+) left its database: npm run db:psql -- --kept (spec_[0-9a-f]{16})$/m.exec(written());
    const options = ['--kept', kept?.[2] ?? '', '-c', 'SELECT count(*) > 0 AS used FROM app.accounts'];
    const opened = await endOf('scripts/develop/psql.mjs', options);

    expect(kept?.[1]).toBe(spec);
    expect(opened).toEqual({ code: 0, text: expect.stringMatching(/used[^]*true/) });
  });
});

describe('npm run db:reset', () => {
  it('leaves an empty database with every migration', async () => {
    const { code, text } = await endOf('scripts/develop/reset.mjs');
    expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/is empty, with \d+ migrations/) });

    const { text: tables } = await endOf('scripts/develop/psql.mjs', [
      '-c',
      `SELECT to_regclass('app.mine') IS NULL AS gone`,
    ]);
    expect(tables).toMatch(/gone[^]*true/);
  });

  it('refuses production and an external server', async () => {
    const over = async (environment: Record<string, string>): Promise<string> => {
      const { ended, written } = run('scripts/develop/reset.mjs', [], environment);
      expect(await ended).toBe(1);
      return written();
    };

    expect(await over({ NODE_ENV: 'production' })).toContain('NODE_ENV is production');
    expect(await over({ DATABASE_URL: 'postgres://a:b@127.0.0.1/c' })).toContain('a server of your own');
  });
});

describe('the check of staged files', () => {
  const git = (...options: string[]): string => execFileSync('git', options, { cwd: copy, encoding: 'utf8' });
  const commit = (): string => {
    try {
      execFileSync('git', ['commit', '-qm', 'one'], { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
      return '';
    } catch (fault) {
      return (fault as { stderr: string }).stderr;
    }
  };

  it('is opt-in, checks the staged content, and changes nothing', async () => {
    for (const name of ['.githooks', '.prettierrc.json', '.prettierignore', 'eslint.config.js', 'test/setup']) {
      await cp(join(root, name), join(copy, name), { recursive: true });
    }
    git('init', '-q');
    git('config', 'user.name', 'Somebody');
    git('config', 'user.email', 'somebody@example.org');
    git('config', 'core.hooksPath', '.githooks');
    const file = join(copy, 'scripts/other.mjs');
    await writeFile(file, 'export  const unused = () => { var x = 1; };\n');
    git('add', 'scripts/other.mjs');
    await writeFile(file, 'export const one = 1;\n');

    const refused = commit();
    expect(refused).toContain('scripts/other.mjs is not formatted: npx prettier --write scripts/other.mjs');
    expect(refused).toMatch(/scripts\/other\.mjs:1 .*\((?:no-var|[\w@/-]*no-unused-vars)\)/);
    expect(await readFile(file, 'utf8')).toBe('export const one = 1;\n');

    git('add', 'scripts/other.mjs');
    expect(commit()).toBe('');
    expect(git('show', 'HEAD:scripts/other.mjs')).toBe('export const one = 1;\n');
  });
});

describe('npm run db:new', () => {
  it('creates a migration with the next number, which becomes the last of the list', async () => {
    const { code, text } = await endOf('scripts/develop/new-migration.mjs', ['add-hair-colour']);

    const file = /migrations\/(\d{13}-add-hair-colour)\.ts/.exec(text)?.[1] ?? '';
    const number = file.slice(0, 13);
    const files = (await readdir(join(copy, 'migrations'))).filter((name) => /^\d/.test(name)).sort();
    const built = await endOf('scripts/build.mjs');
    const index = pathToFileURL(join(copy, 'dist/migrations/index.js')).href;
    const print = `const { migrations } = await import('${index}'); console.log(migrations.map(({ name }) => name).join());`;
    const listed = execFileSync(process.execPath, ['--input-type=module', '-e', print], { encoding: 'utf8' });
    expect([code, built.code]).toEqual([0, 0]);
    expect(files.at(-1)).toBe(`${file}.ts`);
    expect(await readFile(join(copy, `migrations/${file}.ts`), 'utf8')).toContain(
      `class AddHairColour${number} implements`,
    );
    expect(await readFile(join(copy, `migrations/${file}.ts`), 'utf8')).toContain('is not written yet');
    expect(listed.trim().split(',')).toEqual([...migrations.map(({ name }) => name), `AddHairColour${number}`]);
  });

  it('requires a name in words', async () => {
    const { code, text } = await endOf('scripts/develop/new-migration.mjs', ['Fix']);
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('npm run db:new -- add-hair-colour') });
  });
});
