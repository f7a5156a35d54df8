import { Readable } from 'node:stream';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../../platform/actor/actor.js';
import { authorize } from '../../access/policy.js';
import { Database, type SessionHandle } from '../../platform/database/database.js';
import { LongReads, type LongRead } from '../../platform/limits/long-reads.js';
import { FileReader } from '../../platform/files/file-reader.js';
import { lockForUpdate, findByIdOrFail } from '../../platform/database/rows.js';
import type { StreamedFile } from '../../platform/http/file-body.js';
import { newId } from '../../platform/ids/ids.js';
import { listPage } from '../../platform/database/list-page.js';
import type { Page, PageQuery } from '../../platform/http/paging.js';
import { NotSignedIn, UnsupportedMediaType } from '../../platform/http/problems.js';
import { Uploads } from '../../access/uploads.js';
import { FairScheduler, type Pause } from '../../platform/limits/fair-scheduler.js';
import { Clock } from '../../platform/time/clock.js';
import type { RowFault } from './row-fault.js';
import { CommitImportService } from './commit-import.service.js';
import { readTimezone } from './task-force-timezone.js';
import { ImportBatch } from './import-batch.entity.js';
import { SecondPersonRequired } from '../../casework/retention/retention.errors.js';
import { commitPolicy, importPolicy } from './import.policy.js';
import { commitWindowDays, importFormats, mediaTypes, maxUploadBytes, type ImportFormat } from './import.enums.js';
import { kinds } from './kinds/kinds.js';
import { toReadingRules, type PreviewView } from './import.view.js';
import type { BeginImport, ImportsQuery, PreviewImport } from './import.request.js';
import { ValidateImportService, type ValidationOptions } from './validate-import.service.js';
import { requireReadingRules } from './reading-rules.js';
import { previewProgram } from './previews.js';

const previewBudget = { maxSeconds: 10 };

/** Imports of files, from the upload to the commit of their rows. */
@Injectable()
export class ImportsService implements OnApplicationShutdown {
  private readonly logger = new Logger(ImportsService.name);
  private readonly stopping = new AbortController();
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly database: Database,
    private readonly files: FileReader,
    @Inject(Uploads) private readonly uploads: Pick<Uploads, 'admitStream'>,
    private readonly reads: LongReads,
    private readonly validation: ValidateImportService,
    private readonly committing: CommitImportService,
    private readonly clock: Clock,
    @Inject(FairScheduler) private readonly scheduler: Pick<FairScheduler, 'pauseOf'>,
  ) {}

  /** Previews the first lines of a file. Nothing is stored. */
  async preview(actor: Actor, { sample, leavesOutOther = true, ...input }: PreviewImport): Promise<PreviewView> {
    const { kind, format } = input;
    const zone = await this.database.read(actor, readTimezone);
    const settings = { kind, format, ...toReadingRules(input), leavesOutOther, zone };
    const bytes = Readable.from([Buffer.from(sample)]) as AsyncIterable<Buffer>;
    return this.database.runOutsideTransaction(actor, async () => {
      for await (const view of this.files.read(previewProgram, settings, bytes, previewBudget)) return view;
      throw new Error('The preview program ended without a result');
    });
  }

  begin(actor: Actor, { kind, leavesOutOther = false, ...input }: BeginImport): Promise<ImportBatch> {
    authorize(importPolicy.begin, actor, kind);
    const rules = toReadingRules(input);
    requireReadingRules(rules, kinds[kind].fields);
    const { seat, accountId: startedBy } = actor;
    const id = newId();
    return this.database.change(actor, { action: 'import.started', subject: id }, async (tx) => {
      await tx.insert(ImportBatch, {
        id,
        taskForceId: seat.level === 'national' ? null : seat.taskForceId,
        agencyId: seat.level === 'agency' ? seat.agencyId : null,
        ...{ kind, ...rules, leavesOutOther, startedBy, startedAt: this.clock.now() },
        ...{ state: 'awaiting_file', rows: 0, ready: 0, known: 0, faulty: 0, warnings: 0, closing: 0, logged: 0 },
      });
      return findByIdOrFail(tx, ImportBatch, id);
    });
  }

  get(actor: Actor, id: string): Promise<ImportBatch> {
    return this.database.read(actor, (tx) => findByIdOrFail(tx, ImportBatch, id));
  }

  list(actor: Actor, query: ImportsQuery): Promise<Page<ImportBatch>> {
    return this.database.read(actor, (tx) =>
      listPage(tx, queryImports(tx, query, this.clock.now()), { list: 'imports', query }),
    );
  }

  /** Receives a file over HTTP. An import whose file failed takes a file again. */
  async receive(actor: Actor, id: string, version: number, file: StreamedFile): Promise<ImportBatch> {
    const format = importFormats.find((one) => mediaTypes[one] === file.type);
    if (format === undefined) throw new UnsupportedMediaType();
    // The request's own transaction holds no connection meanwhile.
    const { bytes, reader, pause, release } = await this.database.runOutsideTransaction(actor, () =>
      this.uploads.admitStream(actor, 'imports:prepare', file, maxUploadBytes),
    );
    try {
      const handle = this.database.handleOf(actor);
      const batch = await this.open(actor, id, version, format);
      await this.database.runOutsideTransaction(actor, () => this.validate(handle, batch, bytes, { reader, pause }));
      return await this.get(actor, id);
    } finally {
      release();
    }
  }

  /** Starts to validate the file of an import. */
  open(actor: Actor, id: string, version: number, format: ImportFormat): Promise<ImportBatch> {
    return this.database.change(actor, { action: 'import.file-received', subject: id }, async (tx) => {
      const batch = await lockForUpdate(tx, ImportBatch, id, version);
      batch.receive(format, actor.accountId);
      return tx.save(batch);
    });
  }

  /** Validates a whole file. Any error ends the import, until a file is sent again. */
  async validate(
    handle: SessionHandle,
    batch: ImportBatch,
    bytes: AsyncIterable<Buffer>,
    options: ValidationOptions = {},
  ): Promise<ImportBatch> {
    try {
      const { checksum, counts, layout } = await this.validation.validate(handle, batch, bytes, options);
      return await this.updateBatch(handle, batch.id, 'import.validated', (one) => {
        one.recordValidation(checksum, counts, layout);
      });
    } catch (fault) {
      await this.updateBatch(handle, batch.id, 'import.failed', (one) => {
        one.fail(this.clock.now());
      }).catch((updateFault: unknown) => this.endWithoutSession(handle, batch.id, updateFault));
      throw fault;
    }
  }

  /** Starts to commit the rows after the response, chunk by chunk. An interrupted import continues. */
  async commit(actor: Actor, id: string, version: number, withoutFaulty: boolean): Promise<ImportBatch> {
    const handle = this.database.handleOf(actor);
    const batch = await this.decide(actor, id, version, withoutFaulty);
    await this.database.runOutsideTransaction(actor, () => {
      this.commitInBackground(handle, id, this.scheduler.pauseOf(actor.accountId, this.stopping.signal));
      return Promise.resolve();
    });
    return batch;
  }

  decide(actor: Actor, id: string, version: number, withoutFaulty: boolean): Promise<ImportBatch> {
    return this.database.change(actor, { action: 'import.committed', subject: id }, async (tx) => {
      const batch = await lockForUpdate(tx, ImportBatch, id, version);
      if (!commitPolicy.commit(actor, batch)) throw new SecondPersonRequired();
      batch.startCommit(actor.accountId, withoutFaulty, this.clock.now());
      return tx.save(batch);
    });
  }

  /** Returns a read of the faults in order, for a stream. */
  async faults(actor: Actor, id: string): Promise<LongRead<RowFault>> {
    await this.get(actor, id);
    return this.reads.prepare<RowFault>(actor, (tx, cursor) =>
      tx.query('SELECT staging.open_faults($1, $2)', [id, cursor]),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  /**
   * Commits the rows while clients poll the progress. An early end, such as that of its session, interrupts the import
   * until it is committed again.
   */
  private commitInBackground(handle: SessionHandle, id: string, pause: Pause): void {
    const work = this.committing
      .commit(handle, id, { onProgress: () => undefined, stopping: this.stopping.signal, concurrency: 1, pause })
      .catch(() => {
        this.logger.warn({ problem: 'import-interrupted', requestId: handle.requestId });
      })
      .then(() => this.interrupt(handle, id))
      .finally(() => this.running.delete(work));
    this.running.add(work);
  }

  /** Marks the import as interrupted if it was not committed whole. */
  private async interrupt(handle: SessionHandle, id: string): Promise<void> {
    try {
      const isUnfinished = await this.database.runInNewTransaction(handle, (actor) =>
        this.database.read(actor, async (tx) => (await tx.findOneBy(ImportBatch, { id }))?.state === 'committing'),
      );
      if (!isUnfinished) return;
      await this.updateBatch(handle, id, 'import.interrupted', (one) => {
        one.interrupt();
      });
    } catch (fault) {
      await this.endWithoutSession(handle, id, fault);
    }
  }

  /** Ends an import whose session has ended, so that its owners see that it has stopped. */
  private async endWithoutSession({ session, requestId }: SessionHandle, id: string, fault: unknown): Promise<void> {
    try {
      if (!(fault instanceof NotSignedIn)) throw fault;
      await this.database.runAsSystem((tx) => tx.query('SELECT app.end_import($1, $2)', [id, session]));
    } catch {
      this.logger.warn({ problem: 'import-not-ended', requestId });
    }
  }

  private updateBatch(
    handle: SessionHandle,
    id: string,
    action: string,
    move: (batch: ImportBatch) => void,
  ): Promise<ImportBatch> {
    return this.database.runInNewTransaction(handle, (actor) =>
      this.database.change(actor, { action, subject: id }, async (tx) => {
        const batch = await tx.findOneOrFail(ImportBatch, { where: { id }, lock: { mode: 'pessimistic_write' } });
        move(batch);
        return tx.save(batch);
      }),
    );
  }
}

/** Returns the query of the imports that meet the filters, the latest first. */
export function queryImports(
  tx: EntityManager,
  { awaitingCommit }: Omit<ImportsQuery, keyof PageQuery>,
  now: Date,
): SelectQueryBuilder<ImportBatch> {
  const batches = tx.createQueryBuilder(ImportBatch, 'b').orderBy({ 'b.startedAt': 'DESC', 'b.id': 'DESC' });
  if (awaitingCommit !== undefined) {
    const since = new Date(now.getTime() - commitWindowDays * 86_400_000);
    const condition = `(b.state IN ('checked', 'interrupted') AND b.startedAt > :since)`;
    batches.andWhere(awaitingCommit ? condition : `NOT ${condition}`, { since });
  }
  return batches;
}
