import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from '@jest/globals';
import { threadArguments } from './file-workers.js';

it('starts threads that cannot load an ES module by `require`', async () => {
  const code = `
    const { parentPort } = require('node:worker_threads');
    try { require('uuid'); } catch (fault) { parentPort.postMessage(fault.code); }
  `;
  const thread = new Worker(code, { eval: true, execArgv: [...threadArguments] });

  expect(await once(thread, 'message')).toEqual(['ERR_REQUIRE_ESM']);
  await thread.terminate();
});
