import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exitCodeOf, type Reason } from '../../src/platform/self-check/start-refusal.js';
import { specDatabase, type SpecDatabase } from '../support/databases.js';
import { endOfProcess, type Ended } from '../support/tracker-process.js';

const execute = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'tracker-small-host-'));
const isMounted = await mount('size=600m');
const onSmallDisk = isMounted ? describe : describe.skip;

if (!isMounted) process.stderr.write('Skipped: this user may not mount a small disk.\n');

afterAll(async () => {
  if (isMounted) await execute('umount', ['--lazy', folder]);
  await rm(folder, { recursive: true, force: true });
});

onSmallDisk('a start on a disk of 600 MB', () => {
  it('ends with a sentence before it creates a database', async () => {
    const ended = await endOfProcess(folder, {});

    expectRefused(ended, 'host-too-small', /has \d+ MB free, and a new database needs 2048 MB\. Free some space/);
  });
});

onSmallDisk('a start on a read-only data folder', () => {
  let database: SpecDatabase;

  beforeAll(async () => {
    database = await specDatabase();
    await mount('remount,ro');
  });
  afterAll(async () => {
    await mount('remount,rw');
    await database.drop();
  });

  it('ends with a sentence where the tracker has a Postgres of its own there', async () => {
    const ended = await endOfProcess(folder, {});

    expectRefused(ended, 'data-directory', /DATA_DIRECTORY cannot be written \(EROFS\)\. Make it writable/);
  });

  it('ends with a sentence where the tracker would create its secrets there', async () => {
    const environment = { DATABASE_URL: database.appUrl, DATABASE_AUTH_URL: database.authUrl };

    const ended = await endOfProcess(folder, { environment });

    expectRefused(ended, 'data-directory', /cannot be written \(EROFS\)/);
  });
});

async function mount(options: string): Promise<boolean> {
  return execute('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).then(
    () => true,
    () => false,
  );
}

function expectRefused({ code, out, err }: Ended, reason: Reason, sentence: RegExp): void {
  expect({ code, out }).toEqual({ code: exitCodeOf(reason), out: '' });
  expect(err.trimEnd().split('\n')).toEqual(['The tracker does not start.', expect.stringMatching(sentence)]);
}
