import 'reflect-metadata';
import { resolveDatabaseUrl, MissingDatabaseError } from './database-url.js';
import { startupErrorMessage } from '../startup-error-message.js';
import { Config } from '../platform/config/config.js';
import { runPurge, type SkipReason } from '../casework/retention/purge-job.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const skipReasons: Readonly<Record<SkipReason, string>> = {
  on_hold: 'on legal hold',
  not_due: 'no longer due, because of later records',
  busy: 'in use by another session',
  referred_to: 'needed by another record',
};

/** Runs `npm run retention:purge`: one round, for a daily scheduler. */
async function main(config: Config): Promise<void> {
  const { purged, skipped, subjectsDeleted } = await runPurge(
    await resolveDatabaseUrl(config, 'DATABASE_PURGE_URL', 'tracker_purge'),
  );
  print(`Complaints purged: ${purged}.`);
  for (const [reason, count] of skipped) print(`Complaints kept, ${skipReasons[reason]}: ${count}.`);
  if (subjectsDeleted > 0) print(`Entries of the subject index purged: ${subjectsDeleted}.`);
}

try {
  await main(Config.parse(process.env));
} catch (fault) {
  process.stderr.write(`${fault instanceof MissingDatabaseError ? fault.message : startupErrorMessage(fault)}\n`);
  process.exitCode = 1;
}
