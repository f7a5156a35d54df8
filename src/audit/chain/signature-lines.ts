import type { Readable } from 'node:stream';
import { linesOf } from '../../platform/streams/owned-stream.js';
import { formatArchiveSignature, parseArchiveSignature, type ArchiveSignature } from './archive-signatures.js';
import { formatHeadSignature, parseHeadSignature, type HeadSignature } from './head-signatures.js';
import { formatRestoreAttestation, parseRestoreAttestation, type RestoreAttestation } from './restore-attestations.js';

/** Record of the signer's file: a signed head, a signed archive, or an attested restore. */
export type SignatureRecord = HeadSignature | ArchiveSignature | RestoreAttestation;

/** Reads the records of the signer's file, and skips other lines. */
export async function* readSignatures(file: Readable): AsyncGenerator<SignatureRecord> {
  for await (const line of linesOf(file)) {
    const record = parseHeadSignature(line) ?? parseArchiveSignature(line) ?? parseRestoreAttestation(line);
    if (record) yield record;
  }
}

export function formatSignatureLine(record: SignatureRecord): string {
  if ('month' in record) return formatArchiveSignature(record);
  return 'chains' in record ? formatRestoreAttestation(record) : formatHeadSignature(record);
}

/** Returns the time at which a record was signed. */
export function signingTimeOf(record: SignatureRecord): string {
  return 'chains' in record ? record.approvedAt : record.signedAt;
}
