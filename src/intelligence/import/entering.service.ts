import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database, type Sequel } from '../../platform/database/database.js';
import { isId } from '../../platform/ids/ids.js';
import { willPass } from '../../platform/http/postgres-problems.js';
import type { Rest } from '../../platform/limits/work-shares.js';
import { Clock } from '../../platform/time/clock.js';
import type { RowFault } from './row-fault.js';
import { ImportBatch } from './import-batch.entity.js';
import { faultOfHeld, holdersAmong, knownAmong, otherContent, type AskedTip } from './known-tips.js';
import type { Came, Chunk } from './chunk.js';
import { rowsOfARecordLot } from './lots.js';
import { RowByRowService } from './row-by-row.service.js';
import { keepFaults } from './staging.js';

/** Number of complaint rows in a chunk. A chunk is one transaction with its records and its progress. */
const complaintsOfAChunk = 1000;

/**
 * Maximum number of attempts after transient errors, such as a conflict with another import or an unavailable database.
 */
const mostTries = 60;
const pauseMs = 1000;
const othersMs = 100;
/** Upper bound of row numbers. Empty lines have numbers too. */
const lastRow = 2_147_483_647;

/** Callback for the progress of an import. */
export type Entered = (batch: ImportBatch) => void;

/** Options of a commit: progress callback, abort signal, and number of workers. */
export interface HowEntered {
  readonly entered: Entered;
  readonly stopping: AbortSignal;
  readonly hands: number;
  /** Pause between two chunks. */
  readonly rest?: Rest;
}

/**
 * An advisory lock keeps workers off each other's chunks: a waiting worker would find nothing left. Exactly-once comes
 * from deleting the staged row in the same transaction.
 */
const takeChunk = `SELECT pg_try_advisory_xact_lock(hashtextextended('import ' || $1, $2)) AS taken`;
const nextStaged = `
  SELECT s.row FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 ORDER BY s.row LIMIT 1`;
/**
 * The whole content identifies a tip without a number, and no unique key covers that. Chunks with such tips are
 * serialized within a task force, so that each sees the tips of the one before.
 */
const inTurn = `
  SELECT CASE WHEN EXISTS (SELECT FROM staging.import_rows s
                            WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 AND s.record ->> 'external_reference' IS NULL)
              THEN pg_advisory_xact_lock(hashtext('import ' || auth.case_task_force())) END`;

const enterComplaints = `
  INSERT INTO app.complaints (id, task_force_id, agency_id, source, external_reference, type, mode, received_at, incident_at,
                              submitted_on, jurisdiction_state, jurisdiction_county, jurisdiction_city, narrative, state,
                              intake_digest, logged_at, version)
  SELECT s.id, (SELECT auth.case_task_force()), c.agency_id, c.source, c.external_reference, c.type, c.mode, c.received_at,
         c.incident_at, c.submitted_on, c.jurisdiction_state, c.jurisdiction_county, c.jurisdiction_city, c.narrative, 'received',
         s.digest, $4, 1
    FROM staging.import_rows s
   CROSS JOIN LATERAL jsonb_to_record(s.record) AS c (
           agency_id uuid, source text, external_reference text, type text, mode text, received_at timestamptz, incident_at timestamptz,
           submitted_on date, jurisdiction_state text, jurisdiction_county text, jurisdiction_city text, narrative text)
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3
     AND (c.external_reference IS NOT NULL
          OR NOT EXISTS (SELECT FROM app.complaints k
                          WHERE k.task_force_id = (SELECT auth.case_task_force()) AND k.external_reference IS NULL
                            AND k.intake_digest = s.digest AND k.agency_id = c.agency_id OFFSET 0))
   ORDER BY s.row
      ON CONFLICT DO NOTHING`;
const enterIdentifiers = `
  INSERT INTO app.identifiers (id, task_force_id, complaint_id, role, kind, platform, algorithm, raw, normalised, port, recorded_at,
                               version)
  SELECT i.id, c.task_force_id, c.id, i.role, i.kind, i.platform, i.algorithm, i.raw, i.normalised, i.port, $4, 1
    FROM staging.import_rows s
   CROSS JOIN LATERAL (SELECT k.id, k.task_force_id FROM app.complaints k WHERE k.id = s.id OFFSET 0) c
   CROSS JOIN LATERAL jsonb_to_recordset(s.parts) AS i (
           id uuid, role text, kind text, platform text, algorithm text, raw text, normalised text, port integer)
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3`;
const notEntered = `
  SELECT s.row, encode(s.digest, 'hex') AS digest, s.record ->> 'source' AS source,
         s.record ->> 'external_reference' AS "externalReference", s.record ->> 'agency_id' AS "agencyId"
    FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 AND NOT EXISTS (SELECT FROM app.complaints c WHERE c.id = s.id OFFSET 0)`;
const unstage = `
  WITH gone AS (DELETE FROM staging.import_rows s WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 RETURNING 1)
  SELECT count(*) AS staged FROM gone`;

/** Result of a worker's turn: the import, the last row it has examined, and whether it committed a chunk. */
interface Turn {
  readonly batch: ImportBatch;
  readonly upTo: number;
  readonly hasEntered: boolean;
}

/**
 * Commits the staged rows of an import, chunk by chunk. Each chunk is a transaction of the session that requested the
 * commit. It inserts the records, deletes the staged rows and updates the counts. After a crash the staged rows are the
 * remaining work, for any worker.
 */
@Injectable()
export class EnteringService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rowByRow: RowByRowService,
  ) {}

  /**
   * Commits chunks until the end, or until the signal aborts. Several callers may commit the same import, because each
   * chunk has one worker.
   */
  async enter(sequel: Sequel, batchId: string, { entered, stopping, hands, rest }: HowEntered): Promise<void> {
    const failing = new AbortController();
    const how = { ...(rest ? { rest } : {}), entered, stopping: AbortSignal.any([stopping, failing.signal]) };
    const atWork = Array.from({ length: hands }, () =>
      this.withOneHand(sequel, batchId, how).catch((fault: unknown) => {
        failing.abort();
        throw fault;
      }),
    );
    // After a failure the other workers finish their chunk before it is reported.
    await Promise.allSettled(atWork);
    await Promise.all(atWork);
  }

  private async withOneHand(
    sequel: Sequel,
    batchId: string,
    { entered, stopping, rest }: Omit<HowEntered, 'hands'>,
  ): Promise<void> {
    let after = 0;
    while (!stopping.aborted) {
      const began = performance.now();
      const { batch, upTo, hasEntered } = await this.patiently(stopping, () =>
        this.database.afterwards(sequel, (actor) => this.turn(actor, batchId, after)),
      );
      entered(batch);
      if (batch.state !== 'committing') return;
      // Other workers have the remaining chunks. These are committed soon, or free again after a failure.
      if (!hasEntered && after === 0) await wait(othersMs);
      after = hasEntered ? upTo : 0;
      await rest?.(performance.now() - began);
    }
  }

  /**
   * Retries transient errors. A chunk with an unknown commit result is retried too: after a successful commit none of
   * its rows is staged.
   */
  private async patiently<T>(stopping: AbortSignal, work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (fault) {
        if (!willPass(fault) || tries === mostTries || stopping.aborted) throw fault;
        await wait(pauseMs);
      }
    }
  }

  /** Commits the first free chunk after a row. Ends the import if no row is staged. */
  private turn(actor: Actor, batchId: string, after: number): Promise<Turn> {
    return this.database.change(actor, { action: 'import.entered' }, async (tx) => {
      const batch = await tx.findOneByOrFail(ImportBatch, { id: batchId });
      if (batch.state !== 'committing') return { batch, upTo: after, hasEntered: false };
      const chunk = await takenAfter(tx, batch, after);
      if (chunk) {
        const came = await this.entered(actor, batch, chunk);
        const counted = await this.counted(actor, batchId, (one) => {
          one.goOn(came);
        });
        return { batch: counted, upTo: chunk.upTo, hasEntered: true };
      }
      if ((await nextRow(tx, batchId, 0)) !== null) return { batch, upTo: 0, hasEntered: false };
      const ended = await this.counted(actor, batchId, (one) => {
        one.end(this.clock.now());
      });
      return { batch: ended, upTo: 0, hasEntered: false };
    });
  }

  private entered(actor: Actor, batch: ImportBatch, chunk: Chunk): Promise<Came> {
    const tx = this.database.managerOf(actor);
    return batch.kind === 'complaints' ? this.enterChunk(tx, chunk) : this.rowByRow.enter(actor, batch, chunk);
  }

  /**
   * Updates the counts at the end of the transaction. The row lock is short, so other workers update the import in
   * between.
   */
  private counted(actor: Actor, id: string, count: (batch: ImportBatch) => void): Promise<ImportBatch> {
    // The use cases of single rows have set their own action names of the trail.
    return this.database.change(actor, { action: 'import.entered' }, async (tx) => {
      const batch = await tx.findOneOrFail(ImportBatch, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (batch.state !== 'committing') return batch;
      count(batch);
      return tx.save(batch);
    });
  }

  private async enterChunk(tx: EntityManager, { batchId, after, upTo }: Chunk): Promise<Came> {
    await tx.query(inTurn, [batchId, after, upTo]);
    const inChunk = ofChunk({ batchId, after, upTo }, this.clock.now());
    await tx.query(inChunk(enterComplaints));
    await tx.query(inChunk(enterIdentifiers));
    const left = await tx.query<AskedTip[]>(inChunk(notEntered));
    const faults = left.length === 0 ? [] : await faultsOf(tx, left);
    await keepFaults(tx, batchId, faults);
    const [gone] = await tx.query<{ staged: number }[]>(inChunk(unstage));
    const staged = gone?.staged ?? 0;
    return { logged: staged - left.length, known: left.length - faults.length, faulty: faults.length };
  }
}

/** Locks the first free chunk with staged rows after a row. The row number determines its chunk. */
async function takenAfter(tx: EntityManager, { id: batchId, kind }: ImportBatch, after: number): Promise<Chunk | null> {
  const rowsOfAChunk = kind === 'complaints' ? complaintsOfAChunk : rowsOfARecordLot;
  for (let row = await nextRow(tx, batchId, after); row !== null;) {
    const number = Math.ceil(row / rowsOfAChunk);
    const chunk = { batchId, after: (number - 1) * rowsOfAChunk, upTo: number * rowsOfAChunk };
    const [lock] = await tx.query<{ taken: boolean }[]>(takeChunk, [batchId, number]);
    // Another worker may have committed it between the two queries.
    if (lock?.taken === true && (await nextRow(tx, batchId, chunk.after, chunk.upTo)) !== null) return chunk;
    row = await nextRow(tx, batchId, chunk.upTo);
  }
  return null;
}

async function nextRow(tx: EntityManager, batchId: string, after: number, upTo = lastRow): Promise<number | null> {
  const [next] = await tx.query<{ row: number }[]>(nextStaged, [batchId, after, upTo]);
  return next?.row ?? null;
}

/**
 * Returns a function that writes the chunk's values into a statement, so that Postgres makes a new plan. A cached plan
 * may date from almost empty tables, and would scan all of them for each row. The values are an id, two numbers and an
 * instant from the tracker itself.
 */
function ofChunk({ batchId, after, upTo }: Chunk, now: Date): (statement: string) => string {
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
async function faultsOf(tx: EntityManager, left: readonly AskedTip[]): Promise<readonly RowFault[]> {
  const found = await knownAmong(tx, left);
  const unseen = left.filter(({ row }) => !found.has(row));
  const holders = await holdersAmong(tx, unseen);
  return left.flatMap(({ row }) => {
    const is = found.get(row);
    if (is === 'same') return [];
    return [
      { row, column: 'externalReference', detail: is === 'other' ? otherContent : faultOfHeld(holders.get(row)) },
    ];
  });
}
