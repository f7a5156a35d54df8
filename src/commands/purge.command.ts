import 'reflect-metadata';
import { databaseUrl, NoDatabase } from './database-url.js';
import { wordsFor } from '../startup-error-message.js';
import { Config } from '../platform/config/config.js';
import { purgeRound, type KeptFor } from '../casework/retention/purge-job.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const keptFor: Readonly<Record<KeptFor, string>> = {
  on_hold: 'on legal hold',
  not_due: 'no longer due, because of later records',
  busy: 'in use by another session',
  referred_to: 'needed by another record',
};

/** Runs `npm run retention:purge`: one round, for a daily scheduler. */
async function main(config: Config): Promise<void> {
  const { purged, kept, subjectsForgotten } = await purgeRound(
    await databaseUrl(config, 'DATABASE_PURGE_URL', 'tracker_purge'),
  );
  say(`Complaints purged: ${purged}.`);
  for (const [reason, count] of kept) say(`Complaints kept, ${keptFor[reason]}: ${count}.`);
  if (subjectsForgotten > 0) say(`Entries of the subject index purged: ${subjectsForgotten}.`);
}

try {
  await main(Config.from(process.env));
} catch (fault) {
  process.stderr.write(`${fault instanceof NoDatabase ? fault.message : wordsFor(fault)}\n`);
  process.exitCode = 1;
}
