import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { Passwords } from '../organization/accounts/passwords.js';
import { Config } from '../platform/config/config.js';
import { Secrets } from '../platform/secrets/secrets.js';
import { DemoRefused } from './demo-refused.js';
import { loadDemo } from './load-demo.js';
import type { LoadSettings, LoadMessage } from './load-in-worker.js';

const send = (message: LoadMessage): void => parentPort?.postMessage(message);

const { ownerUrl, accountsFile } = workerData as LoadSettings;
try {
  const config = Config.parse(process.env);
  const passwords = new Passwords(config, await Secrets.open(config));
  await loadDemo({
    ownerUrl,
    accountsFile,
    passwords,
    now: new Date(),
    say: (line) => {
      send({ said: line });
    },
  });
} catch (fault) {
  if (!(fault instanceof DemoRefused)) throw fault;
  send({ refused: fault.message });
}
