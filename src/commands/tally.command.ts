import 'reflect-metadata';
import { parseArguments } from './command-line.js';
import { resolveDatabaseUrl, MissingDatabaseError } from './database-url.js';
import { startupErrorMessage } from '../startup-error-message.js';
import { Config } from '../platform/config/config.js';
import { rebuildTally, verifyTally, type TallyDifference } from '../reporting/reports/ledger/tally.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs `npm run tally:verify` or `npm run tally:rebuild`. */
async function main(config: Config, command: string | undefined): Promise<void> {
  const url = await resolveDatabaseUrl(config, 'DATABASE_OWNER_URL', 'tracker_owner');
  if (command === 'rebuild') {
    print(`${await rebuildTally(url)} counts of the ledger were corrected.`);
    return;
  }
  const differences = await verifyTally(url);
  differences.forEach((difference) => {
    print(formatDifference(difference));
  });
  print(differences.length === 0 ? 'The ledger agrees with a recount.' : `${differences.length} counts differ.`);
  if (differences.length > 0) process.exitCode = 1;
}

function formatDifference({
  level,
  measure,
  detail,
  grain,
  taskForceId,
  agencyId,
  startsOn,
  facets,
  ...n
}: TallyDifference): string {
  const where = [level, taskForceId, agencyId].filter((part) => part !== null).join(' ');
  return `${measure} ${grain} ${startsOn} ${where} ${detail} ${JSON.stringify(facets)}: ledger ${n.inLedger}, recount ${n.recounted}`;
}

try {
  await main(Config.parse(process.env), parseArguments(process.argv)[0]);
} catch (fault) {
  process.stderr.write(`${fault instanceof MissingDatabaseError ? fault.message : startupErrorMessage(fault)}\n`);
  process.exitCode = 1;
}
