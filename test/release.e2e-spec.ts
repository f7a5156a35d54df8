import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Ended } from './support/tracker-process.js';

const version = '9.8.7';
const person = { NAME: 'Pat Morgan', EMAIL: 'pat.morgan@example.gov' };
const identity = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((role) =>
    Object.entries(person).map(([key, value]) => [`GIT_${role}_${key}`, value]),
  ),
);
const changelog = `# Changelog\n\n## Unreleased\n\n## ${version}, 3 December 2026\n\nWhat the tests release.\n\n## 0.2.0, 28 November 2026\n\nEarlier.\n`;

let folder: string;
/** Clone with the files of this checkout that a release reads. */
let clone: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tracker-release-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  clone = await mkdtemp(join(folder, 'clone-'));
  await cp('scripts', join(clone, 'scripts'), { recursive: true });
  await mkdir(join(clone, 'console'));
  for (const file of ['console/package.json', 'package-lock.json', 'package.json', '.gitignore'])
    await cp(file, join(clone, file));
  for (const file of ['package.json', 'package-lock.json'])
    await edit(file, (text) => text.replace(/"version": "[^"]+"/, `"version": "${version}"`));
  await write('CHANGELOG.md', changelog);
  await write('.ci/run', '#!/bin/sh\necho checked\n', 0o755);
  await symlink(resolve('node_modules'), join(clone, 'node_modules'));
  await git('init', '--quiet');
  await write('.git/info/exclude', 'node_modules\n');
  await commit();
});

async function write(file: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(join(clone, file, '..'), { recursive: true });
  await writeFile(join(clone, file), text, { mode });
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  await writeFile(join(clone, file), change(await readFile(join(clone, file), 'utf8')));
}

function run(program: string, parameters: readonly string[]): Promise<Ended> {
  const env = { PATH: process.env['PATH'], HOME: folder, ...identity };
  return new Promise((done) => {
    execFile(program, parameters, { cwd: clone, env, maxBuffer: 2 ** 26 }, (fault, out, err) => {
      done({ code: fault ? Number(fault.code) : 0, out, err });
    });
  });
}

const release = (...parameters: string[]): Promise<Ended> =>
  run(process.execPath, ['scripts/release.mjs', ...parameters]);

async function git(...parameters: string[]): Promise<string> {
  const { code, out, err } = await run('git', parameters);
  if (code !== 0) throw new Error(err);
  return out.trim();
}

async function commit(): Promise<void> {
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'release: Set the version');
}

const written = (): Promise<string[]> => readdir(join(clone, 'release')).catch(() => []);

describe('npm run release', () => {
  it('checks, writes the files with their checksums, and tags the commit with the notes', async () => {
    const ended = await release(version);

    expect(ended).toMatchObject({ code: 0, err: '', out: expect.stringContaining('checked\n') });
    const name = `task-force-tracker-${version}`;
    const files = join(clone, 'release', version);
    const expected = ['NOTES.md', 'SHA256SUMS', `${name}.cdx.json`, `${name}.tar.gz`];
    expect((await readdir(files)).sort()).toEqual(expected);
    expect(await readFile(join(files, 'NOTES.md'), 'utf8')).toBe('What the tests release.\n');
    const sums = (await readFile(join(files, 'SHA256SUMS'), 'utf8')).trim().split('\n');
    for (const line of sums) {
      const [sum = '', file = ''] = line.split('  ');
      expect(
        createHash('sha256')
          .update(await readFile(join(files, file)))
          .digest('hex'),
      ).toBe(sum);
    }
    expect(sums).toHaveLength(3);
    const bill = JSON.parse(await readFile(join(files, `${name}.cdx.json`), 'utf8')) as {
      components: { name: string }[];
    };
    expect(bill.components.map((component) => component.name)).toEqual(expect.arrayContaining(['fastify', 'react']));
    expect(await git('cat-file', '-t', `v${version}`)).toBe('tag');
    expect(await git('rev-parse', `v${version}^{commit}`)).toBe(await git('rev-parse', 'HEAD'));
    expect(await git('tag', '--list', '--format=%(contents)', `v${version}`)).toBe('What the tests release.');

    const again = await release(version);
    expect(again).toMatchObject({ code: 1, err: `The tag v${version} exists. A release is not repeated.\n` });
  });

  it('prints the steps of a dry run and does none', async () => {
    const { code, out } = await release(version, '--dry-run', '--checked=HEAD');

    expect(code).toBe(0);
    expect(out).toContain('- accept that .ci/run passed on HEAD');
    expect(out).toContain(`as v${version}`);
    expect(out).toContain('What the tests release.');
    expect([await written(), await git('tag')]).toEqual([[], '']);
  });

  it('writes and tags nothing when the checks fail', async () => {
    await write('.ci/run', '#!/bin/sh\nexit 1\n', 0o755);
    await commit();

    const ended = await release(version);

    expect(ended).toMatchObject({ code: 1, err: '.ci/run failed. Nothing was written or tagged.\n' });
    expect([await written(), await git('tag')]).toEqual([[], '']);
  });

  it('refuses checks of another commit', async () => {
    await write('LATER.md', 'Later.\n');
    await commit();

    expect(await release(version, '--checked=HEAD~1')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^--checked names another commit than \w+\. Run \.ci\/run --all on this one\.\n$/),
    });
    expect(await git('tag')).toBe('');
  });

  it('refuses a working tree with changes', async () => {
    await write('stray.txt', '');

    expect(await release(version)).toMatchObject({ code: 1, err: expect.stringContaining('?? stray.txt') });
  });

  it('refuses another version than that of package.json', async () => {
    expect(await release('9.8.8')).toMatchObject({ code: 1, err: expect.stringContaining(`the version ${version}`) });
  });
});
