import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startupErrorMessage } from '../startup-error-message.js';
import { Config } from '../platform/config/config.js';
import { archiveBefore, requireOldEnough, getDefaultMonth } from '../audit/chain/archive.js';
import { parseArguments } from './command-line.js';
import { resolveDatabaseUrl } from './database-url.js';
import { VerificationError } from '../audit/chain/verification-faults.js';
import { listPublicKeyFiles, readPublicKeys, getSignatureFolder } from '../audit/chain/signing-keys.js';

const print = (line: string): void => void process.stdout.write(`${line}\n`);

interface Options {
  readonly before?: string | undefined;
  readonly to?: string | undefined;
  readonly key?: string[] | undefined;
}

/**
 * Runs `npm run audit:archive`: moves the months older than seven years into files. `--before 2018-05` sets another
 * limit, and `--to` the folder.
 */
async function main({ before, to, key }: Options): Promise<void> {
  const config = Config.parse(process.env);
  const now = new Date();
  const month = before ?? getDefaultMonth(now);
  requireOldEnough(month, now);
  const keys = await readPublicKeys(key ?? (await listPublicKeyFiles(getSignatureFolder(config.DATA_DIRECTORY))));
  const url = await resolveDatabaseUrl(config, 'DATABASE_AUDITOR_URL', 'tracker_auditor');
  const folder = to ?? join(config.DATA_DIRECTORY, 'archive');
  const archived = await archiveBefore(url, { before: month, folder, keys }, print);
  if (archived.length === 0) print(`The trail has no month before ${month}.`);
}

function parseOptions(parameters: readonly string[]): Options {
  try {
    const text = { type: 'string' } as const;
    const options = { before: text, to: text, key: { ...text, multiple: true } } as const;
    return parseArgs({ args: [...parameters], options }).values;
  } catch (fault) {
    throw new VerificationError(`${(fault as Error).message} Known are --before MONTH, --to FOLDER and --key FILE.`);
  }
}

try {
  await main(parseOptions(parseArguments(process.argv)));
} catch (fault) {
  const isPlain =
    fault instanceof Error &&
    (fault.name === 'VerificationError' || fault.name === 'MissingDatabaseError' || 'code' in fault);
  process.stderr.write(`${isPlain ? fault.message : startupErrorMessage(fault)}\n`);
  process.exitCode = 1;
}
