import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../platform/access/actor.js';
import { authorize } from '../platform/access/policy.js';
import { Database, type Sequel } from '../platform/database/database.js';
import { required } from '../platform/database/rows.js';
import { newId } from '../platform/http/ids.js';
import { Keyset, pageOf, type Page } from '../platform/http/paging.js';
import { TooManyRequests } from '../platform/http/problems.js';
import { Clock } from '../platform/time/clock.js';
import type { Exported, Report, Row } from './exported.js';
import { Export } from './export.entity.js';
import type { ExportOrder, ExportsQuery } from './exports.contract.js';
import { exportPolicy } from './exports.policy.js';
import { handlingMarkings, longestExportMs, type ExportedReport, type ExportState } from './exports.words.js';
import { fileTypes, nameOf as fileNameOf, type ExportFile } from './file-types.js';
import { FileOnItsWay, sealedFile, type FileSum } from './sealed-file.js';

/** What a change of an export's state writes. */
interface Ended {
  readonly state: ExportState;
  readonly rows: number | null;
  readonly bytes: number | null;
  readonly sha256: Buffer | null;
}

const failed: Ended = { state: 'failed', rows: null, bytes: null, sha256: null };
const mostRecordExports = 5;
const aDayMs = 86_400_000;

/** Reports that leave as files: entered before the first byte, made while they are read, and taken down as complete or failed. */
@Injectable()
export class ExportsService {
  private readonly logger = new Logger(ExportsService.name);

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
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
   * Read in one transaction and entered in another, which is committed before the first byte is made. What can be refused is refused
   * before the answer has begun: the first part of the file is there by then.
   */
  async make(
    actor: Actor,
    report: ExportedReport,
    order: ExportOrder,
    read: () => Promise<Report>,
  ): Promise<ExportFile> {
    const { format, handling, purpose } = order;
    authorize(exportPolicy.make, actor, { report, handling });
    const id = newId();
    const sequel = this.database.sequelOf(actor);
    const begunAt = this.clock.now();
    const found = await read();
    const madeBy = await this.database.read(actor, (tx) => nameOf(tx, actor));
    await this.database.apart(actor, () => Promise.resolve());
    const { seat, accountId } = actor;
    await this.database.change(actor, { action: 'export.begun', subject: id, reason: purpose }, async (tx) => {
      if (report === 'records') await this.requireFew(tx, accountId, begunAt);
      const taskForceId = seat.at === 'national' ? null : seat.taskForceId;
      const agencyId = seat.at === 'agency' ? seat.agencyId : null;
      const at = { id, taskForceId, agencyId, madeBy: accountId, begunAt, endedAt: null };
      await tx.insert(Export, { ...at, report, format, handling, purpose, state: 'begun', ...nothingYet });
    });
    const about = [
      { name: 'export', value: id },
      { name: 'generatedAt', value: begunAt.toISOString() },
      { name: 'madeBy', value: madeBy },
      { name: 'purpose', value: purpose },
      { name: 'handling', value: handling },
    ];
    const count = { rows: 0 };
    const document: Exported = {
      ...found,
      definition: [...about, ...found.definition],
      rows: counted(found.rows, count),
      marking: handlingMarkings[handling],
      generatedAt: begunAt,
    };
    const parts = sealedFile(fileTypes[format].write(document), {
      complete: (sum: FileSum) => this.end(sequel, id, { state: 'complete', rows: count.rows, ...sum }),
      fail: () => this.failQuietly(sequel, id),
    });
    const first = await this.database.apart(actor, () => parts.next());
    const stream = new FileOnItsWay(first.value ?? null, parts, longestExportMs);
    return { name: fileNameOf(report, id, format), type: fileTypes[format].type, stream };
  }

  /** Records in bulk are for few occasions: so many a day and account. */
  private async requireFew(tx: EntityManager, accountId: string, now: Date): Promise<void> {
    // Two that are begun at once each see the other only if one waits.
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`exports of records: ${accountId}`]);
    const since = new Date(now.getTime() - aDayMs);
    const [fifth] = await tx.query<{ begun_at: Date }[]>(
      `SELECT begun_at FROM app.exports WHERE made_by = $1 AND report = 'records' AND begun_at > $2
        ORDER BY begun_at DESC OFFSET $3 LIMIT 1`,
      [accountId, since, mostRecordExports - 1],
    );
    if (fifth) throw new TooManyRequests((fifth.begun_at.getTime() - since.getTime()) / 1000);
  }

  private async end(sequel: Sequel, id: string, came: Ended): Promise<void> {
    const action = came.state === 'complete' ? 'export.completed' : 'export.failed';
    await this.database.afterwards(sequel, (actor) =>
      this.database.change(actor, { action, subject: id }, (tx) =>
        tx.update(Export, { id, state: 'begun' }, { ...came, endedAt: this.clock.now() }),
      ),
    );
  }

  /** The fault itself is told elsewhere. Where its session has ended too, nobody can say so, and time will. */
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
