import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database, type Sequel } from '../../platform/database/database.js';
import { FileReader } from '../../platform/files/file-reader.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Rest } from '../../platform/limits/work-shares.js';
import { Clock } from '../../platform/time/clock.js';
import { homeZone } from './home-zone.js';
import type { FileSum, ImportBatch, RowCounts } from './import-batch.entity.js';
import { mostFaultsKept, mostRows } from './import.words.js';
import { knownAmong, otherContent } from './known-tips.js';
import { agenciesIn } from './named-agencies.js';
import { rowProgram, type ComplaintLot, type RecordLot } from './read-rows.js';
import type { RowFault } from './row-fault.js';
import { RowByRowService, type SettledLot } from './row-by-row.service.js';
import { keepFaults, putBy, type WaitingRow } from './staging.js';

/** Time limit. The largest file takes some forty seconds of a thread. */
const maxSeconds = 180;

/** Options of a validation. */
export interface Watched {
  /** Callback with the number of rows validated so far. */
  readonly progress?: (rows: number) => void;
  /** Signal that aborts when the file is no longer needed. */
  readonly left?: AbortSignal;
  /** Pause between two chunks. */
  readonly rest?: Rest;
}

/**
 * Validates a file as it arrives, by the rules of a single record. A valid row is staged as it will be committed, and
 * the faults of other rows are stored. Each chunk has its own transaction, so no connection waits for the file.
 */
@Injectable()
export class LookingThroughService {
  constructor(
    private readonly database: Database,
    private readonly files: FileReader,
    private readonly rowByRow: RowByRowService,
    private readonly clock: Clock,
  ) {}

  /** Validates a file. Rejects a file of another format (422). */
  async lookThrough(
    sequel: Sequel,
    batch: ImportBatch,
    bytes: AsyncIterable<Buffer>,
    { progress = () => undefined, left, rest }: Watched = {},
  ): Promise<{ readonly sum: FileSum; readonly counts: RowCounts }> {
    const { kind, format, mapping, leavesOutOther } = batch;
    if (format === null) throw new Error(`Import batch ${batch.id} has no file format`);
    // Rows are read with the seat of the first session read. Each chunk checks the session again.
    const { actor, agencies, zone } = await this.database.afterwards(sequel, async (begun) => ({
      actor: begun,
      ...(await this.database.read(begun, async (tx) => ({
        agencies: await agenciesIn(tx),
        zone: await homeZone(tx),
      }))),
    }));
    const summed = new SummedBytes(bytes);
    const settings = {
      kind,
      format,
      mapping,
      leavesOutOther,
      agencies,
      zone,
      actor: { seat: actor.seat },
      now: this.clock.now(),
    };
    const counts = await this.go(
      sequel,
      batch,
      this.files.read(rowProgram, settings, summed, {
        maxSeconds,
        ...(left ? { left } : {}),
        ...(rest ? { rest } : {}),
      }),
      { progress, rest },
    );
    return { sum: summed.sum(), counts };
  }

  private async go(
    sequel: Sequel,
    batch: ImportBatch,
    lots: AsyncIterable<ComplaintLot | RecordLot>,
    { progress, rest }: { readonly progress: (rows: number) => void; readonly rest: Rest | undefined },
  ): Promise<RowCounts> {
    const counts = { rows: 0, ready: 0, known: 0, faulty: 0 };
    let faultsKept = 0;
    const put = async (lot: ComplaintLot | RecordLot): Promise<void> => {
      const began = performance.now();
      const came = await this.database.afterwards(sequel, async (actor) => {
        const settled = await this.settle(actor, batch, lot);
        const kept = settled.faults.slice(0, mostFaultsKept - faultsKept);
        await keepFaults(this.database.managerOf(actor), batch.id, kept);
        return settled;
      });
      faultsKept = Math.min(mostFaultsKept, faultsKept + came.faults.length);
      counts.rows += came.rows;
      counts.ready += came.ready;
      counts.known += came.known;
      counts.faulty += came.faulty;
      progress(counts.rows);
      await rest?.(performance.now() - began);
    };
    // Postgres stages a chunk while the next is read.
    let putting: Promise<void> = Promise.resolve();
    try {
      for await (const lot of lots) {
        await putting;
        if (counts.rows + rowsIn(lot) > mostRows) throw InvalidInput.at('', `must hold at most ${mostRows} rows`);
        putting = put(lot);
        // The next await reports the error. Until then this handler prevents an unhandled rejection.
        putting.catch(() => undefined);
      }
    } finally {
      await putting;
    }
    return counts;
  }

  private settle(actor: Actor, batch: ImportBatch, lot: ComplaintLot | RecordLot): Promise<SettledLot> {
    if (lot.of === 'records') return this.rowByRow.lookThrough(actor, batch, lot.rows);
    return settle(this.database.managerOf(actor), batch.id, lot);
  }
}

function rowsIn(lot: ComplaintLot | RecordLot): number {
  return lot.of === 'records' ? lot.rows.length : lot.rows;
}

/**
 * Stages the rows that are new to the seat. Separates known rows, here or earlier in the file, from those with other
 * content. Tips of other agencies are not read before the commit.
 */
async function settle(
  tx: EntityManager,
  batchId: string,
  { rows, waiting: read, faults }: ComplaintLot,
): Promise<SettledLot> {
  const found = await knownAmong(tx, read.map(askedOf));
  const wrong: RowFault[] = [...faults];
  let known = 0;
  const fresh: WaitingRow[] = [];
  for (const tip of read) {
    const is = found.get(tip.row);
    if (is === undefined) fresh.push(tip);
    else if (is === 'same') known += 1;
    else wrong.push({ row: tip.row, column: 'externalReference', detail: otherContent });
  }
  const put = await putBy(tx, batchId, fresh, 'externalReference');
  known += put.known;
  const counts = { rows, ready: put.ready, known, faulty: rows - put.ready - known };
  return { ...counts, faults: [...wrong, ...put.faults] };
}

function askedOf({ row, digest, record }: WaitingRow) {
  const { source, external_reference, agency_id } = record as {
    readonly source: string;
    readonly external_reference: string | null;
    readonly agency_id: string;
  };
  return { row, digest, source, externalReference: external_reference, agencyId: agency_id };
}

/** Stream of bytes, and their hash and size after it has ended. */
class SummedBytes implements AsyncIterable<Buffer> {
  private readonly hash = createHash('sha256');
  private count = 0;

  constructor(private readonly bytes: AsyncIterable<Buffer>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    for await (const chunk of this.bytes) {
      this.hash.update(chunk);
      this.count += chunk.length;
      yield chunk;
    }
  }

  sum(): FileSum {
    return { fileDigest: this.hash.digest(), fileBytes: this.count };
  }
}
