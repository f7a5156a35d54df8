import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, it } from '@jest/globals';
import type { FileProgram } from './file-program.js';
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
