import { sign, verify, type KeyObject } from 'node:crypto';
import type { SealKeys } from './seals.js';

/** Archived month, as stored in the table of archives. */
export interface Archived {
  /** Month in the form `2024-12`. */
  readonly month: string;
  readonly entries: number;
  readonly links: number;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly fileDigest: string;
  /** Time of the archive action, in microseconds since 1970. */
  readonly archivedAt: number;
}

/** Signature of an archived month by the sealer, with its time. */
export interface ArchiveSeal extends Archived {
  /** ISO 8601 time in milliseconds, by the sealer's own clock. */
  readonly sealedAt: string;
  readonly keyId: string;
  readonly signature: string;
}

/** Minimum age of a month before it may leave the database, in days after its end. */
export const minArchiveAgeDays = 366;

const dayMs = 86_400_000;

/** Returns the earliest time at which a month may be archived, in milliseconds since 1970. */
export function archivableFrom(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number) + minArchiveAgeDays * dayMs;
}

/** Returns the archive action as one text, which must be equal in the trail, the table and the signature. */
export function describeArchive({ month, entries, links, fileDigest, archivedAt }: Archived): string {
  return JSON.stringify([month, entries, links, fileDigest, archivedAt]);
}

export function signArchive(seal: Omit<ArchiveSeal, 'signature'>, key: KeyObject): ArchiveSeal {
  return { ...seal, signature: sign(null, signedText(seal), key).toString('base64') };
}

/** Whether the signature was made with one of the given keys. */
export function isGenuineArchiveSeal(seal: ArchiveSeal, keys: SealKeys): boolean {
  const key = keys.get(seal.keyId);
  return key !== undefined && verify(null, signedText(seal), key, Buffer.from(seal.signature, 'base64'));
}

/** Returns a line for the sealer's file, its log or an export. */
export function lineOfArchiveSeal(seal: ArchiveSeal): string {
  const { month, entries, links, fileDigest, archivedAt, sealedAt, keyId, signature } = seal;
  return JSON.stringify({ archive: 1, month, entries, links, fileDigest, archivedAt, sealedAt, keyId, signature });
}

/** Parses such a line, with or without a log prefix. Returns null for any other line. */
export function archiveSealIn(line: string): ArchiveSeal | null {
  const start = line.indexOf('{"archive":1,');
  if (start < 0) return null;
  try {
    const found: unknown = JSON.parse(line.slice(start));
    return isArchiveSeal(found) ? found : null;
  } catch {
    return null;
  }
}

function signedText(seal: Omit<ArchiveSeal, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify(['tracker-archive-v1', describeArchive(seal), seal.sealedAt, seal.keyId]));
}

function isArchiveSeal(value: unknown): value is ArchiveSeal {
  if (typeof value !== 'object' || value === null) return false;
  const { month, entries, links, fileDigest, archivedAt, sealedAt, keyId, signature } = value as Record<
    string,
    unknown
  >;
  return (
    [entries, links, archivedAt].every(Number.isSafeInteger) &&
    [month, fileDigest, sealedAt, keyId, signature].every((part) => typeof part === 'string')
  );
}
