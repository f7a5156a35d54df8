import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { run, type Data, type Starting } from '../tracker.js';
import { readAccounts } from './accounts-file.js';
import { DemoRefused } from './demo-refused.js';
import { loadAside } from './load-aside.js';
import { linesOf, operationReport } from './operation-report.js';
import { accountsAndFirstSteps, type KnownAccounts } from './welcome.js';

await run(async (tracker) => {
  const { config, say, openData, serve } = tracker;
  if (config.NODE_ENV === 'production') throw new DemoRefused('The demo is not for production: NODE_ENV says it is.');
  say('Opening the database.');
  const data = await openData();
  const loaded = await load(tracker, data);
  linesOf(await operationReport(data.appUrl)).forEach(say);
  const { url } = await serve(data);
  say(`The tracker is ready on ${url} (API reference: ${url}/docs).`);
  accountsAndFirstSteps(loaded, url).forEach(say);
});

async function load({ config, say, stopping }: Starting, { ownerUrl }: Data): Promise<KnownAccounts> {
  if (ownerUrl === null) throw new DemoRefused('The demo needs DATABASE_OWNER_URL beside DATABASE_URL.');
  const accountsFile = resolve(join(config.DATA_DIRECTORY, 'demo-accounts.json'));
  await loadAside({ ownerUrl, accountsFile }, say, stopping);
  return { accounts: await readAccounts(accountsFile), accountsFile };
}
