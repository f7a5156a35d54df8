import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { Database, type SessionHandle } from '../../platform/database/database.js';
import { FileReader, type FileBudget } from '../../platform/files/file-reader.js';
import { InvalidInput } from '../../platform/http/problems.js';
import type { Pause } from '../../platform/limits/fair-scheduler.js';
import { Clock } from '../../platform/time/clock.js';
import { readTimezone } from './task-force-timezone.js';
import type { FileChecksum, ImportBatch, RowCounts } from './import-batch.entity.js';
import { maxStoredFaults, maxRows, type ImportFormat } from './import.enums.js';
import { describeMismatch, findKnownTips } from './known-tips.js';
import { readAgencyIds } from './resolve-agency.js';
import type { FileLayout } from './file-row.js';
import type { ComplaintChunk, ReadyTip, RecordChunk, RowPart } from './row-parts.js';
import { rowProgram } from './read-rows.js';
import { toRowFault, type RowFault } from './row-fault.js';
import { RecordRowsService, type ValidatedChunk } from './record-rows.service.js';
import { deleteStaged, storeFaults, stageRows } from './staging.js';

/**
 * Time of a thread that reads a file. The largest takes some forty seconds of a fast core. The limit of a text grows
 * with the bytes that were read, so a slow machine reads it to its end, and a small one cannot take long.
 */
const budgets: Readonly<Record<ImportFormat, FileBudget>> = {
  csv: { maxSeconds: 30, maxSecondsPerMegabyte: 10 },
  ndjson: { maxSeconds: 30, maxSecondsPerMegabyte: 10 },
  xlsx: { maxSeconds: 180 },
};

export interface ValidationOptions {
  readonly progress?: (rows: number) => void;
  /** Reader of an upload. */
  readonly reader?: FileReader;
  /** Pause between two chunks. */
  readonly pause?: Pause;
}

/**
 * Validates a file as it arrives, by the rules of a single record, and stages the valid rows. Each chunk has its own transaction, so no
 * connection waits for the file.
 */
@Injectable()
export class ValidateImportService {
  constructor(
    private readonly database: Database,
    private readonly files: FileReader,
    private readonly recordRows: RecordRowsService,
    private readonly clock: Clock,
  ) {}

  /** Validates a file. Rejects a file of another format (422). */
  async validate(
    handle: SessionHandle,
    batch: ImportBatch,
    bytes: AsyncIterable<Buffer>,
    { progress = () => undefined, reader = this.files, pause }: ValidationOptions = {},
  ): Promise<{ readonly checksum: FileChecksum; readonly counts: RowCounts; readonly layout: FileLayout }> {
    const { kind, format, mapping, constants, translations, headRow, leavesOutOther } = batch;
    if (format === null) throw new Error(`Import batch ${batch.id} has no file format`);
    // Rows are read with the seat of the first session read. Each chunk checks the session again.
    const { actor, agencies, zone } = await this.database.runInNewTransaction(handle, async (begun) => ({
      actor: begun,
      ...(await this.database.read(begun, async (tx) => ({
        agencies: await readAgencyIds(tx),
        zone: await readTimezone(tx),
      }))),
    }));
    await this.deleteEarlier(handle, batch.id);
    const hashedBytes = new HashedBytes(bytes);
    const settings = {
      kind,
      format,
      ...{ mapping, constants, translations, headRow, leavesOutOther },
      agencies,
      zone,
      actor: { seat: actor.seat },
      now: this.clock.now(),
    };
    const { counts, layout } = await this.stageChunks(
      handle,
      batch,
      reader.read(rowProgram, settings, hashedBytes, budgets[format]),
      { progress, pause },
    );
    return { checksum: hashedBytes.checksum(), counts, layout };
  }

  /** Deletes the rows and faults of an earlier file, which failed. */
  private async deleteEarlier(handle: SessionHandle, batchId: string): Promise<void> {
    let deleted: number;
    do {
      deleted = await this.database.runInNewTransaction(handle, (actor) =>
        deleteStaged(this.database.managerOf(actor), batchId),
      );
    } while (deleted > 0);
  }

  private async stageChunks(
    handle: SessionHandle,
    batch: ImportBatch,
    parts: AsyncIterable<RowPart>,
    { progress, pause }: { readonly progress: (rows: number) => void; readonly pause: Pause | undefined },
  ): Promise<{ readonly counts: RowCounts; readonly layout: FileLayout }> {
    const counts = { rows: 0, ready: 0, known: 0, faulty: 0, warnings: 0, closing: 0 };
    let layout: FileLayout = { headRow: null, separator: null };
    let storedFaults = 0;
    const put = async (chunk: ComplaintChunk | RecordChunk): Promise<void> => {
      const began = performance.now();
      const result = await this.database.runInNewTransaction(handle, async (actor) => {
        const validated = await this.stageChunk(actor, batch, chunk);
        const storable = validated.faults.slice(0, maxStoredFaults - storedFaults);
        await storeFaults(this.database.managerOf(actor), batch.id, storable);
        return validated;
      });
      storedFaults = Math.min(maxStoredFaults, storedFaults + result.faults.length);
      counts.rows += result.rows;
      counts.ready += result.ready;
      counts.known += result.known;
      counts.faulty += result.faulty;
      counts.warnings += result.warnings;
      counts.closing += result.closing;
      progress(counts.rows);
      await pause?.(performance.now() - began);
    };
    // Postgres stages a chunk while the next is read.
    let pendingChunk: Promise<void> = Promise.resolve();
    try {
      for await (const chunk of parts) {
        if (chunk.kind === 'layout') {
          layout = { headRow: chunk.headRow, separator: chunk.separator };
          continue;
        }
        await pendingChunk;
        if (counts.rows + countRows(chunk) > maxRows)
          throw InvalidInput.forPath('', `must hold at most ${maxRows} rows`);
        pendingChunk = put(chunk);
        // The next await reports the error. Until then this handler prevents an unhandled rejection.
        pendingChunk.catch(() => undefined);
      }
    } finally {
      await pendingChunk;
    }
    return { counts, layout };
  }

  private stageChunk(actor: Actor, batch: ImportBatch, chunk: ComplaintChunk | RecordChunk): Promise<ValidatedChunk> {
    if (chunk.kind === 'records') return this.recordRows.validate(actor, batch, chunk.rows);
    return stageComplaints(this.database.managerOf(actor), batch.id, chunk);
  }
}

function countRows(chunk: ComplaintChunk | RecordChunk): number {
  return chunk.kind === 'records' ? chunk.rows.length : chunk.rows;
}

/**
 * Stages the rows that are new to the seat, and separates known rows from those with other content. Tips of other agencies are not read
 * before the commit.
 */
async function stageComplaints(
  tx: EntityManager,
  batchId: string,
  { rows, ready: read, faults }: ComplaintChunk,
): Promise<ValidatedChunk> {
  const found = await findKnownTips(tx, read);
  const wrong: RowFault[] = faults.filter(({ row, isWarning }) => !isWarning || !found.has(row));
  let known = 0;
  const newRows: ReadyTip[] = [];
  for (const tip of read) {
    const match = found.get(tip.row);
    if (match === undefined) newRows.push(tip);
    else if (match === 'same') known += 1;
    else wrong.push(toRowFault(tip.row, describeMismatch(match)));
  }
  const put = await stageRows(tx, batchId, newRows, 'externalReference');
  known += put.known;
  const stored = [...wrong.filter(({ row, isWarning }) => !isWarning || !put.repeated.has(row)), ...put.faults];
  const warnings = stored.filter(({ isWarning }) => isWarning).length;
  const closing = newRows.filter(({ row, disposition }) => disposition !== null && !put.repeated.has(row)).length;
  const counts = { rows, ready: put.ready, known, faulty: rows - put.ready - known, warnings, closing };
  return { ...counts, faults: stored };
}

/** Stream of bytes, and the hash and size of its last read after that has ended. */
class HashedBytes implements AsyncIterable<Buffer> {
  private hash = createHash('sha256');
  private count = 0;

  constructor(private readonly bytes: AsyncIterable<Buffer>) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
    const hash = createHash('sha256');
    this.hash = hash;
    this.count = 0;
    for await (const chunk of this.bytes) {
      hash.update(chunk);
      this.count += chunk.length;
      yield chunk;
    }
  }

  checksum(): FileChecksum {
    return { fileDigest: this.hash.digest(), fileBytes: this.count };
  }
}
