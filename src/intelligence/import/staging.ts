import type { EntityManager } from 'typeorm';
import { toRowFault, type RowFault } from './row-fault.js';
import { withCustomPlans } from './known-tips.js';

export interface StagedRow {
  readonly row: number;
  readonly id: string;
  /** Natural key, within the file and within the task force. */
  readonly key: string;
  /** Digest of the whole content, in hexadecimal digits. */
  readonly digest: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly parts: readonly Readonly<Record<string, unknown>>[];
}

/** Row that is ready to be staged: its keys, and all of it as JSON. Such a text crosses threads and the connection unparsed. */
export interface ReadyRow extends Pick<StagedRow, 'row' | 'key' | 'digest'> {
  readonly json: string;
}

export interface StagingResult {
  readonly ready: number;
  /** Number of rows that repeat an earlier row with the same content. */
  readonly known: number;
  readonly faults: readonly RowFault[];
  /** Rows that were not staged, because an earlier row has their natural key. */
  readonly repeated: ReadonlySet<number>;
}

const insertRows = `
  INSERT INTO staging.import_rows (batch_id, row, id, natural_key, digest, record, parts)
  SELECT $1, r.row, r.id, r.key, decode(r.digest, 'hex'), r.record, r.parts
    FROM jsonb_to_recordset($2::jsonb) AS r (row integer, id uuid, key text, digest text, record jsonb, parts jsonb)
      ON CONFLICT DO NOTHING
  RETURNING row`;
const selectStaged = `
  SELECT s.natural_key AS key, encode(s.digest, 'hex') AS digest FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.natural_key = ANY ($2::text[])`;
const insertFaults = `
  INSERT INTO staging.import_faults (batch_id, row, "column", detail, is_warning)
  SELECT $1, f.row, f."column", f.detail, f."isWarning"
    FROM jsonb_to_recordset($2::jsonb) AS f (row integer, "column" text, detail text, "isWarning" boolean)`;

const deletedAtOnce = 5000;
const deleteSome = `
  WITH rows AS (DELETE FROM staging.import_rows WHERE batch_id = $1 AND row IN (
         SELECT s.row FROM staging.import_rows s WHERE s.batch_id = $1 LIMIT ${deletedAtOnce}) RETURNING 1),
       faults AS (DELETE FROM staging.import_faults WHERE batch_id = $1 AND row IN (
         SELECT s.row FROM staging.import_faults s WHERE s.batch_id = $1 LIMIT ${deletedAtOnce}) RETURNING 1)
  SELECT (SELECT count(*) FROM rows) + (SELECT count(*) FROM faults) AS deleted`;

/** Returns a row as it is sent to Postgres. */
export function toReadyRow(staged: StagedRow): ReadyRow {
  const { row, key, digest } = staged;
  return { row, key, digest, json: JSON.stringify(staged) };
}

/** Stages rows until they are committed. A duplicate with other content is a fault in the column `duplicateColumn`. */
export async function stageRows(
  tx: EntityManager,
  batchId: string,
  newRows: readonly ReadyRow[],
  duplicateColumn: string,
): Promise<StagingResult> {
  const json = `[${newRows.map((row) => row.json).join(',')}]`;
  const inserted = newRows.length === 0 ? [] : await tx.query<{ row: number }[]>(insertRows, [batchId, json]);
  if (inserted.length === newRows.length) return { ready: inserted.length, known: 0, faults: [], repeated: new Set() };
  const insertedRows = new Set(inserted.map(({ row }) => row));
  const duplicates = newRows.filter(({ row }) => !insertedRows.has(row));
  const earlier = await withCustomPlans(tx, () =>
    tx.query<{ key: string; digest: string }[]>(selectStaged, [batchId, duplicates.map(({ key }) => key)]),
  );
  const digests = new Map(earlier.map(({ key, digest }) => [key, digest]));
  const conflicting = duplicates.filter(({ key, digest }) => digests.get(key) !== digest);
  const detail = 'is already in a row above, with other content';
  return {
    ready: inserted.length,
    repeated: new Set(duplicates.map(({ row }) => row)),
    known: duplicates.length - conflicting.length,
    faults: conflicting.map(({ row }) => toRowFault(row, { column: duplicateColumn, detail })),
  };
}

/** Whether a row with that natural key is staged. */
export async function isStaged(tx: EntityManager, batchId: string, key: string): Promise<boolean> {
  const found = await withCustomPlans(tx, () => tx.query<unknown[]>(selectStaged, [batchId, [key]]));
  return found.length > 0;
}

/** Stores the faults of rows until they are read. */
export async function storeFaults(tx: EntityManager, batchId: string, faults: readonly RowFault[]): Promise<void> {
  if (faults.length > 0) await tx.query(insertFaults, [batchId, JSON.stringify(faults)]);
}

/** Deletes some staged rows and faults of an import. Returns their number. */
export async function deleteStaged(tx: EntityManager, batchId: string): Promise<number> {
  const [result] = await tx.query<{ deleted: number }[]>(deleteSome, [batchId]);
  return Number(result?.deleted);
}
