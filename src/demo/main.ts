import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { StartRefused } from '../platform/self-check/start-refused.js';
import { run, type Data, type Starting } from '../tracker.js';
import { readAccounts } from './accounts-file.js';
import { DemoRefused } from './demo-refused.js';
import { loadAside } from './load-aside.js';
import { linesOf, operationReport } from './operation-report.js';
import { accountsAndFirstSteps, type KnownAccounts } from './welcome.js';

await run(async (tracker) => {
  const { config, say, openData, serve } = tracker;
  if (config.isProduction) {
    throw new StartRefused([{ reason: 'debug', sentence: 'The demo is not for production: NODE_ENV says it is.' }]);
  }
  say('Opening the database.');
  const data = owned(await openData());
  const loaded = await load(tracker, data);
  linesOf(await operationReport(data)).forEach(say);
  const { app, url } = await serve(data);
  const { Notice } = await import('../organization/accounts/notice.js');
  const { warning } = app.get(Notice);
  if (warning !== null) say(`AUTH_MFA=optional. ${warning}`);
  say(`The tracker is ready on ${url} (API reference: ${url}/docs).`);
  accountsAndFirstSteps(loaded, url).forEach(say);
});

type OwnedData = Data & { readonly ownerUrl: string };

function owned(data: Data): OwnedData {
  const { ownerUrl } = data;
  if (ownerUrl === null) throw new DemoRefused('The demo needs DATABASE_OWNER_URL beside DATABASE_URL.');
  return { ...data, ownerUrl };
}

async function load({ config, say, stopping }: Starting, { ownerUrl }: OwnedData): Promise<KnownAccounts> {
  const accountsFile = resolve(join(config.DATA_DIRECTORY, 'demo-accounts.json'));
  await loadAside({ ownerUrl, accountsFile }, say, stopping);
  return { accounts: await readAccounts(accountsFile), accountsFile };
}
