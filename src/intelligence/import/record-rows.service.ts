import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AgenciesService } from '../../organization/agencies/agencies.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { dryRun, withSavepoint } from '../../platform/database/savepoints.js';
import { entryOf } from '../../platform/http/committed-refusals.js';
import { newId } from '../../platform/ids/ids.js';
import { ConstraintFields } from '../../platform/http/postgres-problems.js';
import { createStrictValidationPipe } from '../../platform/http/strict-validation.pipe.js';
import { ProsecutionsService } from '../../casework/prosecutions/prosecutions.service.js';
import type { ServiceLookup } from '../../casework/records/import-declarations.js';
import { ArrestsService } from '../../casework/suspects/arrests.service.js';
import { SuspectsService } from '../../casework/suspects/suspects.service.js';
import { VictimsIdentifiedService } from '../../casework/victims-identified/victims-identified.service.js';
import type { ChunkResult, Chunk } from './chunk.js';
import { toRowFault, type ColumnFault, type RowFault } from './row-fault.js';
import type { ImportBatch, RowCounts } from './import-batch.entity.js';
import type { WriteContext, UseCases, ReadContext, RecordKind } from './kinds/imported-kind.js';
import { recordKinds } from './kinds/kinds.js';
import { ViewedRecords } from './kinds/viewed-records.js';
import { readAgencyIds } from './resolve-agency.js';
import type { RecordRow } from './row-parts.js';
import { toRowFaults } from './rejection-faults.js';
import { isStaged, storeFaults, stageRows, toReadyRow, type ReadyRow } from './staging.js';

/**
 * Lock that serializes the imports of a task force's records, and those of agencies. Each must see the records of the
 * one before.
 */
const lockImports = `SELECT pg_advisory_xact_lock(hashtext('import records ' || coalesce(auth.case_task_force()::text, '')))`;
const selectStaged = `
  SELECT s.row, s.record FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 ORDER BY s.row`;
const deleteStaged = 'DELETE FROM staging.import_rows s WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3';

const logAccess = 'SELECT audit.log_read($1, $2, $3)';

export interface ValidatedChunk extends RowCounts {
  readonly faults: readonly RowFault[];
}

type Verdict = ReadyRow | Exclude<CommitResult, 'logged'>;

type CommitResult = 'logged' | 'known' | readonly ColumnFault[];

/**
 * Import of rows one by one, each through the use case of the API. Every rule therefore has one place, and the validation
 * is a dry run of the commit.
 */
@Injectable()
export class RecordRowsService {
  private readonly useCases: UseCases;
  private readonly pipe = createStrictValidationPipe();
  private readonly find: ServiceLookup = (service) => this.services.get(service, { strict: false });

  constructor(
    private readonly database: Database,
    private readonly names: ConstraintFields,
    suspects: SuspectsService,
    arrests: ArrestsService,
    prosecutions: ProsecutionsService,
    victims: VictimsIdentifiedService,
    agencies: AgenciesService,
    private readonly services: ModuleRef,
  ) {
    this.useCases = { suspects, arrests, prosecutions, victims, agencies };
  }

  /** Validates each row by a dry run, and stages the valid ones. Nothing else remains of the dry run. */
  async validate(
    actor: Actor,
    { id, kind: kindName }: ImportBatch,
    rows: readonly RecordRow[],
  ): Promise<ValidatedChunk> {
    const kind = requireRecordKind(kindName);
    const tx = this.database.managerOf(actor);
    const ready: ReadyRow[] = [];
    const context = {
      actor,
      tx,
      agencies: await readAgencyIds(tx),
      seen: new ViewedRecords(),
      hasRowAbove: async (values: readonly unknown[]): Promise<boolean> => {
        const key = hashJson(values);
        return ready.some((row) => row.key === key) || isStaged(tx, id, key);
      },
      find: this.find,
    };
    const faults: RowFault[] = [];
    let known = 0;
    for (const row of rows) {
      const verdict = await this.validateRow(kind, row, context);
      if (verdict === 'known') known += 1;
      else if ('key' in verdict) ready.push(verdict);
      else faults.push(...verdict.map((fault) => toRowFault(row.row, fault)));
    }
    const staged = await stageRows(tx, id, ready, kind.duplicateColumn);
    await logViewedRecords(context);
    known += staged.known;
    const faulty = rows.length - staged.ready - known;
    const counts = { rows: rows.length, ready: staged.ready, known, faulty, warnings: 0, closing: 0 };
    return { ...counts, faults: [...faults, ...staged.faults] };
  }

  /** Commits the rows of a chunk, and stores the faults of rows that became faulty meanwhile. */
  async commit(actor: Actor, { kind: kindName }: ImportBatch, { batchId, after, upTo }: Chunk): Promise<ChunkResult> {
    const kind = requireRecordKind(kindName);
    const tx = this.database.managerOf(actor);
    await tx.query(lockImports);
    const rows = await tx.query<{ row: number; record: object }[]>(selectStaged, [batchId, after, upTo]);
    const context = { actor, tx, seen: new ViewedRecords(), hasRowAbove: null, find: this.find };
    const result = { logged: 0, known: 0, faulty: 0 };
    for (const { row, record } of rows) {
      const outcome = await this.commitRow(kind, record, context);
      if (outcome === 'logged' || outcome === 'known') result[outcome] += 1;
      else {
        result.faulty += 1;
        const faults = outcome.map((fault) => toRowFault(row, fault));
        await storeFaults(tx, batchId, faults);
      }
    }
    await logViewedRecords(context);
    await tx.query(deleteStaged, [batchId, after, upTo]);
    return result;
  }

  private async validateRow(
    kind: RecordKind,
    { row, values, faults }: RecordRow,
    context: ReadContext,
  ): Promise<Verdict> {
    if (faults.length > 0) return faults;
    try {
      return await dryRun(context.tx, async () => {
        const body = await this.validateBody(kind, removeUndefined(await kind.toBody(values, context)));
        const done = await this.createIfNew(kind, body, context).catch(ignoreOutsideConflict);
        if (done !== 'logged') return done;
        const [key, digest] = [hashJson(kind.keyOf(body)), hashJson(body)];
        return toReadyRow({ row, id: newId(), key, digest, record: { ...body }, parts: [] });
      });
    } catch (wrong) {
      return toRowFaults(wrong, kind, this.names);
    }
  }

  private async commitRow(kind: RecordKind, record: object, context: WriteContext): Promise<CommitResult> {
    try {
      return await withSavepoint(context.tx, async () =>
        this.createIfNew(kind, await this.validateBody(kind, record), context),
      );
    } catch (wrong) {
      await entryOf(wrong)?.(context.tx);
      return toRowFaults(wrong, kind, this.names);
    }
  }

  private async createIfNew(kind: RecordKind, body: object, context: WriteContext): Promise<CommitResult> {
    const match = await kind.findExisting(body, context);
    if (match === 'same') return 'known';
    if (match === 'other') {
      return [{ column: kind.duplicateColumn, detail: 'already exists with other content, which is not changed' }];
    }
    await kind.create(this.useCases, context.actor, body, context);
    return 'logged';
  }

  /** Validates a body with the pipe of every request. */
  private async validateBody(kind: RecordKind, body: object): Promise<object> {
    return (await this.pipe.transform(body, { type: 'body', metatype: kind.request })) as object;
  }
}

function requireRecordKind(kindName: ImportBatch['kind']): RecordKind {
  if (kindName === 'complaints') throw new Error('An import of complaints was sent to the row-by-row service');
  return recordKinds[kindName];
}

/**
 * Treats a row as valid if its rejection depends on rows beyond the seat, because a validation must not disclose those.
 */
function ignoreOutsideConflict(fault: unknown): 'logged' {
  if (entryOf(fault)) return 'logged';
  throw fault;
}

/** Enters the viewed records in the access log, because a verdict on an existing record discloses it. */
async function logViewedRecords({ tx, seen: { records, complaints } }: WriteContext): Promise<void> {
  if (records.size > 0) await tx.query(logAccess, ['import.compared', [...records], [...complaints]]);
}

function removeUndefined(body: object): object {
  return JSON.parse(JSON.stringify(body)) as object;
}

function hashJson(values: object): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
