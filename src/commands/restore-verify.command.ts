import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { formatReport, getExitCode } from '../audit/chain/verification-findings.js';
import { verifyDatabase } from '../audit/chain/verify-database.js';
import { checkKeys } from '../casework/vault/key-check.js';
import { KeyRing } from '../casework/vault/key-ring.js';
import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import { readManifest, totalsFile, type Manifest } from '../platform/backup/manifest.js';
import { Config } from '../platform/config/config.js';
import { withNewConnection, type Connection } from '../platform/database/connection.js';
import { recountTotals } from '../reporting/reports/ledger/recorded-totals.js';
import { verifyTally } from '../reporting/reports/ledger/tally.js';
import { withAdminDatabase } from './admin-database.js';
import { describeBackupError } from './backup-errors.js';
import { readRecordFacts } from './backup-facts.js';
import { openFittingKeys } from './backup-keys.js';
import { print, runCommand, UsageError } from './cli.js';
import { evidenceOptions, readEvidence, type EvidenceOptions } from './trail-evidence.js';

interface Options extends EvidenceOptions {
  readonly from?: string | undefined;
}

/**
 * Runs `npm run tracker -- restore:verify`: proves that a restored database has the record. With `--from BACKUP` it
 * compares it with the manifest, and with `--signatures FILE` the trail with the signer's file.
 */
async function main(options: Options): Promise<void> {
  const config = Config.parse(process.env);
  const backup = options.from === undefined ? null : resolve(options.from);
  const manifest = backup === null ? null : await readManifest(backup);
  const differences: string[] = [];
  await withAdminDatabase(config, print, async ({ url }) => {
    await withNewConnection(url, 'tracker restore', async (connection) => {
      await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      differences.push(...(await checkKeysOf(connection, config)));
      if (backup !== null && manifest !== null) differences.push(...(await compare(connection, backup, manifest)));
    });
    differences.push(...(await checkLedger(url)), ...(await checkTrail(url, config, options)));
  });
  if (differences.length > 0) throw new BackupRefusal('restore-differs', differences.join(' '));
  print('The restored database is whole.');
}

/** Opens every key of the vault and one identity of each, after a check that the keys here are those in use. */
async function checkKeysOf(connection: Connection, config: Config): Promise<string[]> {
  const masters = await openFittingKeys(config, await readRecordFacts(connection));
  const { keys, identities, unreadable } = await checkKeys(connection, new KeyRing(masters));
  print(`Keys: the four keys fit, ${keys} keys of the vault open, and one identity of each of ${identities} was read.`);
  return unreadable === 0 ? [] : [`${unreadable} keys of the vault or their identities cannot be read.`];
}

async function compare(connection: Connection, backup: string, manifest: Manifest): Promise<string[]> {
  const facts = await readRecordFacts(connection);
  const differences: string[] = [];
  if (facts.installation !== manifest.installation)
    differences.push('The database is of another installation than the backup.');
  if (facts.migration !== manifest.migration)
    differences.push('The database has other migrations than the backup: it was migrated since.');
  const changed = Object.keys({ ...facts.counts, ...manifest.counts }).filter(
    (table) => facts.counts[table] !== manifest.counts[table],
  );
  for (const table of changed)
    differences.push(`${table} has ${facts.counts[table] ?? 0} rows, and the backup ${manifest.counts[table] ?? 0}.`);
  const [restored, written] = [await recountTotals(connection), await readFile(join(backup, totalsFile), 'utf8')];
  if (!isDeepStrictEqual(Buffer.from(restored), Buffer.from(written)))
    differences.push('The totals differ from those of the backup.');
  const [totals, tables] = [written.split('\n').length - 1, Object.keys(manifest.counts).length];
  print(
    differences.length === 0
      ? `Totals: ${totals} totals are those of the backup, byte for byte, and ${tables} tables have its numbers of rows.`
      : `Totals: ${totals} totals and the numbers of rows of ${tables} tables were compared.`,
  );
  return differences;
}

async function checkLedger(url: string): Promise<string[]> {
  const { length } = await verifyTally(url);
  if (length > 0) return [`${length} counts of the ledger differ from a recount.`];
  print('Ledger: it agrees with a recount.');
  return [];
}

async function checkTrail(url: string, config: Config, options: Options): Promise<string[]> {
  const found = await verifyDatabase(url, await readEvidence(options, config));
  for (const line of formatReport(found, new Date())) print(line);
  const code = getExitCode(found);
  if (code === 0) return [];
  return [code === 1 ? 'The trail is not whole.' : 'The trail could not be checked completely.'];
}

function parseOptions(args: readonly string[]): Options {
  try {
    return parseArgs({ args: [...args], options: { from: { type: 'string' }, ...evidenceOptions } }).values;
  } catch (fault) {
    throw new UsageError(
      `${(fault as Error).message} Known are --from BACKUP, --signatures FILE, --key FILE, --restore-key FILE and --archive FOLDER.`,
    );
  }
}

await runCommand((args) => main(parseOptions(args)), ...describeBackupError);
