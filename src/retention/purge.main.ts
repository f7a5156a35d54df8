import 'reflect-metadata';
import { databaseUrl, NoDatabase } from '../audit/chain/database-url.js';
import { wordsFor } from '../fault-words.js';
import { Config } from '../platform/config/config.js';
import { purgeRound, type KeptFor } from './purge-job.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const keptFor: Readonly<Record<KeptFor, string>> = {
  on_hold: 'on legal hold',
  not_due: 'not due any more, by what was recorded since',
  busy: 'in somebody else’s hands just now',
  referred_to: 'needed by a record outside of it',
};

/** Runs `npm run retention:purge`: one round, for a daily scheduler. */
async function main(config: Config): Promise<void> {
  const { purged, kept, subjectsForgotten } = await purgeRound(
    await databaseUrl(config, 'DATABASE_PURGE_URL', 'tracker_purge'),
  );
  say(`Purged ${purged} complaints.`);
  for (const [reason, count] of kept) say(`Kept ${count}: ${keptFor[reason]}.`);
  if (subjectsForgotten > 0) say(`Forgot ${subjectsForgotten} entries of the subject index.`);
}

try {
  await main(Config.from(process.env));
} catch (fault) {
  process.stderr.write(`${fault instanceof NoDatabase ? fault.message : wordsFor(fault)}\n`);
  process.exitCode = 1;
}
