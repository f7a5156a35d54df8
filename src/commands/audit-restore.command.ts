import 'reflect-metadata';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { describeChain } from '../audit/chain/link.js';
import {
  areDifferentPersons,
  computeAttestationDigest,
  computeRequestDigest,
  isGenuineRequest,
  parseRestoreRequest,
  signRestoreApproval,
  signRestoreRequest,
  type AttestationKeys,
  type RestoreAttestation,
  type RestoredChain,
  type RestoreRequest,
  type RestoreStatement,
} from '../audit/chain/restore-attestations.js';
import { findRestoredBranch, type RestoredBranch } from '../audit/chain/restored-branch.js';
import { checkSyslogLength, createSinks, signatureFileName } from '../audit/chain/signature-sinks.js';
import {
  getRestoreKeyFolder,
  getSignatureFolder,
  listPublicKeyFiles,
  loadSignatureKey,
  readPublicKeys,
  readRestoreKeys,
} from '../audit/chain/signing-keys.js';
import { VerificationError } from '../audit/chain/verification-faults.js';
import { Config } from '../platform/config/config.js';
import { withNewConnection } from '../platform/database/connection.js';
import { writeAtomically } from '../platform/files/private-file.js';
import { withEmbeddedServer } from './admin-database.js';
import { describeError, print, resolveDatabaseUrl, runCommand } from './cli.js';
import { openSignatures } from './trail-evidence.js';

interface Options {
  readonly request?: string | undefined;
  readonly approve?: string | undefined;
  readonly confirm?: string | undefined;
  readonly person?: string | undefined;
  readonly reason?: string | undefined;
  readonly signatures?: string | undefined;
  readonly key?: string[] | undefined;
  readonly 'restore-key'?: string[] | undefined;
}

const usage = `Two persons attest a restore, each with a key of their own:
  npm run tracker -- audit:restore --request FILE --person NAME --reason TEXT   with RESTORE_KEY_FILE
  npm run tracker -- audit:restore --approve FILE --person NAME                 shows the request and its digest
  npm run tracker -- audit:restore --approve FILE --person NAME --confirm DIGEST   with SIGN_KEY_FILE`;

const enterRestore = `SELECT audit.attest_restore(decode($1, 'hex'), $2, $3)`;

/**
 * Runs `npm run tracker -- audit:restore`: one person requests that a restore be attested, and another approves it. It is
 * plain SQL, so it needs no service of Nest, and no tracker that runs.
 */
async function main(options: Options): Promise<void> {
  const { request, approve, confirm, person = '', reason = '' } = options;
  const config = Config.parse(process.env);
  const isRequest = request !== undefined && approve === undefined && confirm === undefined && reason.trim() !== '';
  const isApproval = approve !== undefined && request === undefined && options.reason === undefined;
  if (person.trim() === '' || !(isRequest || isApproval)) throw new VerificationError(usage);
  await withEmbeddedServer(config, ['DATABASE_AUDITOR_URL', 'DATABASE_SIGNER_URL'], () =>
    isRequest
      ? writeRequest(config, options, { file: request, person, reason })
      : approveRequest(config, options, { file: approve ?? '', person, confirm }),
  );
}

async function writeRequest(
  config: Config,
  options: Options,
  { file, person, reason }: { readonly file: string; readonly person: string; readonly reason: string },
): Promise<void> {
  const keyFile = config.RESTORE_KEY_FILE ?? join(getRestoreKeyFolder(config.DATA_DIRECTORY), 'restore.key');
  const key = await loadSignatureKey(keyFile, !config.isProduction);
  const branch = await findBranch(config, options, await readKeys(config, options));
  if (branch.chains.length === 0)
    throw new VerificationError('All signatures fit the trail, so there is no restore to attest.');
  const { chains, supersedes } = branch;
  const statement = { chains, supersedes, reason, requestedBy: person, requestedAt: new Date().toISOString() };
  await writeAtomically(file, `${JSON.stringify(signRestoreRequest(statement, key), null, 1)}\n`);
  // It is signed and not secret, and the second person is another user of the system.
  await chmod(file, 0o644);
  describeBranch(branch, chains);
  print(
    `The request is in ${file}. Another person approves it with the signing key. This is the public key for verification:`,
  );
  print(key.publicPem.trim());
}

/** Approves the request whose digest is confirmed. Without a digest it shows the request and changes nothing. */
async function approveRequest(
  config: Config,
  options: Options,
  { file, person, confirm }: { readonly file: string; readonly person: string; readonly confirm: string | undefined },
): Promise<void> {
  const request = parseRestoreRequest(await readFile(file, 'utf8'));
  const trusted = await readKeys(config, options);
  if (request === null || !isGenuineRequest(request, trusted))
    throw new VerificationError(
      `${file} is no request that a trusted restore key signed. Name the public key with --restore-key.`,
    );
  if (!areDifferentPersons(request.requestedBy, person))
    throw new VerificationError(
      'The person who requested the attestation cannot approve it. Another person approves it.',
    );
  const branch = await findBranch(config, options, trusted, request.chains);
  if (!describesSame(request, branch) || !branch.hasRequestedEnds)
    throw new VerificationError('The request does not describe this trail. Write a new one for this restore.');
  const digest = computeRequestDigest(request);
  if (confirm === undefined) {
    describeRequest(request, branch);
    print(`The digest of the request is ${digest}. Nothing was changed. To approve it, add --confirm ${digest}`);
    return;
  }
  if (confirm !== digest)
    throw new VerificationError(
      'The request has another digest. Run the command without --confirm, and read it again.',
    );
  const folder = getSignatureFolder(config.DATA_DIRECTORY);
  const key = await loadSignatureKey(config.SIGN_KEY_FILE ?? join(folder, 'signing.key'), false);
  const approval = { approvedBy: person, approvedAt: new Date().toISOString() };
  const attestation = signRestoreApproval(request, approval, key);
  if (config.SIGN_SYSLOG !== undefined) checkSyslogLength(attestation);
  await enter(await resolveDatabaseUrl(config, 'DATABASE_SIGNER_URL', 'tracker_signer'), attestation);
  for (const sink of createSinks(config, folder)) await sink.write([attestation]);
  print(`The restore is attested by ${request.requestedBy} and ${person}. Run npm run audit:verify with --signatures.`);
}

/** Enters the attestation into the trail first. An entry without the signed line excuses nothing. */
async function enter(url: string, attestation: RestoreAttestation): Promise<void> {
  const { chains, reason, requestedBy, approvedBy } = attestation;
  const facts = {
    requested_by: requestedBy,
    approved_by: approvedBy,
    chains: chains.length,
    signatures: chains.reduce((sum, { givenUp }) => sum + givenUp.length, 0),
  };
  await withNewConnection(url, 'tracker restore', (connection) =>
    connection.query(enterRestore, [computeAttestationDigest(attestation), reason, JSON.stringify(facts)]),
  );
}

async function findBranch(
  config: Config,
  options: Options,
  trusted: AttestationKeys,
  requested: readonly RestoredChain[] = [],
): Promise<RestoredBranch> {
  const file =
    options.signatures ?? config.SIGN_FILE ?? join(getSignatureFolder(config.DATA_DIRECTORY), signatureFileName);
  const url = await resolveDatabaseUrl(config, 'DATABASE_AUDITOR_URL', 'tracker_auditor');
  return findRestoredBranch(url, await openSignatures(file), trusted, requested);
}

async function readKeys(config: Config, options: Options): Promise<AttestationKeys> {
  const folder = getSignatureFolder(config.DATA_DIRECTORY);
  return {
    keys: await readPublicKeys(options.key ?? (await listPublicKeyFiles(folder))),
    restoreKeys: await readRestoreKeys(options['restore-key'], config),
  };
}

/** Whether a request gives up and supersedes the same. Chains may have grown since, so their ends are compared apart. */
function describesSame(requested: RestoreStatement, found: RestoredBranch): boolean {
  const toComparable = ({ chains, supersedes }: Pick<RestoreStatement, 'chains' | 'supersedes'>): unknown => [
    chains.map(({ chain, givenUp }) => [chain, givenUp]),
    supersedes,
  ];
  return isDeepStrictEqual(toComparable(requested), toComparable(found));
}

function describeRequest(request: RestoreRequest, branch: RestoredBranch): void {
  const { requestedBy, requestedAt, restoreKeyId, reason, chains } = request;
  print(
    `${requestedBy} requested this on ${requestedAt} with the restore key ${restoreKeyId}. The reason is: ${reason}`,
  );
  describeBranch(branch, chains);
}

/** Shows what is given up, and up to which links the request attests the chains. */
function describeBranch(branch: RestoredBranch, requested: readonly RestoredChain[]): void {
  const { chains, supersedes, oldestGivenUpAt, newestGivenUpAt } = branch;
  const attested = new Map(requested.map(({ chain, position }) => [chain, position]));
  if (supersedes.length > 0)
    print(`The trail lacks the entries of ${supersedes.length} earlier attestations, which are superseded.`);
  if (oldestGivenUpAt !== '')
    print(`The signatures from ${oldestGivenUpAt} to ${newestGivenUpAt} are of the branch that is given up:`);
  for (const { chain, position, givenUp } of chains) {
    const last = givenUp.at(-1);
    const lost = last ? `${givenUp.length} signatures up to link ${last.position} do not fit` : 'no signature is lost';
    print(
      `  ${describeChain(chain)}: links up to ${attested.get(chain) ?? 0} of ${position} are attested, and ${lost}.`,
    );
  }
}

function parseOptions(args: readonly string[]): Options {
  try {
    const text = { type: 'string' } as const;
    const many = { ...text, multiple: true } as const;
    const options = {
      request: text,
      approve: text,
      confirm: text,
      person: text,
      reason: text,
      signatures: text,
      key: many,
      'restore-key': many,
    };
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new VerificationError(usage);
  }
}

await runCommand(
  (args) => main(parseOptions(args)),
  (fault) => {
    const isPlain =
      fault instanceof Error && (['VerificationError', 'SigningError'].includes(fault.name) || 'code' in fault);
    return isPlain ? fault.message : describeError(fault);
  },
);
