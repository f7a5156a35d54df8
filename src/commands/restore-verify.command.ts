import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parsePublicKeys } from '../audit/chain/signing-keys.js';
import { formatReport, getExitCode, type Findings } from '../audit/chain/verification-findings.js';
import { verifyDatabase, type Evidence } from '../audit/chain/verify-database.js';
import { checkKeys } from '../casework/vault/key-check.js';
import { KeyRing } from '../casework/vault/key-ring.js';
import { BackupRefusal } from '../platform/backup/backup-refusal.js';
import { manifestFile, readManifest, totalsFile, type Manifest } from './backup-manifest.js';
import { damaged } from '../platform/backup/stored-file.js';
import { Config } from '../platform/config/config.js';
import { withNewConnection, type Connection } from '../platform/database/connection.js';
import { recountTotals } from '../reporting/reports/ledger/recorded-totals.js';
import { verifyTally } from '../reporting/reports/ledger/tally.js';
import { withAdminDatabase } from './admin-database.js';
import { describeBackupError } from './backup-errors.js';
import { checksumOf, readRecordFacts, type RecordFacts } from './backup-facts.js';
import { openFittingKeys } from './backup-keys.js';
import { print, runCommand, UsageError } from './cli.js';
import { SignerFileSummary, selectUpToBackup } from './signer-file.js';
import { evidenceOptions, readEvidence, type EvidenceOptions } from './trail-evidence.js';

interface Options extends EvidenceOptions {
  readonly from?: string | undefined;
}

/** Backup with which a restored database is compared. */
interface Backup {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** Findings of a verification as sentences: what differs, and what could not be checked. */
class Verification {
  readonly differences: string[] = [];
  readonly unchecked: string[] = [];
}

/** Counts the heads of a backup that a trail does not have. */
const countLostHeads = `
  SELECT count(*)::integer AS lost FROM json_to_recordset($1) h (chain uuid, position bigint, hash text)
   WHERE NOT EXISTS (SELECT FROM audit.links l WHERE l.chain = h.chain AND l.position = h.position AND l.hash = decode(h.hash, 'hex'))`;
const selectSigners = `SELECT DISTINCT key_id AS "keyId" FROM audit.signatures`;
const selectArchived = `SELECT to_char(month, 'YYYY-MM') AS month FROM audit.archives`;

/**
 * Runs `npm run tracker -- restore:verify`: proves that a restored database has the record. With `--from BACKUP` it
 * compares it with the manifest, and with `--signatures FILE` the trail with the signer's file.
 */
async function main(options: Options): Promise<void> {
  const config = Config.parse(process.env);
  const folder = options.from === undefined ? null : resolve(options.from);
  const backup = folder === null ? null : { folder, manifest: await readManifest(folder) };
  const found = new Verification();
  await withAdminDatabase(config, async ({ url }) => {
    await withNewConnection(url, 'tracker restore', async (connection) => {
      await connection.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const facts = await readRecordFacts(connection);
      await checkKeysOf(connection, config, facts, found);
      if (backup !== null) await compare(connection, facts, backup, found);
    });
    await checkLedger(url, found);
    await checkTrail(url, config, options, backup?.manifest ?? null, found);
  });
  const { differences, unchecked } = found;
  if (differences.length > 0) throw new BackupRefusal('restore-differs', [...differences, ...unchecked].join(' '));
  if (unchecked.length > 0)
    throw new BackupRefusal('not-checked', `No difference was found. ${unchecked.join(' ')} Then verify again.`);
  print('The restored database is whole.');
}

/** Opens every key of the vault and one identity of each, after a check that the keys here are those in use. */
async function checkKeysOf(
  connection: Connection,
  config: Config,
  facts: RecordFacts,
  { differences }: Verification,
): Promise<void> {
  const masters = await openFittingKeys(config, facts);
  const { keys, identities, unreadable } = await checkKeys(connection, new KeyRing(masters));
  print(`Keys: the four keys fit, ${keys} keys of the vault open, and one identity of each of ${identities} was read.`);
  if (unreadable > 0) differences.push(`${unreadable} keys of the vault or their identities cannot be read.`);
}

async function compare(
  connection: Connection,
  facts: RecordFacts,
  { folder, manifest }: Backup,
  { differences, unchecked }: Verification,
): Promise<void> {
  // Without the first link of the trail the database is damaged, and of an installation that nothing names.
  if (facts.installation !== null && facts.installation !== manifest.installation) {
    throw new BackupRefusal(
      'other-installation',
      'The database is of another installation than the backup. Name the backup that was restored, or the folder to which it was restored.',
    );
  }
  const totals = await readTotals(folder, manifest);
  if (facts.migration !== manifest.migration) {
    unchecked.push(
      'The database was migrated after the restore, so totals and rows cannot be compared with the backup. Restore the backup into another folder, and verify it before a tracker starts on it.',
    );
    return;
  }
  const found: string[] = [];
  for (const [table, rows] of Object.entries(manifest.counts)) {
    if (facts.counts[table] !== rows)
      found.push(`${table} has ${facts.counts[table] ?? 0} rows, and the backup ${rows}.`);
    else if (facts.digests[table] !== manifest.digests[table])
      found.push(`${table} has as many rows as the backup, and other contents.`);
  }
  if ((await recountTotals(connection)) !== totals) found.push('The totals differ from those of the backup.');
  found.push(...(await compareTrail(connection, facts.trail, manifest.trail)));
  differences.push(...found);
  const [lines, tables] = [totals.split('\n').length - 1, Object.keys(manifest.counts).length];
  print(
    found.length === 0
      ? `Totals: ${lines} totals are those of the backup, byte for byte, and ${tables} tables have its rows.`
      : `Totals: ${lines} totals and the rows of ${tables} tables were compared.`,
  );
}

/** Reads the totals of a backup. Those that were changed prove nothing. */
async function readTotals(folder: string, { files }: Manifest): Promise<string> {
  const file = join(folder, totalsFile);
  if ((await checksumOf(file)) !== files.find(({ path }) => path === totalsFile)?.sha256) throw damaged(totalsFile);
  return readFile(file, 'utf8');
}

/** Compares the trail with its state at the end of the backup, of which nothing may be missing. */
async function compareTrail(
  connection: Connection,
  restored: RecordFacts['trail'],
  backedUp: RecordFacts['trail'],
): Promise<string[]> {
  const { rows } = await connection.query<{ lost: number }>(countLostHeads, [JSON.stringify(backedUp.heads)]);
  const lost = rows[0]?.lost ?? 0;
  return [
    ...(lost > 0 ? [`${lost} chains of the trail do not have the link at which the backup ends.`] : []),
    ...(['entries', 'signatures'] as const)
      .filter((what) => restored[what] < backedUp[what])
      .map((what) => `The trail has ${restored[what]} ${what}, and the backup ${backedUp[what]}.`),
  ];
}

async function checkLedger(url: string, { differences }: Verification): Promise<void> {
  const { length } = await verifyTally(url);
  if (length > 0) differences.push(`${length} counts of the ledger differ from a recount.`);
  else print('Ledger: it agrees with a recount.');
}

async function checkTrail(
  url: string,
  config: Config,
  options: Options,
  manifest: Manifest | null,
  { differences, unchecked }: Verification,
): Promise<void> {
  const summary = new SignerFileSummary();
  const evidence = await readTrailEvidence(url, config, options, manifest, summary);
  const found = await verifyDatabase(url, evidence);
  if (options.signatures !== undefined) refuseOtherFile(evidence, summary);
  for (const line of formatReport(found, new Date())) print(line);
  const code = getExitCode(found);
  if (code === 1) differences.push('The trail is not whole.');
  if (code === 2) unchecked.push(...describeUnchecked(found));
  if (options.signatures !== undefined && summary.keyIds.size === 0)
    unchecked.push(`${options.signatures} has no signature. Name the signer's file with --signatures.`);
  if (summary.later > 0)
    print(
      `${summary.later} signatures of ${summary.oldestLater} to ${summary.newestLater} are later than the backup. ` +
        'What they signed is lost. Attest the restore with audit:restore before the signer runs again.',
    );
}

/**
 * Reads the evidence for the trail. Without a public key that is named or of this folder, those of the backup are used,
 * which the report says: whoever changes a backup can change them too.
 */
async function readTrailEvidence(
  url: string,
  config: Config,
  options: Options,
  manifest: Manifest | null,
  summary: SignerFileSummary,
): Promise<Evidence> {
  const named = await readEvidence(options, config);
  const ofBackup = manifest?.publicKeys ?? [];
  const isOfBackup = named.keys.size === 0 && ofBackup.length > 0;
  const keys = isOfBackup ? parsePublicKeys(ofBackup.map((pem) => [manifestFile, pem])) : named.keys;
  if (isOfBackup)
    print(
      'The signatures are checked with the public keys in the backup itself. Name the one that you trust with --key.',
    );
  return withNewConnection(url, 'tracker restore', async (connection) => {
    const signers = (await connection.query<{ keyId: string }>(selectSigners)).rows.map(({ keyId }) => keyId);
    if (keys.size > 0 && signers.length > 0 && !signers.some((id) => keys.has(id)))
      throw new BackupRefusal(
        'other-installation',
        `No signature of the record is by the public key given: they are by ${signers.join(', ')}. Name the key of this installation's signer with --key.`,
      );
    if (named.signatures === null) return { ...named, keys };
    const archived = (await connection.query<{ month: string }>(selectArchived)).rows.map(({ month }) => month);
    const end = manifest && { takenAt: manifest.takenAt, heads: manifest.trail.heads, archived: new Set(archived) };
    return { ...named, keys, signatures: selectUpToBackup(named.signatures, end, summary) };
  });
}

/** Refuses a signer's file without a signature by a given key. Each of its lines would otherwise look like damage. */
function refuseOtherFile({ keys }: Evidence, { keyIds }: SignerFileSummary): void {
  if (keyIds.size === 0 || [...keyIds].some((id) => keys.has(id))) return;
  throw new BackupRefusal(
    'other-installation',
    `No signature of the file is by the public key given: they are by ${[...keyIds].join(', ')}. The file is of another installation: name that of this one with --signatures.`,
  );
}

function describeUnchecked({ areSignaturesChecked, missing, unsigned, isSequenced }: Findings): string[] {
  return [
    ...(areSignaturesChecked
      ? []
      : ['The signatures of the trail were not checked, because no public key is here. Name it with --key.']),
    ...(missing.length === 0
      ? []
      : [`The files of ${missing.length} archived months are not here. Name their folder with --archive.`]),
    ...(unsigned.length === 0
      ? []
      : [
          `The archives of ${unsigned.length} months have no signature here. Name the signer's file with --signatures.`,
        ]),
    ...(isSequenced ? [] : ['Entries of the trail could not be linked. Read the log of Postgres.']),
  ];
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
