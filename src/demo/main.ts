import 'reflect-metadata';
import { join, resolve } from 'node:path';
import { StartRefusal } from '../platform/self-check/start-refusal.js';
import { run, type OpenedDatabase, type StartContext } from '../tracker.js';
import { readAccounts } from './accounts-file.js';
import { completeCaseload } from './caseload/complete-caseload.js';
import { DemoRefused } from './demo-refused.js';
import { loadInWorker } from './load-in-worker.js';
import { formatReport, readOperationReport } from './operation-report.js';
import { describeFirstSteps, type KnownAccounts } from './first-steps.js';

await run(async (tracker) => {
  const { config, print, openDatabase, serve } = tracker;
  if (config.isProduction) {
    throw new StartRefusal([
      { reason: 'debug', sentence: 'NODE_ENV is production, and the demo does not run in production.' },
    ]);
  }
  print('Opening the database.');
  const data = requireOwner(await openDatabase());
  const loaded = await load(tracker, data);
  formatReport(await readOperationReport(data)).forEach(print);
  const { app, url } = await serve(data);
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
