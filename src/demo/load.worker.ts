import 'reflect-metadata';
import { parentPort, workerData } from 'node:worker_threads';
import { Passwords } from '../organization/accounts/passwords.js';
import { Config } from '../platform/config/config.js';
import { Secrets } from '../platform/secrets/secrets.js';
import { DemoRefused } from './demo-refused.js';
import { loadDemo } from './load-demo.js';
import type { Loading, Told } from './load-aside.js';

const tell = (told: Told): void => parentPort?.postMessage(told);

const { ownerUrl, accountsFile } = workerData as Loading;
try {
  const config = Config.from(process.env);
  const passwords = new Passwords(config, await Secrets.open(config));
  await loadDemo({
    ownerUrl,
    accountsFile,
    passwords,
    say: (line) => {
      tell({ said: line });
    },
  });
} catch (fault) {
  if (!(fault instanceof DemoRefused)) throw fault;
  tell({ refused: fault.message });
}
