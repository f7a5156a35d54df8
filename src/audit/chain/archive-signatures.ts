import { sign, verify, type KeyObject } from 'node:crypto';
import type { TrustedKeys } from './head-signatures.js';

export interface MonthArchive {
  readonly month: string;
  readonly entries: number;
  readonly links: number;
  readonly fileDigest: string;
  /** Time of the archive action, in microseconds since 1970. */
  readonly archivedAt: number;
}

export interface ArchiveSignature extends MonthArchive {
  readonly signedAt: string;
  readonly keyId: string;
  readonly signature: string;
}

/** Minimum age of a month before it may leave the database, in days after its end. */
export const minArchiveAgeDays = 366;

const dayMs = 86_400_000;

/** Returns the earliest time at which a month may be archived, in milliseconds since 1970. */
export function getEarliestArchiveTime(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Date.UTC(year, number) + minArchiveAgeDays * dayMs;
}

/** Returns the archive action as one text, which must be equal in the trail, the table and the signature. */
export function describeArchive({ month, entries, links, fileDigest, archivedAt }: MonthArchive): string {
  return JSON.stringify([month, entries, links, fileDigest, archivedAt]);
}

export function signArchive(archiveSignature: Omit<ArchiveSignature, 'signature'>, key: KeyObject): ArchiveSignature {
  return { ...archiveSignature, signature: sign(null, toSignedText(archiveSignature), key).toString('base64') };
}

/** Whether the signature was made with one of the given keys. */
export function isGenuineArchiveSignature(archiveSignature: ArchiveSignature, keys: TrustedKeys): boolean {
  const key = keys.get(archiveSignature.keyId);
  return (
    key !== undefined &&
    verify(null, toSignedText(archiveSignature), key, Buffer.from(archiveSignature.signature, 'base64'))
  );
}

/** Returns a line for the signer's file, its log or an export. */
export function formatArchiveSignature(archiveSignature: ArchiveSignature): string {
  const { month, entries, links, fileDigest, archivedAt, signedAt, keyId, signature } = archiveSignature;
  return JSON.stringify({ archive: 1, month, entries, links, fileDigest, archivedAt, signedAt, keyId, signature });
}

/** Parses such a line, with or without a log prefix. Returns null for any other line. */
export function parseArchiveSignature(line: string): ArchiveSignature | null {
  const start = line.indexOf('{"archive":1,');
  if (start < 0) return null;
  try {
    const found: unknown = JSON.parse(line.slice(start));
    return isArchiveSignature(found) ? found : null;
  } catch {
    return null;
  }
}

function toSignedText(archiveSignature: Omit<ArchiveSignature, 'signature'>): Buffer {
  return Buffer.from(
    JSON.stringify([
      'tracker-archive-v1',
      describeArchive(archiveSignature),
      archiveSignature.signedAt,
      archiveSignature.keyId,
    ]),
  );
}

function isArchiveSignature(value: unknown): value is ArchiveSignature {
  if (typeof value !== 'object' || value === null) return false;
  const { month, entries, links, fileDigest, archivedAt, signedAt, keyId, signature } = value as Record<
    string,
    unknown
  >;
  return (
    [entries, links, archivedAt].every(Number.isSafeInteger) &&
    [month, fileDigest, signedAt, keyId, signature].every((part) => typeof part === 'string')
  );
}
