import 'reflect-metadata';
import { print, resolveDatabaseUrl, runCommand } from './cli.js';
import { Config } from '../platform/config/config.js';
import { runPurge, type SkipReason } from '../casework/retention/purge-job.js';

const skipReasons: Readonly<Record<SkipReason, string>> = {
  on_hold: 'on legal hold',
  not_due: 'no longer due, because of later records',
  busy: 'in use by another session',
  referred_to: 'needed by another record',
};

/**
 * Runs `npm run retention:purge`: one round, for a daily scheduler. It is plain SQL, so it needs no service of Nest.
 */
async function main(): Promise<void> {
  const { purged, skipped, subjectsDeleted } = await runPurge(
    await resolveDatabaseUrl(Config.parse(process.env), 'DATABASE_PURGE_URL', 'tracker_purge'),
  );
  print(`Complaints purged: ${purged}.`);
  for (const [reason, count] of skipped) print(`Complaints kept, ${skipReasons[reason]}: ${count}.`);
  if (subjectsDeleted > 0) print(`Entries of the subject index purged: ${subjectsDeleted}.`);
}

await runCommand(main);
