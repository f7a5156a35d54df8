import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { wordsFor } from '../startup-error-message.js';
import { Config } from '../platform/config/config.js';
import { linesOf } from '../platform/streams/owned-stream.js';
import { archiveSealIn, type ArchiveSeal } from '../audit/chain/archive-seals.js';
import { parametersIn } from './command-line.js';
import { databaseUrl } from './database-url.js';
import { always, exportTrail } from '../audit/chain/export-file.js';
import { CannotVerify } from '../audit/chain/faults.js';
import { exitCodeOf, reportOf, type Findings } from '../audit/chain/findings.js';
import { publicKeyFiles, publicKeys, sealsFolder } from '../audit/chain/seal-keys.js';
import { sealIn, type Seal, type SealKeys } from '../audit/chain/seals.js';
import { verifyDatabase } from '../audit/chain/verify-database.js';
import { verifyExport } from '../audit/chain/verify-export.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Wish {
  readonly key?: string[] | undefined;
  readonly seals?: string | undefined;
  readonly export?: string | undefined;
  readonly from?: string | undefined;
  readonly archive?: string | undefined;
}

/**
 * Runs `npm run audit:verify`: recomputes the trail.
 * `--seals file` compares it with the sealer's file, and `--key file` names a public key. `--export file` also writes
 * it out. `--from file` verifies such a file without a database. `--archive folder` names the folder of the files of
 * archived months.
 */
async function main(wish: Wish): Promise<number> {
  const config = Config.from(process.env);
  const keys = await publicKeys(
    wish.key ?? (wish.from === undefined ? await publicKeyFiles(sealsFolder(config.DATA_DIRECTORY)) : []),
  );
  const seals = wish.seals === undefined ? null : sealsIn(wish.seals);
  const archive = wish.archive ?? join(config.DATA_DIRECTORY, 'archive');
  if (wish.from !== undefined) return report(await fromFile(wish.from, archive, keys, seals));
  const url = await databaseUrl(config, 'DATABASE_AUDITOR_URL', 'tracker_auditor');
  const code = report(await verifyDatabase(url, { keys, seals, archive }));
  if (wish.export === undefined) return code;
  await exportTrail(url, wish.export, always, keys);
  const exported = await fromFile(wish.export, archive, keys, null);
  say(`The trail was exported to ${wish.export}.`);
  return Math.max(code, exitCodeOf(exported));
}

async function fromFile(
  file: string,
  archive: string,
  keys: SealKeys,
  seals: AsyncIterable<Seal | ArchiveSeal> | null,
): Promise<Findings> {
  const found = await verifyExport(file, { keys, seals, archive });
  say(`${file} has the SHA-256 ${found.fileDigest}.`);
  if (found.isByItsOwnKeys)
    say('Its signatures were checked with the keys in the file itself. Name the public key that you trust with --key.');
  return found;
}

function report(found: Findings): number {
  for (const line of reportOf(found, new Date())) say(line);
  return exitCodeOf(found);
}

async function* sealsIn(file: string): AsyncGenerator<Seal | ArchiveSeal> {
  for await (const line of linesOf(createReadStream(file))) {
    const seal = sealIn(line) ?? archiveSealIn(line);
    if (seal) yield seal;
  }
}

function wishIn(parameters: readonly string[]): Wish {
  try {
    const text = { type: 'string' } as const;
    const options = { key: { ...text, multiple: true }, seals: text, export: text, from: text, archive: text } as const;
    const { values } = parseArgs({ args: [...parameters], options });
    return values;
  } catch (fault) {
    throw new CannotVerify(
      `${(fault as Error).message} Known are --key FILE, --seals FILE, --archive FOLDER, --export FILE and --from FILE.`,
    );
  }
}

try {
  process.exitCode = await main(wishIn(parametersIn(process.argv)));
} catch (fault) {
  const isPlain =
    fault instanceof Error && (fault.name === 'CannotVerify' || fault.name === 'NoDatabase' || 'code' in fault);
  process.stderr.write(`The trail could not be verified. ${isPlain ? fault.message : wordsFor(fault)}\n`);
  process.exitCode = 2;
}
