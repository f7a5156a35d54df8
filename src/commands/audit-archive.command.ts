import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Config } from '../platform/config/config.js';
import { archiveBefore, requireOldEnough, getDefaultMonth } from '../audit/chain/archive.js';
import { describeError, print, resolveDatabaseUrl, runCommand } from './cli.js';
import { VerificationError } from '../audit/chain/verification-faults.js';
import { listPublicKeyFiles, readPublicKeys, getSignatureFolder } from '../audit/chain/signing-keys.js';

interface Options {
  readonly before?: string | undefined;
  readonly to?: string | undefined;
  readonly key?: string[] | undefined;
}

/**
 * Runs `npm run audit:archive`: moves the months older than seven years into files. `--before 2018-05` sets another
 * limit, and `--to` the folder. It is plain SQL, so it needs no service of Nest.
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

await runCommand(
  (args) => main(parseOptions(args)),
  (fault) => {
    const isPlain = fault instanceof Error && (fault.name === 'VerificationError' || 'code' in fault);
    return isPlain ? fault.message : describeError(fault);
  },
);
