import type { EntityManager } from 'typeorm';
import type { RowFault } from './row-fault.js';
import { plannedAnew } from './known-tips.js';

/** Staged row. */
export interface WaitingRow {
  readonly row: number;
  readonly id: string;
  /** Natural key, within the file and within the task force. */
  readonly key: string;
  /** Digest of the whole content, in hexadecimal digits. */
  readonly digest: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly parts: readonly Readonly<Record<string, unknown>>[];
}

/** Result of staging rows. */
export interface PutBy {
  readonly ready: number;
  /** Number of rows that repeat an earlier row with the same content. */
  readonly known: number;
  readonly faults: readonly RowFault[];
}

const stage = `
  INSERT INTO staging.import_rows (batch_id, row, id, natural_key, digest, record, parts)
  SELECT $1, r.row, r.id, r.key, decode(r.digest, 'hex'), r.record, r.parts
    FROM jsonb_to_recordset($2::jsonb) AS r (row integer, id uuid, key text, digest text, record jsonb, parts jsonb)
      ON CONFLICT DO NOTHING
  RETURNING row`;
const stagedBefore = `
  SELECT s.natural_key AS key, encode(s.digest, 'hex') AS digest FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.natural_key = ANY ($2::text[])`;
const enterFaults = `
  INSERT INTO staging.import_faults (batch_id, row, "column", detail)
  SELECT $1, f.row, f."column", f.detail FROM jsonb_to_recordset($2::jsonb) AS f (row integer, "column" text, detail text)`;

/** Stages rows until they are committed. A duplicate with other content is a fault in the column `knownBy`. */
export async function putBy(
  tx: EntityManager,
  batchId: string,
  fresh: readonly WaitingRow[],
  knownBy: string,
): Promise<PutBy> {
  const put = fresh.length === 0 ? [] : await tx.query<{ row: number }[]>(stage, [batchId, JSON.stringify(fresh)]);
  if (put.length === fresh.length) return { ready: put.length, known: 0, faults: [] };
  const there = new Set(put.map(({ row }) => row));
  const again = fresh.filter(({ row }) => !there.has(row));
  const before = await plannedAnew(tx, () =>
    tx.query<{ key: string; digest: string }[]>(stagedBefore, [batchId, again.map(({ key }) => key)]),
  );
  const digests = new Map(before.map(({ key, digest }) => [key, digest]));
  const other = again.filter(({ key, digest }) => digests.get(key) !== digest);
  const detail = 'is already in a row above, with other content';
  return {
    ready: put.length,
    known: again.length - other.length,
    faults: other.map(({ row }) => ({ row, column: knownBy, detail })),
  };
}

/** Stores the faults of rows until they are read. */
export async function keepFaults(tx: EntityManager, batchId: string, faults: readonly RowFault[]): Promise<void> {
  if (faults.length > 0) await tx.query(enterFaults, [batchId, JSON.stringify(faults)]);
}
