import { sign, verify, type KeyObject } from 'node:crypto';
import type { SealKeys } from './seals.js';

/** A month that was archived, as the table of archives has it. */
export interface Archived {
  /** `2024-12`. */
  readonly month: string;
  readonly entries: number;
  readonly links: number;
  /** SHA-256 of the file, in hexadecimal digits. */
  readonly fileDigest: string;
  /** The instant of the act, in microseconds since 1970. */
  readonly archivedAt: number;
}

/** The sealer's signature of an archived month: that it was archived so by then. */
export interface ArchiveSeal extends Archived {
  /** ISO 8601, in milliseconds, by the sealer's own clock. */
  readonly sealedAt: string;
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
}

/** The least age of a month that may leave the database, in days after its end. */
export const minArchiveAgeDays = 366;

const dayMs = 86_400_000;

/** Returns the earliest instant at which a month may be archived, in milliseconds since 1970. */
export function archivableFrom(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number) + minArchiveAgeDays * dayMs;
}

/** Returns the act in one text: what must be equal in the trail, in the table and in the signature. */
export function describeArchive({ month, entries, links, fileDigest, archivedAt }: Archived): string {
  return JSON.stringify([month, entries, links, fileDigest, archivedAt]);
}

/** Signs an archived month. */
export function signArchive(seal: Omit<ArchiveSeal, 'signature'>, key: KeyObject): ArchiveSeal {
  return { ...seal, signature: sign(null, signedText(seal), key).toString('base64') };
}

/** Whether the signature is by one of the keys given. */
export function isGenuineArchiveSeal(seal: ArchiveSeal, keys: SealKeys): boolean {
  const key = keys.get(seal.keyId);
  return key !== undefined && verify(null, signedText(seal), key, Buffer.from(seal.signature, 'base64'));
}

/** Returns the line of the sealer's file, of its log or of an export. */
export function lineOfArchiveSeal(seal: ArchiveSeal): string {
  const { month, entries, links, fileDigest, archivedAt, sealedAt, keyId, signature } = seal;
  return JSON.stringify({ archive: 1, month, entries, links, fileDigest, archivedAt, sealedAt, keyId, signature });
}

/** Parses such a line, also where a log has put its own words before it; null for any other. */
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
