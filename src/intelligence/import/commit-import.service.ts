import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database, type SessionHandle } from '../../platform/database/database.js';
import { isId } from '../../platform/ids/ids.js';
import { isTransient } from '../../platform/http/postgres-problems.js';
import type { Pause } from '../../platform/limits/fair-scheduler.js';
import { Clock } from '../../platform/time/clock.js';
import { toRowFault, type RowFault } from './row-fault.js';
import { ImportBatch } from './import-batch.entity.js';
import { describeHolder, describeMismatch, findHolders, findKnownTips, type CandidateTip } from './known-tips.js';
import type { ChunkResult, Chunk } from './chunk.js';
import { recordChunkSize } from './row-chunks.js';
import { RecordRowsService } from './record-rows.service.js';
import { storeFaults } from './staging.js';

/** Number of complaint rows in a chunk. A chunk is one transaction with its records and its progress. */
const complaintChunkSize = 1000;

/**
 * Maximum number of attempts after transient errors, such as a conflict with another import or an unavailable database.
 */
const maxAttempts = 60;
const retryDelayMs = 1000;
const busyDelayMs = 100;
/** Upper bound of row numbers. Empty lines have numbers too. */
const maxRow = 2_147_483_647;

export type ProgressCallback = (batch: ImportBatch) => void;

export interface CommitOptions {
  readonly onProgress: ProgressCallback;
  readonly stopping: AbortSignal;
  readonly concurrency: number;
  /** Pause between two chunks. */
  readonly pause?: Pause;
}

/**
 * An advisory lock keeps workers off each other's chunks: a waiting worker would find nothing left. Exactly-once comes
 * from deleting the staged row in the same transaction.
 */
const tryLockChunk = `SELECT pg_try_advisory_xact_lock(hashtextextended('import ' || $1, $2)) AS taken`;
const selectNextStaged = `
  SELECT s.row FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 ORDER BY s.row LIMIT 1`;
/**
 * The whole content identifies a tip without a number, and no unique key covers that. Chunks with such tips are
 * serialized within a task force, so that each sees the tips of the one before.
 */
const lockUnnumberedTips = `
  SELECT CASE WHEN EXISTS (SELECT FROM staging.import_rows s
                            WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 AND s.record ->> 'external_reference' IS NULL)
              THEN pg_advisory_xact_lock(hashtext('import ' || auth.case_task_force())) END`;

const insertComplaints = `
  INSERT INTO app.complaints (id, task_force_id, agency_id, source, external_reference, agency_case_number, type, mode, received_at,
                              received_precision, incident_at, incident_precision, reported_to_ncmec_at, ncmec_class,
                              jurisdiction_state, jurisdiction_county, jurisdiction_city, narrative, state, disposition, state_since, intake_digest,
                              logged_at, version)
  SELECT s.id, (SELECT auth.case_task_force()), c.agency_id, c.source, c.external_reference, c.agency_case_number, c.type, c.mode,
         c.received_at, c.received_precision, c.incident_at, c.incident_precision, c.reported_to_ncmec_at, c.ncmec_class, c.jurisdiction_state,
         c.jurisdiction_county, c.jurisdiction_city, c.narrative, CASE WHEN c.disposition IS NULL THEN 'received' ELSE 'closed' END,
         c.disposition, c.closed_at, s.digest, $4, 1
    FROM staging.import_rows s
   CROSS JOIN LATERAL jsonb_to_record(s.record) AS c (
           agency_id uuid, source text, external_reference text, agency_case_number text, type text, mode text, received_at timestamptz,
           received_precision text, incident_at timestamptz, incident_precision text, reported_to_ncmec_at timestamptz,
           ncmec_class text, jurisdiction_state text, jurisdiction_county text, jurisdiction_city text, narrative text, disposition text,
           closed_at timestamptz)
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3
     AND (c.external_reference IS NOT NULL
          OR NOT EXISTS (SELECT FROM app.complaints k
                          WHERE k.task_force_id = (SELECT auth.case_task_force()) AND k.external_reference IS NULL
                            AND k.intake_digest = s.digest AND k.agency_id = c.agency_id OFFSET 0))
   ORDER BY s.row
      ON CONFLICT DO NOTHING`;
const insertIdentifiers = `
  INSERT INTO app.identifiers (id, task_force_id, complaint_id, role, kind, platform, algorithm, raw, normalised, port, recorded_at,
                               version)
  SELECT i.id, c.task_force_id, c.id, i.role, i.kind, i.platform, i.algorithm, i.raw, i.normalised, i.port, $4, 1
    FROM staging.import_rows s
   CROSS JOIN LATERAL (SELECT k.id, k.task_force_id FROM app.complaints k WHERE k.id = s.id OFFSET 0) c
   CROSS JOIN LATERAL jsonb_to_recordset(s.parts) AS i (
           id uuid, role text, kind text, platform text, algorithm text, raw text, normalised text, port integer)
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3`;
/** The preparer of the import proposed each disposition, and its committer decided. The day is that of the log. */
const insertDispositions = `
  INSERT INTO app.dispositions (id, task_force_id, complaint_id, code, narrative, proposed_by, disposed_by, disposed_at)
  SELECT d.disposition_id, c.task_force_id, c.id, d.disposition, 'Closed before the import.', b.started_by, b.committed_by, d.closed_at
    FROM staging.import_rows s
    JOIN app.import_batches b ON b.id = s.batch_id
   CROSS JOIN LATERAL jsonb_to_record(s.record) AS d (disposition_id uuid, disposition text, closed_at timestamptz)
   CROSS JOIN LATERAL (SELECT k.id, k.task_force_id FROM app.complaints k WHERE k.id = s.id OFFSET 0) c
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 AND d.disposition IS NOT NULL`;
const selectNotInserted = `
  SELECT s.row, encode(s.digest, 'hex') AS digest, s.record ->> 'source' AS source,
         s.record ->> 'external_reference' AS "externalReference", s.record ->> 'agency_id' AS "agencyId",
         s.record ->> 'disposition' AS disposition
    FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 AND NOT EXISTS (SELECT FROM app.complaints c WHERE c.id = s.id OFFSET 0)`;
const deleteStaged = `
  WITH gone AS (DELETE FROM staging.import_rows s WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 RETURNING 1)
  SELECT count(*) AS staged FROM gone`;

/** Result of a worker's turn: the import, the last row it has examined, and whether it committed a chunk. */
interface WorkerStep {
  readonly batch: ImportBatch;
  readonly upTo: number;
  readonly hasEntered: boolean;
}

/**
 * Commits the staged rows of an import, chunk by chunk, each in a transaction of the session that requested the commit. After a crash the
 * staged rows are the remaining work, for any worker.
 */
@Injectable()
export class CommitImportService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly recordRows: RecordRowsService,
  ) {}

  /**
   * Commits chunks until the end, or until the signal aborts. Several callers may commit the same import, because each
   * chunk has one worker.
   */
  async commit(
    handle: SessionHandle,
    batchId: string,
    { onProgress, stopping, concurrency, pause }: CommitOptions,
  ): Promise<void> {
    const failure = new AbortController();
    const options = { ...(pause ? { pause } : {}), onProgress, stopping: AbortSignal.any([stopping, failure.signal]) };
    const workers = Array.from({ length: concurrency }, () =>
      this.runWorker(handle, batchId, options).catch((fault: unknown) => {
        failure.abort();
        throw fault;
      }),
    );
    // After a failure the other workers finish their chunk before it is reported.
    await Promise.allSettled(workers);
    await Promise.all(workers);
  }

  private async runWorker(
    handle: SessionHandle,
    batchId: string,
    { onProgress, stopping, pause }: Omit<CommitOptions, 'concurrency'>,
  ): Promise<void> {
    let after = 0;
    while (!stopping.aborted) {
      const began = performance.now();
      const { batch, upTo, hasEntered } = await this.retryTransient(stopping, () =>
        this.database.runInNewTransaction(handle, (actor) => this.processNextChunk(actor, batchId, after)),
      );
      onProgress(batch);
      if (batch.state !== 'committing') return;
      // Other workers have the remaining chunks. These are committed soon, or free again after a failure.
      if (!hasEntered && after === 0) await wait(busyDelayMs);
      after = hasEntered ? upTo : 0;
      await pause?.(performance.now() - began);
    }
  }

  /**
   * Retries transient errors. A chunk with an unknown commit result is retried too: after a successful commit none of
   * its rows is staged.
   */
  private async retryTransient<T>(stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await work();
      } catch (fault) {
        if (!isTransient(fault) || attempts === maxAttempts || stopping.aborted) throw fault;
        await wait(retryDelayMs);
      }
    }
  }

  /** Commits the first free chunk after a row. Ends the import if no row is staged. */
  private processNextChunk(actor: Actor, batchId: string, after: number): Promise<WorkerStep> {
    return this.database.change(actor, { action: 'record.imported' }, async (tx) => {
      const batch = await tx.findOneByOrFail(ImportBatch, { id: batchId });
      if (batch.state !== 'committing') return { batch, upTo: after, hasEntered: false };
      const chunk = await claimNextChunk(tx, batch, after);
      if (chunk) {
        const result = await this.commitChunk(actor, batch, chunk);
        const counted = await this.updateCounts(actor, batchId, (one) => {
          one.addChunkResult(result);
        });
        return { batch: counted, upTo: chunk.upTo, hasEntered: true };
      }
      if ((await findNextRow(tx, batchId, 0)) !== null) return { batch, upTo: 0, hasEntered: false };
      const ended = await this.updateCounts(actor, batchId, (one) => {
        one.end(this.clock.now());
      });
      return { batch: ended, upTo: 0, hasEntered: false };
    });
  }

  private commitChunk(actor: Actor, batch: ImportBatch, chunk: Chunk): Promise<ChunkResult> {
    const tx = this.database.managerOf(actor);
    return batch.kind === 'complaints'
      ? this.commitComplaints(tx, batch, chunk)
      : this.recordRows.commit(actor, batch, chunk);
  }

  /**
   * Updates the counts at the end of the transaction. The row lock is short, so other workers update the import in
   * between.
   */
  private updateCounts(actor: Actor, id: string, count: (batch: ImportBatch) => void): Promise<ImportBatch> {
    // The use cases of single rows have set their own action names of the trail.
    return this.database.change(actor, { action: 'record.imported' }, async (tx) => {
      const batch = await tx.findOneOrFail(ImportBatch, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (batch.state !== 'committing') return batch;
      count(batch);
      return tx.save(batch);
    });
  }

  private async commitComplaints(
    tx: EntityManager,
    { closing }: ImportBatch,
    { batchId, after, upTo }: Chunk,
  ): Promise<ChunkResult> {
    await tx.query(lockUnnumberedTips, [batchId, after, upTo]);
    const bind = bindChunk({ batchId, after, upTo }, this.clock.now());
    await tx.query(bind(insertComplaints));
    await tx.query(bind(insertIdentifiers));
    if (closing > 0) await tx.query(bind(insertDispositions));
    const notInserted = await tx.query<CandidateTip[]>(bind(selectNotInserted));
    const faults = notInserted.length === 0 ? [] : await findFaults(tx, notInserted);
    await storeFaults(tx, batchId, faults);
    const [deleted] = await tx.query<{ staged: number }[]>(bind(deleteStaged));
    const staged = deleted?.staged ?? 0;
    return { logged: staged - notInserted.length, known: notInserted.length - faults.length, faulty: faults.length };
  }
}

/** Locks the first free chunk with staged rows after a row. Chunks of complaints are committed in any order, all others in turn. */
async function claimNextChunk(
  tx: EntityManager,
  { id: batchId, kind }: ImportBatch,
  after: number,
): Promise<Chunk | null> {
  const chunkSize = kind === 'complaints' ? complaintChunkSize : recordChunkSize;
  for (let row = await findNextRow(tx, batchId, after); row !== null;) {
    const number = Math.ceil(row / chunkSize);
    const chunk = { batchId, after: (number - 1) * chunkSize, upTo: number * chunkSize };
    const [lock] = await tx.query<{ taken: boolean }[]>(tryLockChunk, [batchId, number]);
    // Another worker may have committed it between the two queries.
    if (lock?.taken === true && (await findNextRow(tx, batchId, chunk.after, chunk.upTo)) !== null) return chunk;
    // A record may depend on rows above it, so the chunks of records are committed in order.
    if (lock?.taken !== true && kind !== 'complaints') return null;
    row = await findNextRow(tx, batchId, chunk.upTo);
  }
  return null;
}

async function findNextRow(tx: EntityManager, batchId: string, after: number, upTo = maxRow): Promise<number | null> {
  const [next] = await tx.query<{ row: number }[]>(selectNextStaged, [batchId, after, upTo]);
  return next?.row ?? null;
}

/**
 * Returns a function that writes the chunk's values into a statement, since a cached plan may date from almost empty tables. The values are
 * an id, two numbers and an instant from the tracker itself.
 */
function bindChunk({ batchId, after, upTo }: Chunk, now: Date): (statement: string) => string {
  if (!isId(batchId) || !Number.isSafeInteger(after) || !Number.isSafeInteger(upTo))
    throw new Error('An import chunk has a batch id or row numbers that are not valid');
  return (statement) =>
    statement
      .replaceAll('$1', `'${batchId}'::uuid`)
      .replaceAll('$2', String(after))
      .replaceAll('$3', String(upTo))
      .replaceAll('$4', `'${now.toISOString()}'::timestamptz`);
}

/**
 * Returns the faults of rows that were not committed: the seat has the tip with other content, or another agency holds
 * it.
 */
async function findFaults(tx: EntityManager, notInserted: readonly CandidateTip[]): Promise<readonly RowFault[]> {
  const found = await findKnownTips(tx, notInserted);
  const unseen = notInserted.filter(({ row }) => !found.has(row));
  const holders = await findHolders(tx, unseen);
  return notInserted.flatMap(({ row }) => {
    const match = found.get(row);
    if (match === 'same') return [];
    return [
      toRowFault(
        row,
        match === undefined
          ? { column: 'externalReference', detail: describeHolder(holders.get(row)) }
          : describeMismatch(match),
      ),
    ];
  });
}
