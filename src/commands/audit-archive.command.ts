import 'reflect-metadata';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wordsFor } from '../startup-error-message.js';
import { Config } from '../platform/config/config.js';
import { archiveBefore, refuseYoung, usualBefore } from '../audit/chain/archive.js';
import { parametersIn } from './command-line.js';
import { databaseUrl } from './database-url.js';
import { CannotVerify } from '../audit/chain/faults.js';
import { publicKeyFiles, publicKeys, sealsFolder } from '../audit/chain/seal-keys.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Wish {
  readonly before?: string | undefined;
  readonly to?: string | undefined;
  readonly key?: string[] | undefined;
}

/**
 * Runs `npm run audit:archive`: moves the months older than seven years into files. `--before 2018-05` sets another
 * limit, and `--to` the folder.
 */
async function main({ before, to, key }: Wish): Promise<void> {
  const config = Config.from(process.env);
  const now = new Date();
  const month = before ?? usualBefore(now);
  refuseYoung(month, now);
  const keys = await publicKeys(key ?? (await publicKeyFiles(sealsFolder(config.DATA_DIRECTORY))));
  const url = await databaseUrl(config, 'DATABASE_AUDITOR_URL', 'tracker_auditor');
  const folder = to ?? join(config.DATA_DIRECTORY, 'archive');
  const archived = await archiveBefore(url, { before: month, folder, keys }, say);
  if (archived.length === 0) say(`The trail has no month before ${month}.`);
}

function wishIn(parameters: readonly string[]): Wish {
  try {
    const text = { type: 'string' } as const;
    const options = { before: text, to: text, key: { ...text, multiple: true } } as const;
    return parseArgs({ args: [...parameters], options }).values;
  } catch (fault) {
    throw new CannotVerify(`${(fault as Error).message} Known are --before MONTH, --to FOLDER and --key FILE.`);
  }
}

try {
  await main(wishIn(parametersIn(process.argv)));
} catch (fault) {
  const isPlain =
    fault instanceof Error && (fault.name === 'CannotVerify' || fault.name === 'NoDatabase' || 'code' in fault);
  process.stderr.write(`${isPlain ? fault.message : wordsFor(fault)}\n`);
  process.exitCode = 1;
}
