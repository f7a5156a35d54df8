import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from '@jest/globals';
import { FileTooComplex } from '../http/problems.js';
import type { FileProgram } from './file-program.js';
import type { FileBudget } from './file-reader.js';
import { FileWorkers, threadArguments } from './file-workers.js';

it('starts threads that cannot load an ES module by `require`', async () => {
  const code = `
    const { parentPort } = require('node:worker_threads');
    try { require('uuid'); } catch (fault) { parentPort.postMessage(fault.code); }
  `;
  const thread = new Worker(code, { eval: true, execArgv: [...threadArguments] });

  expect(await once(thread, 'message')).toEqual(['ERR_REQUIRE_ESM']);
  await thread.terminate();
});

it('reads files in threads that cannot load an ES module by `require`', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-file-workers-'));
  const worker = pathToFileURL(join(folder, 'worker.mjs'));
  const workers = new FileWorkers({ maxThreads: 1 });
  try {
    await writeFile(worker, loader(pathToFileURL(join(process.cwd(), 'package.json'))));
    const nothing = Readable.from([]) as AsyncIterable<never>;
    const program: FileProgram<null, string> = { worker, read: () => nothing };

    const made: string[] = [];
    for await (const part of workers.read(program, null, nothing, { maxSeconds: 60 })) made.push(part);

    expect(made).toEqual(['ERR_REQUIRE_ESM']);
  } finally {
    await workers.onApplicationShutdown();
    await rm(folder, { recursive: true });
  }
});

/** Returns a worker module that loads an ES module of the project by `require`, and makes one part: the code of the fault. */
function loader(project: URL): string {
  return `
    import { createRequire } from 'node:module';
    export default ({ port }) => new Promise((resolve) => {
      let made = 'loaded';
      try { createRequire('${project.href}')('uuid'); } catch (fault) { made = fault.code; }
      const messages = [{ is: 'made', made }, { is: 'over' }];
      port.on('message', () => {
        port.postMessage(messages.shift());
        if (messages.length === 0) { port.close(); resolve(); }
      });
      port.postMessage({ is: 'begun' });
    });
  `;
}

/** Work of a thread: rounds that use the processor, and then do not. */
interface Work {
  readonly rounds: number;
  readonly busyMs: number;
  readonly idleMs: number;
}

const working = `
  import { readlinkSync } from 'node:fs';
  const cell = new Int32Array(new SharedArrayBuffer(4));
  export default ({ port, settings: { rounds, busyMs, idleMs } }) => new Promise((resolve) => {
    const work = () => {
      for (let round = 0; round < rounds; round += 1) {
        for (const until = performance.now() + busyMs; performance.now() < until; );
        Atomics.wait(cell, 0, 0, idleMs);
      }
      port.postMessage({ is: 'over' });
      port.close();
      resolve();
    };
    port.on('message', ({ is, bytes }) => {
      if (is === 'next' || bytes !== null) port.postMessage({ is: 'wanting' });
      else work();
    });
    port.postMessage({ is: 'begun', thread: readlinkSync('/proc/thread-self') });
  });
`;

async function read(work: Work, budget: FileBudget, size = 0): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tracker-file-workers-'));
  const worker = pathToFileURL(join(folder, 'worker.mjs'));
  const workers = new FileWorkers({ maxThreads: 1, niceIncrement: 0 });
  try {
    await writeFile(worker, working);
    const bytes = Readable.from(size === 0 ? [] : [Buffer.alloc(size)]) as AsyncIterable<Buffer>;
    const program: FileProgram<Work, never> = { worker, read: () => Readable.from([]) as AsyncIterable<never> };
    for await (const part of workers.read(program, work, bytes, budget)) expect(part).toBeUndefined();
  } finally {
    await workers.onApplicationShutdown();
    await rm(folder, { recursive: true });
  }
}

(process.platform === 'linux' ? describe : describe.skip)('the time of a thread', () => {
  it('is that of the processor: a thread that gets little of it reads its file to the end', async () => {
    await read({ rounds: 8, busyMs: 20, idleMs: 300 }, { maxSeconds: 1 });
  });

  it('ends a thread that uses more of the processor, and one that does nothing', async () => {
    const idle = read({ rounds: 1, busyMs: 0, idleMs: 1e9 }, { maxSeconds: 0.1 });
    await expect(idle).rejects.toBeInstanceOf(FileTooComplex);
    const busy = read({ rounds: 1, busyMs: 1e9, idleMs: 0 }, { maxSeconds: 0.1 });
    await expect(busy).rejects.toBeInstanceOf(FileTooComplex);
  });

  it('grows with the bytes that it has read', async () => {
    const work = { rounds: 1, busyMs: 3000, idleMs: 0 };
    const budget = { maxSeconds: 0.1, maxSecondsPerMegabyte: 60 };
    await expect(read(work, budget)).rejects.toBeInstanceOf(FileTooComplex);
    await read(work, budget, 1_048_576);
  });
});
