import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commands } from '../src/commands/command-list.js';
import { exitCodeOf } from '../src/platform/self-check/start-refusal.js';

const execute = promisify(execFile);
const folder = resolve('packaging/systemd');
const hardening = join('task-force-tracker-.service.d', 'hardening.conf');
const installed = '/opt/task-force-tracker';
const settings = new Set(
  [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name ?? ''),
);

let units: string[];
let copy: string;
/** Links to this checkout and to this Node: a unit splits a path that has a space. */
let checkout: string;
let node: string;

beforeAll(async () => {
  units = (await readdir(folder)).filter((name) => /\.(?:service|timer)$/.test(name));
  copy = await mkdtemp(join(tmpdir(), 'tracker-units-'));
  checkout = join(copy, 'checkout');
  node = join(copy, 'node');
  await symlink(resolve('.'), checkout);
  await symlink(process.execPath, node);
});
afterAll(() => rm(copy, { recursive: true, force: true }));

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Returns the values of a directive in a unit. */
function valuesOf(name: string, directive: string): string[] {
  return [...read(name).matchAll(new RegExp(`^${directive}=(.*)$`, 'gm'))].map(([, value]) => value ?? '');
}

/** Copies the units with the places of this checkout and this Node instead of those of an installation. */
async function localUnits(change: (text: string) => string = (text) => text): Promise<string[]> {
  const target = await mkdtemp(join(copy, 'units-'));
  await cp(folder, target, { recursive: true });
  for (const name of [...units, hardening]) {
    const text = await readFile(join(target, name), 'utf8');
    const local = text.replaceAll(installed, checkout).replaceAll('/usr/bin/node', node);
    await writeFile(join(target, name), change(local));
  }
  return units.map((name) => join(target, name));
}

/** Returns what `systemd-analyze verify` says, or null where the machine does not have it. */
async function verify(files: readonly string[]): Promise<{ code: number; text: string } | null> {
  const parameters = ['verify', '--man=no', '--recursive-errors=no', ...files];
  try {
    const { stderr } = await execute('systemd-analyze', parameters, {
      env: { ...process.env, SYSTEMD_LOG_LEVEL: 'warning' },
    });
    return { code: 0, text: stderr };
  } catch (fault) {
    const { code, stderr } = fault as { code: number | string; stderr: string };
    return code === 'ENOENT' ? null : { code: Number(code), text: stderr };
  }
}

describe('the units of systemd', () => {
  it('are the tracker, and three commands with their timers', () => {
    const timed = ['backup', 'purge', 'sign'].flatMap((name) => [`${name}.service`, `${name}.timer`]);

    expect(units.sort()).toEqual([...timed, 'server.service'].map((name) => `task-force-tracker-${name}`).sort());
  });

  it('start files of this release', () => {
    const files = new Set(['src/main', ...commands.map(({ file }) => `src/commands/${file}.command`)]);
    const started = units.flatMap((name) => valuesOf(name, 'ExecStart'));

    expect(started).toHaveLength(4);
    for (const line of started) {
      const [, file = ''] = /^\/usr\/bin\/node dist\/(src\/\S+)\.js(?: |$)/.exec(line) ?? [];
      expect(files).toContain(file);
      expect(existsSync(`${file}.ts`)).toBe(true);
    }
  });

  it('name settings of the tracker alone', () => {
    const named = [...units.filter((name) => name.endsWith('.service')), hardening]
      .flatMap((name) => valuesOf(name, 'Environment'))
      .map((value) => value.split('=')[0] ?? '');

    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((name) => !settings.has(name))).toEqual([]);
  });

  it('repeat a refused start only where a failover may have refused it', () => {
    const page = readFileSync('docs/operations/hardening.md', 'utf8');
    const codes = [...page.matchAll(/^\| (\d\d) +\| `/gm)].map(([, code]) => Number(code));
    const [prevented = ''] = valuesOf('task-force-tracker-server.service', 'RestartPreventExitStatus');

    const repeated = [exitCodeOf('trail'), exitCodeOf('asynchronous-replication')];
    expect(codes).toEqual(expect.arrayContaining(repeated));
    expect(prevented).toBe(codes.filter((code) => !repeated.includes(code)).join(' '));
  });

  it('wait longer for the end than the tracker takes', () => {
    const [wait] = valuesOf('task-force-tracker-server.service', 'TimeoutStopSec').map(Number);

    expect(wait).toBeGreaterThanOrEqual(5 + 4 + 6);
  });

  it('pass systemd-analyze verify, which finds a program that does not exist and an unknown setting', async () => {
    const verified = await verify(await localUnits());
    const missing = await verify(await localUnits((text) => text.replace(node, '/usr/bin/no-such-node')));
    const unknown = await verify(await localUnits((text) => text.replace('UMask=', 'UnknownMask=')));

    if (verified === null) return;
    expect(verified).toEqual({ code: 0, text: '' });
    expect(missing).toMatchObject({ code: 1, text: expect.stringContaining('no-such-node') });
    expect(unknown?.text).toContain('UnknownMask');
  });
});
