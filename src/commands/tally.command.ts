import 'reflect-metadata';
import { print, resolveDatabaseUrl, runCommand } from './cli.js';
import { Config } from '../platform/config/config.js';
import { rebuildTally, verifyTally, type TallyDifference } from '../reporting/reports/ledger/tally.js';

/** Runs `npm run tally:verify` or `npm run tally:rebuild`. Both are plain SQL, so they need no service of Nest. */
async function main([command]: readonly string[]): Promise<void> {
  const url = await resolveDatabaseUrl(Config.parse(process.env), 'DATABASE_OWNER_URL', 'tracker_owner');
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

await runCommand(main);
