import { sign, verify, type KeyObject } from 'node:crypto';
import type { Faults } from './faults.js';
import { nameOf } from './link.js';

/** Signed position of a chain at a time. */
export interface Seal {
  readonly chain: string;
  readonly position: number;
  /** Hash of the link, in hexadecimal digits. */
  readonly hash: string;
  /** ISO 8601 time in milliseconds. */
  readonly sealedAt: string;
  readonly keyId: string;
  readonly signature: string;
}

/** Trusted public keys by their ids. */
export type SealKeys = ReadonlyMap<string, KeyObject>;

export function sealText({ chain, position, hash, sealedAt, keyId }: Omit<Seal, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify(['tracker-seal-v1', chain, position, hash, sealedAt, keyId]));
}

export function signed(seal: Omit<Seal, 'signature'>, key: KeyObject): Seal {
  return { ...seal, signature: sign(null, sealText(seal), key).toString('base64') };
}

/** Returns a line for the file or the log, which other programs also read. */
export function lineOf({ chain, position, hash, sealedAt, keyId, signature }: Seal): string {
  return JSON.stringify({ seal: 1, chain, position, hash, sealedAt, keyId, signature });
}

/** Parses a line of the sealer's file, with or without a log prefix. Returns null for any other line. */
export function sealIn(line: string): Seal | null {
  const start = line.indexOf('{"seal":1,');
  if (start < 0) return null;
  let found: unknown;
  try {
    found = JSON.parse(line.slice(start));
  } catch {
    return null;
  }
  return isSeal(found) ? found : null;
}

/** Whether a trusted key made the signature. Reports a fault if not. */
export function isGenuine(seal: Seal, keys: SealKeys, faults: Faults): boolean {
  const key = keys.get(seal.keyId);
  const where = `${nameOf(seal.chain)}, link ${seal.position}`;
  if (!key) {
    faults.add(`${where}: its seal of ${seal.sealedAt} is by the key ${seal.keyId}, which is none of those given.`);
    return false;
  }
  if (verify(null, sealText(seal), key, Buffer.from(seal.signature, 'base64'))) return true;
  faults.add(`${where}: the signature of its seal of ${seal.sealedAt} is not right.`);
  return false;
}

function isSeal(value: unknown): value is Seal {
  if (typeof value !== 'object' || value === null) return false;
  const { chain, position, hash, sealedAt, keyId, signature } = value as Record<string, unknown>;
  return (
    Number.isSafeInteger(position) &&
    [chain, hash, sealedAt, keyId, signature].every((part) => typeof part === 'string')
  );
}
