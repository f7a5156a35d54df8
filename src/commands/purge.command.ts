import 'reflect-metadata';
import { describeError, print, resolveDatabaseUrl, runCommand } from './cli.js';
import { everyOption, parseInterval, parseOptions, runRounds } from './rounds.js';
import { Config } from '../platform/config/config.js';
import { runPurge, type SkipReason } from '../casework/retention/purge-job.js';

const skipReasons: Readonly<Record<SkipReason, string>> = {
  on_hold: 'on legal hold',
  not_due: 'no longer due, because of later records',
  busy: 'in use by another session',
  referred_to: 'needed by another record',
};

const usage = 'The form is npm run retention:purge -- --every 1d, and without --every it is one round.';

/** Runs `npm run retention:purge`: one round for a daily scheduler, and with `--every` another one after each interval. */
async function main(args: readonly string[]): Promise<void> {
  const { every } = parseOptions(args, everyOption, usage);
  await runRounds(purge, parseInterval(every), describeError);
}

/** Runs one round. It is plain SQL, so it needs no service of Nest. */
async function purge(): Promise<void> {
  const { purged, skipped, subjectsDeleted } = await runPurge(
    await resolveDatabaseUrl(Config.parse(process.env), 'DATABASE_PURGE_URL', 'tracker_purge'),
  );
  print(`Complaints purged: ${purged}.`);
  for (const [reason, count] of skipped) print(`Complaints kept, ${skipReasons[reason]}: ${count}.`);
  if (subjectsDeleted > 0) print(`Entries of the subject index purged: ${subjectsDeleted}.`);
}

await runCommand(main);
