import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { StartRefusal } from '../platform/self-check/start-refusal.js';
import { run, type OpenedDatabase, type StartContext } from '../tracker.js';
import { readAccounts } from './accounts-file.js';
import { Settings } from '../platform/config/settings.js';
import { completeCaseload } from './caseload/complete-caseload.js';
import { findFreePort, publishPort } from './demo-port.js';
import { DemoRefused } from './demo-refused.js';
import { loadInWorker } from './load-in-worker.js';
import { formatReport, readOperationReport } from './operation-report.js';
import { describeFirstSteps, type KnownAccounts } from './first-steps.js';

const { PORT: usualPort, HOST: usualHost } = new Settings();
const isPortChosen = (process.env['PORT'] ?? '').trim() === '';
if (isPortChosen) process.env['PORT'] = String(await findFreePort(usualPort, process.env['HOST']?.trim() || usualHost));

await run(async (tracker) => {
  const { config, print, openDatabase, serve } = tracker;
  if (config.isProduction) {
    throw new StartRefusal([
      { reason: 'debug', sentence: 'NODE_ENV is production, and the demo does not run in production.' },
    ]);
  }
  if (isPortChosen && config.PORT !== usualPort)
    print(`Port ${usualPort} is in use, so the demo takes port ${config.PORT}. PORT sets another one.`);
  print('Opening the database.');
  const data = requireOwner(await openDatabase());
  const loaded = await load(tracker, data);
  formatReport(await readOperationReport(data)).forEach(print);
  const { app, url } = await serve(data);
  await publishPort(config.DATA_DIRECTORY, url);
  if (loaded.accounts !== null) await completeCaseload({ url, ownerUrl: data.ownerUrl, now: new Date() });
  const { Notice } = await import('../organization/accounts/notice.js');
  const { warning } = app.get(Notice);
  if (warning !== null) print(`AUTH_MFA=optional. ${warning}`);
  print(`The tracker is ready on ${url} (API reference: ${url}/docs).`);
  describeFirstSteps(loaded, url).forEach(print);
});

type OwnedData = OpenedDatabase & { readonly ownerUrl: string };

function requireOwner(data: OpenedDatabase): OwnedData {
  const { ownerUrl } = data;
  if (ownerUrl === null) throw new DemoRefused('The demo needs the owner of the tables. Set DATABASE_OWNER_URL too.');
  return { ...data, ownerUrl };
}

async function load({ config, print, stopping }: StartContext, { ownerUrl }: OwnedData): Promise<KnownAccounts> {
  const accountsFile = resolve(join(config.DATA_DIRECTORY, 'demo-accounts.json'));
  await loadInWorker({ ownerUrl, accountsFile }, print, stopping);
  return { accounts: await readAccounts(accountsFile), accountsFile };
}
