import { createHash, sign, verify } from 'node:crypto';
import type { TrustedKeys } from './head-signatures.js';
import type { SignatureKey } from './signing-keys.js';

/** Signed position of a branch that a restore gave up. */
export interface GivenUpPosition {
  readonly position: number;
  readonly hash: string;
}

/** Chain that continues from a link, and the signed positions that it no longer has. */
export interface RestoredChain {
  readonly chain: string;
  /** End of the restored chain when the restore was requested; 0 for a chain without a link. */
  readonly position: number;
  readonly hash: string;
  readonly givenUp: readonly GivenUpPosition[];
}

export interface RestoreStatement {
  readonly chains: readonly RestoredChain[];
  /** Digests of earlier attestations whose entries the restore removed. Their signatures stay given up. */
  readonly supersedes: readonly string[];
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  readonly restoreKeyId: string;
}

/** Statement of the first person, signed with the restore key. */
export interface RestoreRequest extends RestoreStatement {
  readonly requestSignature: string;
}

/** Request that a second person approved with the signing key. */
export interface RestoreAttestation extends RestoreRequest {
  readonly approvedBy: string;
  readonly approvedAt: string;
  readonly keyId: string;
  readonly signature: string;
}

/** Public keys of the two persons. No restore key is also a signing key, or one person could hold both. */
export interface AttestationKeys {
  readonly keys: TrustedKeys;
  readonly restoreKeys: TrustedKeys;
}

/** Signs the statement of the first person. */
export function signRestoreRequest(
  statement: Omit<RestoreStatement, 'restoreKeyId'>,
  { id, key }: SignatureKey,
): RestoreRequest {
  const whole = { ...statement, restoreKeyId: id };
  return { ...whole, requestSignature: sign(null, toStatementText(whole), key).toString('base64') };
}

/** Signs the approval of the second person. */
export function signRestoreApproval(
  request: RestoreRequest,
  approval: Pick<RestoreAttestation, 'approvedBy' | 'approvedAt'>,
  { id, key }: SignatureKey,
): RestoreAttestation {
  const whole = { ...request, ...approval, keyId: id };
  return { ...whole, signature: sign(null, toApprovalText(whole), key).toString('base64') };
}

/** Whether a trusted restore key, which is no signing key, made the request. */
export function isGenuineRequest(request: RestoreRequest, { keys, restoreKeys }: AttestationKeys): boolean {
  const key = restoreKeys.get(request.restoreKeyId);
  if (!key || keys.has(request.restoreKeyId)) return false;
  return verify(null, toStatementText(request), key, Buffer.from(request.requestSignature, 'base64'));
}

/** Whether two persons made the attestation: one with a trusted restore key, and another with a trusted signing key. */
export function isGenuineAttestation(attestation: RestoreAttestation, trusted: AttestationKeys): boolean {
  const key = trusted.keys.get(attestation.keyId);
  if (!key || !areDifferentPersons(attestation.requestedBy, attestation.approvedBy)) return false;
  if (!isGenuineRequest(attestation, trusted)) return false;
  return verify(null, toApprovalText(attestation), key, Buffer.from(attestation.signature, 'base64'));
}

/** Whether two names are not those of one person. */
export function areDifferentPersons(one: string, other: string): boolean {
  const plain = (name: string): string => name.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
  return plain(one) !== '' && plain(other) !== '' && plain(one) !== plain(other);
}

/** Returns the digest by which the second person names the request that is approved. */
export function computeRequestDigest(request: RestoreRequest): string {
  return createHash('sha256').update(toStatementText(request)).digest('hex');
}

/** Returns the digest by which the trail names an attestation. */
export function computeAttestationDigest(attestation: RestoreAttestation): string {
  return createHash('sha256').update(toApprovalText(attestation)).digest('hex');
}

/** Returns the attestations that no other one supersedes. */
export function findCurrentAttestations(attestations: readonly RestoreAttestation[]): RestoreAttestation[] {
  const superseded = new Set(attestations.flatMap(({ supersedes }) => supersedes));
  return attestations.filter((attestation) => !superseded.has(computeAttestationDigest(attestation)));
}

/** Whether the trail has the entry of an attestation, among these digests or in an archived month. */
export function hasEntry(
  attestation: RestoreAttestation,
  acts: ReadonlySet<string>,
  archivedMonths: readonly string[],
): boolean {
  return acts.has(computeAttestationDigest(attestation)) || archivedMonths.includes(attestation.approvedAt.slice(0, 7));
}

/** Returns a line for the signer's file or log. */
export function formatRestoreAttestation(attestation: RestoreAttestation): string {
  return JSON.stringify({ restore: 1, ...attestation });
}

/** Parses such a line, with or without a log prefix. Returns null for any other line. */
export function parseRestoreAttestation(line: string): RestoreAttestation | null {
  const start = line.indexOf('{"restore":1,');
  if (start < 0) return null;
  const found = parseJson(line.slice(start));
  return isRequest(found) && hasTexts(found, 'approvedBy', 'approvedAt', 'keyId', 'signature')
    ? (found as unknown as RestoreAttestation)
    : null;
}

/** Parses the file of a request. Returns null for any other text. */
export function parseRestoreRequest(text: string): RestoreRequest | null {
  const found = parseJson(text);
  return isRequest(found) ? found : null;
}

function toStatementText(statement: RestoreStatement): Buffer {
  const { chains, supersedes, reason, requestedBy, requestedAt, restoreKeyId } = statement;
  const positions = chains.map(({ chain, position, hash, givenUp }) => [
    chain,
    position,
    hash,
    givenUp.map((one) => [one.position, one.hash]),
  ]);
  return Buffer.from(
    JSON.stringify(['tracker-restore-v1', positions, supersedes, reason, requestedBy, requestedAt, restoreKeyId]),
  );
}

function toApprovalText({ approvedBy, approvedAt, keyId, ...request }: Omit<RestoreAttestation, 'signature'>): Buffer {
  const statement = toStatementText(request).toString();
  return Buffer.from(
    JSON.stringify(['tracker-restore-approval-v1', statement, request.requestSignature, approvedBy, approvedAt, keyId]),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRequest(value: unknown): value is RestoreRequest {
  if (typeof value !== 'object' || value === null) return false;
  const { chains, supersedes } = value as Record<string, unknown>;
  return (
    hasTexts(value, 'reason', 'requestedBy', 'requestedAt', 'restoreKeyId', 'requestSignature') &&
    Array.isArray(chains) &&
    chains.every(isRestoredChain) &&
    Array.isArray(supersedes) &&
    supersedes.every((digest) => typeof digest === 'string')
  );
}

function isRestoredChain(value: unknown): value is RestoredChain {
  if (!isPosition(value) || !hasTexts(value, 'chain')) return false;
  const { givenUp } = value as unknown as Record<string, unknown>;
  return Array.isArray(givenUp) && givenUp.every(isPosition);
}

function isPosition(value: unknown): value is GivenUpPosition {
  if (typeof value !== 'object' || value === null) return false;
  return Number.isSafeInteger((value as Record<string, unknown>)['position']) && hasTexts(value, 'hash');
}

function hasTexts(value: object, ...names: readonly string[]): boolean {
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'string');
}
