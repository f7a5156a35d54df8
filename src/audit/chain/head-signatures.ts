import { sign, verify, type KeyObject } from 'node:crypto';
import type { Faults } from './verification-faults.js';
import { describeChain } from './link.js';

export interface HeadSignature {
  readonly chain: string;
  readonly position: number;
  readonly hash: string;
  readonly signedAt: string;
  readonly keyId: string;
  readonly signature: string;
}

export type TrustedKeys = ReadonlyMap<string, KeyObject>;

export function toSignedText({ chain, position, hash, signedAt, keyId }: Omit<HeadSignature, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify(['tracker-head-v1', chain, position, hash, signedAt, keyId]));
}

export function signHead(headSignature: Omit<HeadSignature, 'signature'>, key: KeyObject): HeadSignature {
  return { ...headSignature, signature: sign(null, toSignedText(headSignature), key).toString('base64') };
}

/**
 * Returns a line for the file or the log, which other programs also read. The number of its key `head` is the version
 * of the format.
 */
export function formatHeadSignature({ chain, position, hash, signedAt, keyId, signature }: HeadSignature): string {
  return JSON.stringify({ head: 1, chain, position, hash, signedAt, keyId, signature });
}

/** Parses a line of the signer's file, with or without a log prefix. Returns null for any other line. */
export function parseHeadSignature(line: string): HeadSignature | null {
  const start = line.indexOf('{"head":1,');
  if (start < 0) return null;
  let found: unknown;
  try {
    found = JSON.parse(line.slice(start));
  } catch {
    return null;
  }
  return isHeadSignature(found) ? found : null;
}

/** Whether a trusted key made the signature. Reports a fault if not. */
export function isGenuineHeadSignature(headSignature: HeadSignature, keys: TrustedKeys, faults: Faults): boolean {
  const key = keys.get(headSignature.keyId);
  const where = `${describeChain(headSignature.chain)}, link ${headSignature.position}`;
  if (!key) {
    faults.add(
      `${where}: its signature of ${headSignature.signedAt} is by the key ${headSignature.keyId}, which is none of those given.`,
    );
    return false;
  }
  if (verify(null, toSignedText(headSignature), key, Buffer.from(headSignature.signature, 'base64'))) return true;
  faults.add(`${where}: its signature of ${headSignature.signedAt} is not valid.`);
  return false;
}

function isHeadSignature(value: unknown): value is HeadSignature {
  if (typeof value !== 'object' || value === null) return false;
  const { chain, position, hash, signedAt, keyId, signature } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(position) &&
    [chain, hash, signedAt, keyId, signature].every((part) => typeof part === 'string')
  );
}
