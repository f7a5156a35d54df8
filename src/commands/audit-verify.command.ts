import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { Config } from '../platform/config/config.js';
import { withEmbeddedServer } from './admin-database.js';
import { describeError, print, resolveDatabaseUrl, runCommand } from './cli.js';
import { wholeTrail, exportTrail } from '../audit/chain/export-file.js';
import { exportProof } from '../audit/chain/record-proof.js';
import { VerificationError } from '../audit/chain/verification-faults.js';
import { getExitCode, formatReport, type Findings } from '../audit/chain/verification-findings.js';
import { verifyDatabase } from '../audit/chain/verify-database.js';
import { verifyExport } from '../audit/chain/verify-export.js';
import { evidenceOptions, readEvidence, type EvidenceOptions } from './trail-evidence.js';

interface Options extends EvidenceOptions {
  readonly export?: string | undefined;
  readonly from?: string | undefined;
  readonly record?: string | undefined;
}

const uuidPattern = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/**
 * Runs `npm run audit:verify`, which recomputes the trail. `--signatures` names the signer's file, `--key` a public
 * key, `--restore-key` that of an attested restore. `--export` names a file to write, with `--record` only the proof of a
 * record.
 * `--from` verifies such a file without a database, with archived months in `--archive`. It is plain SQL, so it needs no service of Nest.
 */
async function main(options: Options): Promise<number> {
  const config = Config.parse(process.env);
  if (options.record !== undefined && (options.export === undefined || !uuidPattern.test(options.record)))
    throw new VerificationError('--record takes the id of a record, and --export the file of its proof.');
  if (options.from !== undefined) {
    // The file may be of another installation, so only keys that are named count.
    const named = { ...options, key: options.key ?? [], 'restore-key': options['restore-key'] ?? [] };
    return printReport(await verifyFromFile(options.from, await readEvidence(named, config)));
  }
  return withEmbeddedServer(config, ['DATABASE_AUDITOR_URL'], () => verifyTrail(options, config));
}

async function verifyTrail(options: Options, config: Config): Promise<number> {
  const evidence = await readEvidence(options, config);
  const ofExport = { ...evidence, signatures: null };
  const url = await resolveDatabaseUrl(config, 'DATABASE_AUDITOR_URL', 'tracker_auditor');
  const code = printReport(await verifyDatabase(url, evidence));
  if (options.export === undefined) return code;
  if (options.record !== undefined) {
    const proven = await exportProof(url, options.export, options.record, evidence.keys);
    print(`The proof of ${proven} entries was written to ${options.export}.`);
    return Math.max(code, getExitCode(await verifyFromFile(options.export, ofExport)));
  }
  await exportTrail(url, options.export, wholeTrail, evidence.keys);
  const exported = await verifyFromFile(options.export, ofExport);
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
    const options = { from: text, export: text, record: text, ...evidenceOptions } as const;
    return parseArgs({ args: [...parameters], options }).values;
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
