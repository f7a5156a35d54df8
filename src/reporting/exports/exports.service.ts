import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database, type SessionHandle } from '../../platform/database/database.js';
import type { LongRead } from '../../platform/limits/long-reads.js';
import { findByIdOrFail } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page } from '../../platform/http/paging.js';
import { TooManyRequests } from '../../platform/http/problems.js';
import { StreamedResponse, type Producer } from '../../platform/http/streamed-response.js';
import { Clock } from '../../platform/time/clock.js';
import { PublicationsService } from '../reports/publications/publications.service.js';
import type { ExportDocument, Report, Row } from './export-document.js';
import { Export } from './export.entity.js';
import type { ExportOrder, ExportsQuery } from './export.request.js';
import { exportPolicy } from './exports.policy.js';
import { handlingMarkings, maxExportMs, type ExportedReport, type ExportState } from './exports.enums.js';
import { fileTypes, formatFileName as fileNameOf } from './file-types.js';
import { PublicationDraft } from './publication-draft.js';
import { hashStream, type FileEnd } from './hashed-stream.js';

interface ExportOutcome {
  readonly state: ExportState;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly sha256: Buffer | null;
}

const failedOutcome: ExportOutcome = { state: 'failed', rows: null, bytes: null, sha256: null };
const maxRecordExports = 5;
/** Maximum number of failed exports of records in a day, including those aborted by the reader. */
const maxFailedRecordExports = 50;
const dayMs = 86_400_000;

// An export past its maximum duration has failed, although nothing recorded that.
const selectRecordExports = `
  SELECT started_at FROM app.exports
   WHERE created_by = $1 AND report = 'records' AND started_at > $2
     AND (state = 'failed' OR (state = 'started' AND started_at < $3)) = $4
   ORDER BY started_at DESC OFFSET $5 LIMIT 1`;

/**
 * Exports of reports as files. An export is recorded before the first byte, made while it is read, and marked complete
 * or failed.
 */
@Injectable()
export class ExportsService {
  private readonly logger = new Logger(ExportsService.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly publications: PublicationsService,
  ) {}

  get(actor: Actor, id: string): Promise<Export> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, Export, id));
  }

  list(actor: Actor, query: ExportsQuery): Promise<Page<Export>> {
    const { report } = query;
    return this.database.read(actor, async (tx) => {
      const exports = tx.createQueryBuilder(Export, 'e').orderBy({ 'e.startedAt': 'DESC', 'e.id': 'DESC' });
      if (report) exports.andWhere('e.report = :report', { report });
      return listPage(tx, exports, { list: 'exports', query });
    });
  }

  /**
   * Prepares a report as a file, read in the request's transaction. Then the stream reserves the slot of a long read, records the export
   * and produces the first part, so every rejection precedes the response.
   */
  async make(
    actor: Actor,
    report: ExportedReport,
    order: ExportOrder,
    read: () => Promise<Report | PublicationDraft>,
    rows?: LongRead<unknown>,
  ): Promise<StreamedResponse> {
    const { format, handling, purpose } = order;
    authorize(exportPolicy.make, actor, { report, handling });
    const id = newId();
    const handle = this.database.handleOf(actor);
    const startedAt = this.clock.now();
    const draft = await read();
    const createdBy = await this.database.read(actor, (tx) => findAccountName(tx, actor));
    const heading = [
      { name: 'export', value: id },
      { name: 'generatedAt', value: startedAt.toISOString() },
      { name: 'createdBy', value: createdBy },
      { name: 'purpose', value: purpose },
      { name: 'handling', value: handling },
    ];
    const count = { rows: 0 };
    const documentOf = (found: Report): ExportDocument => ({
      ...found,
      definition: [...heading, ...found.definition],
      rows: countRows(found.rows, count),
      marking: handlingMarkings[handling],
      generatedAt: startedAt,
    });
    const end: FileEnd = {
      complete: (sum) => this.end(handle, id, { state: 'complete', rows: count.rows, ...sum }),
      fail: () => this.failQuietly(handle, id),
    };
    const { type, write } = fileTypes[format];
    const begin = (): Promise<Report> =>
      this.begin(handle, { id, report, format, handling, purpose, startedAt }, draft);
    const produce: Producer = async function* (signal) {
      try {
        await rows?.reserve(signal);
        const found = await begin();
        yield* hashStream(write(documentOf(found)), end);
      } finally {
        rows?.release();
      }
    };
    return new StreamedResponse({ type, name: fileNameOf(report, id, format) }, produce, maxExportMs);
  }

  /**
   * Records the export, and its figures if it is published, in a transaction that commits before the first byte.
   * Returns the report to send.
   */
  private begin(
    handle: SessionHandle,
    {
      id,
      report,
      startedAt,
      purpose,
      ...details
    }: Pick<Export, 'id' | 'report' | 'format' | 'handling' | 'purpose' | 'startedAt'>,
    draft: Report | PublicationDraft,
  ): Promise<Report> {
    return this.database.runInNewTransaction(handle, async (actor) => {
      await this.database.change(actor, { action: 'export.started', subject: id, reason: purpose }, async (tx) => {
        const { seat, accountId } = actor;
        if (report === 'records') await this.requireWithinLimit(tx, accountId, startedAt);
        const taskForceId = seat.level === 'national' ? null : seat.taskForceId;
        const agencyId = seat.level === 'agency' ? seat.agencyId : null;
        const identity = { id, taskForceId, agencyId, createdBy: accountId, startedAt, endedAt: null };
        await tx.insert(Export, { ...identity, ...details, report, purpose, state: 'started', ...noOutcome });
      });
      if (!(draft instanceof PublicationDraft)) return draft;
      return this.publications.publish(actor, id, draft.report, (register) => draft.make(register, actor));
    });
  }

  /**
   * Rejects an export of records above the account's limit in 24 hours. Failed exports have a limit of their own, because readers can cause
   * failures.
   */
  private async requireWithinLimit(tx: EntityManager, accountId: string, now: Date): Promise<void> {
    // The lock serializes two exports begun at once, which would not see each other.
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`exports of records: ${accountId}`]);
    const since = new Date(now.getTime() - dayMs);
    const overdue = new Date(now.getTime() - maxExportMs);
    for (const [isFailed, max] of [
      [false, maxRecordExports],
      [true, maxFailedRecordExports],
    ] as const) {
      const [last] = await tx.query<{ started_at: Date }[]>(selectRecordExports, [
        accountId,
        since,
        overdue,
        isFailed,
        max - 1,
      ]);
      if (last) throw new TooManyRequests((last.started_at.getTime() - since.getTime()) / 1000, 'record_exports');
    }
  }

  private async end(handle: SessionHandle, id: string, outcome: ExportOutcome): Promise<void> {
    const action = outcome.state === 'complete' ? 'export.completed' : 'export.failed';
    await this.database.runInNewTransaction(handle, (actor) =>
      this.database.change(actor, { action, subject: id }, (tx) =>
        tx.update(Export, { id, state: 'started' }, { ...outcome, endedAt: this.clock.now() }),
      ),
    );
  }

  /**
   * Marks the export failed and ignores an error: the fault itself is reported elsewhere. If the session has ended too,
   * the export fails by its maximum duration.
   */
  private async failQuietly(handle: SessionHandle, id: string): Promise<void> {
    await this.end(handle, id, failedOutcome).catch(() => {
      this.logger.warn({ problem: 'export-not-ended', requestId: handle.requestId });
    });
  }
}

const noOutcome = { rows: null, bytes: null, sha256: null };

async function* countRows(
  batches: AsyncIterable<readonly Row[]>,
  count: { rows: number },
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const batch of batches) {
    count.rows += batch.length;
    yield batch;
  }
}

async function findAccountName(tx: EntityManager, { accountId }: Actor): Promise<string> {
  const [account] = await tx.query<{ name: string }[]>('SELECT name FROM app.accounts WHERE id = $1', [accountId]);
  return account?.name ?? accountId;
}
