import { chmod, mkdir, mkdtemp, open, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Cluster } from './cluster.js';
import { clearStaleFile } from './postmaster-file.js';
import { launch, ServerFailure } from './server.js';

const settings = { port: 1, durable: false, version: '0' };

let home: string;
let data: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'tracker-server-'));
  data = join(home, 'data');
  await mkdir(data);
});
afterEach(() => rm(home, { recursive: true, force: true }));

async function clusterOf(name: string, script: string): Promise<Cluster> {
  const postgres = join(home, name);
  await writeFile(postgres, `#!/bin/sh\n${script}\n`);
  await chmod(postgres, 0o755);
  const binaries = { postgres, initdb: postgres, pgCtl: postgres };
  return { home, data, passwordsFile: join(home, 'passwords.json'), user: undefined, binaries };
}

const words = async (start: Promise<unknown>): Promise<unknown> => start.catch((fault: unknown) => fault);

describe('two concurrent starts', () => {
  it('each report their own cause of failure, whichever ends first', async () => {
    const late = await clusterOf(
      'late',
      `: > started; until [ -e ended ]; do sleep 0.01; done
       echo 'FATAL:  lock file "postmaster.pid" already exists' >&2; exit 1`,
    );
    const early = await clusterOf('early', "echo 'FATAL:  something else' >&2; exit 1");

    const waiting = words(launch(late, settings));
    while (!(await readdir(data)).includes('started')) await delay(5);
    const first = await words(launch(early, settings));
    await writeFile(join(data, 'ended'), '');
    const second = await waiting;

    expect(first).toMatchObject({ name: 'ServerFailure', isTransient: false });
    expect((first as ServerFailure).message).toContain('something else');
    expect(second).toMatchObject({ name: 'ServerFailure', isTransient: true });
    expect((await readdir(home)).filter((name) => name.startsWith('startup'))).toEqual(['startup.log']);
  });
});

describe('a PID file that Postgres is still writing', () => {
  it('is not removed, however long its first line takes', async () => {
    const written = await open(join(data, 'postmaster.pid'), 'w');
    const clearing = clearStaleFile(data);
    await delay(700);
    // The process has ended. Postgres removes such a file by itself.
    await written.write('2147483646\n/srv/data\n');
    await written.close();
    await clearing;

    expect(await readdir(data)).toEqual(['postmaster.pid']);
  });
});
