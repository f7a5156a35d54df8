import 'reflect-metadata';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Config } from '../platform/config/config.js';
import { describeError, print, resolveDatabaseUrl, runCommand } from './cli.js';
import { wholeTrail, exportTrail } from '../audit/chain/export-file.js';
import { exportProof } from '../audit/chain/record-proof.js';
import { VerificationError } from '../audit/chain/verification-faults.js';
import { getExitCode, formatReport, type Findings } from '../audit/chain/verification-findings.js';
import {
  listPublicKeyFiles,
  readPublicKeys,
  readRestoreKeys,
  getSignatureFolder,
} from '../audit/chain/signing-keys.js';
import { readSignatures } from '../audit/chain/signature-lines.js';
import { verifyDatabase } from '../audit/chain/verify-database.js';
import { verifyExport } from '../audit/chain/verify-export.js';

interface Options {
  readonly key?: string[] | undefined;
  readonly signatures?: string | undefined;
  readonly export?: string | undefined;
  readonly from?: string | undefined;
  readonly archive?: string | undefined;
  readonly record?: string | undefined;
  readonly 'restore-key'?: string[] | undefined;
}

const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * Runs `npm run audit:verify`, which recomputes the trail. `--signatures` names the signer's file, `--key` a public
 * key, `--restore-key` that of an attested restore, `--export` a file to write, with `--record` only the proof of a record.
 * `--from` verifies such a file without a database, with archived months in `--archive`. It is plain SQL, so it needs no service of Nest.
 */
async function main(options: Options): Promise<number> {
  const config = Config.parse(process.env);
  const keys = await readPublicKeys(
    options.key ??
      (options.from === undefined ? await listPublicKeyFiles(getSignatureFolder(config.DATA_DIRECTORY)) : []),
  );
  const signatures = options.signatures === undefined ? null : readSignatures(createReadStream(options.signatures));
  const restoreKeys =
    options.from === undefined
      ? await readRestoreKeys(options['restore-key'], config)
      : await readPublicKeys(options['restore-key'] ?? []);
  const archive = options.archive ?? join(config.DATA_DIRECTORY, 'archive');
  if (options.record !== undefined && (options.export === undefined || !uuidPattern.test(options.record)))
    throw new VerificationError('--record takes the id of a record, and --export the file of its proof.');
  if (options.from !== undefined)
    return printReport(await verifyFromFile(options.from, { archive, keys, signatures, restoreKeys }));
  const url = await resolveDatabaseUrl(config, 'DATABASE_AUDITOR_URL', 'tracker_auditor');
  const code = printReport(await verifyDatabase(url, { keys, signatures, archive, restoreKeys }));
  if (options.export === undefined) return code;
  if (options.record !== undefined) {
    const proven = await exportProof(url, options.export, options.record, keys);
    print(`The proof of ${proven} entries was written to ${options.export}.`);
    return Math.max(
      code,
      getExitCode(await verifyFromFile(options.export, { archive, keys, signatures: null, restoreKeys })),
    );
  }
  await exportTrail(url, options.export, wholeTrail, keys);
  const exported = await verifyFromFile(options.export, { archive, keys, signatures: null, restoreKeys });
  print(`The trail was exported to ${options.export}.`);
  return Math.max(code, getExitCode(exported));
}

async function verifyFromFile(file: string, evidence: Parameters<typeof verifyExport>[1]): Promise<Findings> {
  const found = await verifyExport(file, evidence);
  print(`${file} has the SHA-256 ${found.fileDigest}.`);
  if (found.usesEmbeddedKeys)
    print(
      'Its signatures were checked with the keys in the file itself. Name the public key that you trust with --key.',
    );
  return found;
}

function printReport(found: Findings): number {
  for (const line of formatReport(found, new Date())) print(line);
  return getExitCode(found);
}

function parseOptions(parameters: readonly string[]): Options {
  try {
    const text = { type: 'string' } as const;
    const options = {
      key: { ...text, multiple: true },
      signatures: text,
      export: text,
      from: text,
      archive: text,
      record: text,
      'restore-key': { ...text, multiple: true },
    } as const;
    const { values } = parseArgs({ args: [...parameters], options });
    return values;
  } catch (fault) {
    throw new VerificationError(
      `${(fault as Error).message} Known are --key FILE, --signatures FILE, --archive FOLDER, --export FILE, --record ID, --from FILE and --restore-key FILE.`,
    );
  }
}

await runCommand(
  async (args) => {
    process.exitCode = await main(parseOptions(args));
  },
  (fault) => {
    const isPlain = fault instanceof Error && (fault.name === 'VerificationError' || 'code' in fault);
    return `The trail could not be verified. ${isPlain ? fault.message : describeError(fault)}`;
  },
  2,
);
