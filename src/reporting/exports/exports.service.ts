import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database, type Sequel } from '../../platform/database/database.js';
import type { LongRead } from '../../platform/limits/long-reads.js';
import { required } from '../../platform/database/rows.js';
import { newId } from '../../platform/ids/ids.js';
import { Keyset, pageOf, type Page } from '../../platform/http/paging.js';
import { TooManyRequests } from '../../platform/http/problems.js';
import { StreamedAnswer, type Producer } from '../../platform/http/streamed-answer.js';
import { Clock } from '../../platform/time/clock.js';
import { PublicationsService } from '../reports/publications/publications.service.js';
import type { Exported, Report, Row } from './exported.js';
import { Export } from './export.entity.js';
import type { ExportOrder, ExportsQuery } from './exports.contract.js';
import { exportPolicy } from './exports.policy.js';
import { handlingMarkings, longestExportMs, type ExportedReport, type ExportState } from './exports.words.js';
import { fileTypes, nameOf as fileNameOf } from './file-types.js';
import { Publishing } from './publishing.js';
import { sealedFile, type FileEnd } from './sealed-file.js';

interface Ended {
  readonly state: ExportState;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly sha256: Buffer | null;
}

const failed: Ended = { state: 'failed', rows: null, bytes: null, sha256: null };
const mostRecordExports = 5;
/** Maximum number of failed exports of records in a day, including those aborted by the reader. */
const maxFailedRecordExports = 50;
const aDayMs = 86_400_000;

// An export past its maximum duration has failed, although nothing recorded that.
const recordExports = `
  SELECT begun_at FROM app.exports
   WHERE made_by = $1 AND report = 'records' AND begun_at > $2
     AND (state = 'failed' OR (state = 'begun' AND begun_at < $3)) = $4
   ORDER BY begun_at DESC OFFSET $5 LIMIT 1`;

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
    return this.database.read(actor, (tx) => required(tx, Export, id));
  }

  list(actor: Actor, query: ExportsQuery): Promise<Page<Export>> {
    const { report, limit } = query;
    const keyset = new Keyset('exports', query, ['instant', 'id']);
    const after = keyset.after(query.cursor);
    return this.database.read(actor, async (tx) => {
      const exports = tx.createQueryBuilder(Export, 'e').orderBy({ 'e.begunAt': 'DESC', 'e.id': 'DESC' });
      if (report) exports.andWhere('e.report = :report', { report });
      if (after) exports.andWhere('(e.begunAt, e.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await exports.limit(limit + 1).getMany();
      return pageOf(rows, limit, ({ begunAt, id }) => keyset.cursorOf([begunAt.toISOString(), id]));
    });
  }

  /**
   * Prepares a report as a file. The report is read in the request's transaction. After that the stream reserves the
   * slot of a long read, records the export, and produces the first part. Every rejection precedes the response. An
   * export without a slot is not recorded and does not count.
   */
  async make(
    actor: Actor,
    report: ExportedReport,
    order: ExportOrder,
    read: () => Promise<Report | Publishing>,
    rows?: LongRead<unknown>,
  ): Promise<StreamedAnswer> {
    const { format, handling, purpose } = order;
    authorize(exportPolicy.make, actor, { report, handling });
    const id = newId();
    const sequel = this.database.sequelOf(actor);
    const begunAt = this.clock.now();
    const draft = await read();
    const madeBy = await this.database.read(actor, (tx) => nameOf(tx, actor));
    const about = [
      { name: 'export', value: id },
      { name: 'generatedAt', value: begunAt.toISOString() },
      { name: 'madeBy', value: madeBy },
      { name: 'purpose', value: purpose },
      { name: 'handling', value: handling },
    ];
    const count = { rows: 0 };
    const documentOf = (found: Report): Exported => ({
      ...found,
      definition: [...about, ...found.definition],
      rows: counted(found.rows, count),
      marking: handlingMarkings[handling],
      generatedAt: begunAt,
    });
    const end: FileEnd = {
      complete: (sum) => this.end(sequel, id, { state: 'complete', rows: count.rows, ...sum }),
      fail: () => this.failQuietly(sequel, id),
    };
    const { type, write } = fileTypes[format];
    const begin = (): Promise<Report> => this.begin(sequel, { id, report, format, handling, purpose, begunAt }, draft);
    const produce: Producer = async function* (signal) {
      try {
        await rows?.reserve(signal);
        const found = await begin();
        yield* sealedFile(write(documentOf(found)), end);
      } finally {
        rows?.release();
      }
    };
    return new StreamedAnswer({ type, name: fileNameOf(report, id, format) }, produce, longestExportMs);
  }

  /**
   * Records the export, and its figures if it is published, in a transaction that commits before the first byte.
   * Returns the report to send.
   */
  private begin(
    sequel: Sequel,
    {
      id,
      report,
      begunAt,
      purpose,
      ...told
    }: Pick<Export, 'id' | 'report' | 'format' | 'handling' | 'purpose' | 'begunAt'>,
    draft: Report | Publishing,
  ): Promise<Report> {
    return this.database.afterwards(sequel, async (actor) => {
      await this.database.change(actor, { action: 'export.begun', subject: id, reason: purpose }, async (tx) => {
        const { seat, accountId } = actor;
        if (report === 'records') await this.requireFew(tx, accountId, begunAt);
        const taskForceId = seat.at === 'national' ? null : seat.taskForceId;
        const agencyId = seat.at === 'agency' ? seat.agencyId : null;
        const at = { id, taskForceId, agencyId, madeBy: accountId, begunAt, endedAt: null };
        await tx.insert(Export, { ...at, ...told, report, purpose, state: 'begun', ...nothingYet });
      });
      if (!(draft instanceof Publishing)) return draft;
      return this.publications.publish(actor, id, draft.as, (register) => draft.make(register, actor));
    });
  }

  /**
   * Rejects an export of records above the account's limit in 24 hours. A failed export does not count, since its
   * reader has no file. Readers can cause failures, so failed exports have a limit of their own.
   */
  private async requireFew(tx: EntityManager, accountId: string, now: Date): Promise<void> {
    // The lock serializes two exports begun at once, which would not see each other.
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`exports of records: ${accountId}`]);
    const since = new Date(now.getTime() - aDayMs);
    const overdue = new Date(now.getTime() - longestExportMs);
    for (const [isFailed, most] of [
      [false, mostRecordExports],
      [true, maxFailedRecordExports],
    ] as const) {
      const [last] = await tx.query<{ begun_at: Date }[]>(recordExports, [
        accountId,
        since,
        overdue,
        isFailed,
        most - 1,
      ]);
      if (last) throw new TooManyRequests((last.begun_at.getTime() - since.getTime()) / 1000);
    }
  }

  private async end(sequel: Sequel, id: string, came: Ended): Promise<void> {
    const action = came.state === 'complete' ? 'export.completed' : 'export.failed';
    await this.database.afterwards(sequel, (actor) =>
      this.database.change(actor, { action, subject: id }, (tx) =>
        tx.update(Export, { id, state: 'begun' }, { ...came, endedAt: this.clock.now() }),
      ),
    );
  }

  /**
   * Marks the export failed and ignores an error: the fault itself is reported elsewhere. If the session has ended too,
   * the export fails by its maximum duration.
   */
  private async failQuietly(sequel: Sequel, id: string): Promise<void> {
    await this.end(sequel, id, failed).catch(() => {
      this.logger.warn({ problem: 'export-not-ended', requestId: sequel.requestId });
    });
  }
}

const nothingYet = { rows: null, bytes: null, sha256: null };

async function* counted(
  lots: AsyncIterable<readonly Row[]>,
  count: { rows: number },
): AsyncGenerator<readonly Row[], void, undefined> {
  for await (const lot of lots) {
    count.rows += lot.length;
    yield lot;
  }
}

async function nameOf(tx: EntityManager, { accountId }: Actor): Promise<string> {
  const [who] = await tx.query<{ name: string }[]>('SELECT name FROM app.accounts WHERE id = $1', [accountId]);
  return who?.name ?? accountId;
}
