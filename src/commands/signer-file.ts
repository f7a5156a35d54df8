import { signingTimeOf, type SignatureRecord } from '../audit/chain/signature-lines.js';
import type { BackedUpTrail } from './backup-manifest.js';

/** Backup against which the signer's file is compared. */
export interface BackupEnd {
  readonly takenAt: string;
  readonly heads: BackedUpTrail['heads'];
  /** Months that the restored trail has archived. */
  readonly archived: ReadonlySet<string>;
}

/** Counts of the records that a file had. */
export class SignerFileSummary {
  /** Ids of the keys by which heads are signed. */
  readonly keyIds = new Set<string>();
  /** Number and times of the signatures that are later than the backup. */
  later = 0;
  oldestLater = '';
  newestLater = '';

  addLater(signedAt: string): void {
    this.later += 1;
    if (this.oldestLater === '' || signedAt < this.oldestLater) this.oldestLater = signedAt;
    if (signedAt > this.newestLater) this.newestLater = signedAt;
  }
}

/**
 * Yields the records of the signer's file that a restored trail must fit: all of them without a backup. Those after the
 * backup signed what is lost. For a signature the position decides and no clock: it is later if its link comes after the
 * last one of the backup.
 */
export async function* selectUpToBackup(
  records: AsyncIterable<SignatureRecord>,
  end: BackupEnd | null,
  summary: SignerFileSummary,
): AsyncGenerator<SignatureRecord> {
  const ends = new Map(end?.heads.map(({ chain, position }) => [chain, position]));
  for await (const record of records) {
    if ('position' in record) summary.keyIds.add(record.keyId);
    if (end === null || !isLater(record, end, ends)) yield record;
    else if ('position' in record) summary.addLater(record.signedAt);
  }
}

function isLater(record: SignatureRecord, end: BackupEnd, ends: ReadonlyMap<string, number>): boolean {
  if ('position' in record) return record.position > (ends.get(record.chain) ?? 0);
  if ('month' in record && end.archived.has(record.month)) return false;
  return Date.parse(signingTimeOf(record)) > Date.parse(end.takenAt);
}
