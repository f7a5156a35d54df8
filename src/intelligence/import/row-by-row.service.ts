import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AgenciesService } from '../../organization/agencies/agencies.service.js';
import type { Actor } from '../../platform/actor/actor.js';
import { Database } from '../../platform/database/database.js';
import { tried, wholeOrNot } from '../../platform/database/savepoints.js';
import { entryOf } from '../../platform/http/committed-refusals.js';
import { newId } from '../../platform/ids/ids.js';
import { ConstraintFields } from '../../platform/http/postgres-problems.js';
import { strictInput } from '../../platform/http/strict-validation.pipe.js';
import { ArrestsService } from '../../casework/suspects/arrests.service.js';
import { SuspectsService } from '../../casework/suspects/suspects.service.js';
import type { Came, Chunk } from './chunk.js';
import type { FaultOfRow, RowFault } from './row-fault.js';
import type { ImportBatch, RowCounts } from './import-batch.entity.js';
import type { EnteredAt, Entrances, ReadAt, RecordKind } from './kinds/imported-kind.js';
import { recordKinds } from './kinds/kinds.js';
import { Sight } from './kinds/sight.js';
import { agenciesIn } from './named-agencies.js';
import type { RecordRow } from './read-rows.js';
import { faultsOf } from './refusals.js';
import { keepFaults, putBy, type WaitingRow } from './staging.js';

/**
 * Lock that serializes the imports of a task force's records, and those of agencies. Each must see the records of the
 * one before.
 */
const inTurn = `SELECT pg_advisory_xact_lock(hashtext('import records ' || coalesce(auth.case_task_force()::text, '')))`;
const waiting = `
  SELECT s.row, s.record FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3 ORDER BY s.row`;
const unstage = 'DELETE FROM staging.import_rows s WHERE s.batch_id = $1 AND s.row > $2 AND s.row <= $3';

const look = 'SELECT audit.look($1, $2, $3)';

/** Result of a chunk of rows. */
export interface SettledLot extends RowCounts {
  readonly faults: readonly RowFault[];
}

/** Verdict on a row: ready to commit, known, or faulty. */
type Verdict = WaitingRow | Exclude<Done, 'logged'>;

/** Result of committing a row. */
type Done = 'logged' | 'known' | readonly FaultOfRow[];

/**
 * Import of rows one by one, each through the use case of the API. So every rule has one place, and the validation is a
 * dry run of the commit.
 */
@Injectable()
export class RowByRowService {
  private readonly entrances: Entrances;
  private readonly pipe = strictInput();

  constructor(
    private readonly database: Database,
    private readonly names: ConstraintFields,
    suspects: SuspectsService,
    arrests: ArrestsService,
    agencies: AgenciesService,
  ) {
    this.entrances = { suspects, arrests, agencies };
  }

  /** Validates each row by a dry run, and stages the valid ones. Nothing else remains of the dry run. */
  async lookThrough(actor: Actor, { id, kind: named }: ImportBatch, rows: readonly RecordRow[]): Promise<SettledLot> {
    const kind = kindNamed(named);
    const tx = this.database.managerOf(actor);
    const at = { actor, tx, agencies: await agenciesIn(tx), seen: new Sight() };
    const ready: WaitingRow[] = [];
    const faults: RowFault[] = [];
    let known = 0;
    for (const row of rows) {
      const verdict = await this.judged(kind, row, at);
      if (verdict === 'known') known += 1;
      else if ('key' in verdict) ready.push(verdict);
      else faults.push(...verdict.map((fault) => ({ row: row.row, ...fault })));
    }
    const put = await putBy(tx, id, ready, kind.knownBy);
    await enterLook(at);
    known += put.known;
    const counts = { rows: rows.length, ready: put.ready, known, faulty: rows.length - put.ready - known };
    return { ...counts, faults: [...faults, ...put.faults] };
  }

  /** Commits the rows of a chunk, and stores the faults of rows that became faulty meanwhile. */
  async enter(actor: Actor, { kind: named }: ImportBatch, { batchId, after, upTo }: Chunk): Promise<Came> {
    const kind = kindNamed(named);
    const tx = this.database.managerOf(actor);
    await tx.query(inTurn);
    const rows = await tx.query<{ row: number; record: object }[]>(waiting, [batchId, after, upTo]);
    const at = { actor, tx, seen: new Sight() };
    const came = { logged: 0, known: 0, faulty: 0 };
    for (const { row, record } of rows) {
      const became = await this.entered(kind, record, at);
      if (became === 'logged' || became === 'known') came[became] += 1;
      else {
        came.faulty += 1;
        const faults = became.map((fault) => ({ row, ...fault }));
        await keepFaults(tx, batchId, faults);
      }
    }
    await enterLook(at);
    await tx.query(unstage, [batchId, after, upTo]);
    return came;
  }

  private async judged(kind: RecordKind, { row, said, faults }: RecordRow, at: ReadAt): Promise<Verdict> {
    if (faults.length > 0) return faults;
    try {
      return await tried(at.tx, async () => {
        const body = await this.checked(kind, withoutGaps(await kind.bodyOf(said, at)));
        const done = await this.done(kind, body, at).catch(readyIfBeyond);
        if (done !== 'logged') return done;
        const [key, digest] = [sumOf(kind.keyOf(body)), sumOf(body)];
        return { row, id: newId(), key, digest, record: { ...body }, parts: [] };
      });
    } catch (wrong) {
      return faultsOf(wrong, kind, this.names);
    }
  }

  private async entered(kind: RecordKind, record: object, at: EnteredAt): Promise<Done> {
    try {
      return await wholeOrNot(at.tx, async () => this.done(kind, await this.checked(kind, record), at));
    } catch (wrong) {
      await entryOf(wrong)?.(at.tx);
      return faultsOf(wrong, kind, this.names);
    }
  }

  /** Creates a record unless it exists. */
  private async done(kind: RecordKind, body: object, at: EnteredAt): Promise<Done> {
    const standing = await kind.standing(body, at);
    if (standing === 'same') return 'known';
    if (standing === 'other') {
      return [{ column: kind.knownBy, detail: 'already exists with other content, which is not changed' }];
    }
    await kind.enter(this.entrances, at.actor, body);
    return 'logged';
  }

  /** Validates a body with the pipe of every request. */
  private async checked(kind: RecordKind, body: object): Promise<object> {
    return (await this.pipe.transform(body, { type: 'body', metatype: kind.request })) as object;
  }
}

function kindNamed(named: ImportBatch['kind']): RecordKind {
  if (named === 'complaints') throw new Error('An import of complaints was sent to the row-by-row service');
  return recordKinds[named];
}

/**
 * Treats a row as valid if its rejection depends on rows beyond the seat, because a validation must not disclose those.
 */
function readyIfBeyond(fault: unknown): 'logged' {
  if (entryOf(fault)) return 'logged';
  throw fault;
}

/** Enters the viewed records in the access log, because a verdict on an existing record discloses it. */
async function enterLook({ tx, seen: { records, complaints } }: EnteredAt): Promise<void> {
  if (records.size > 0) await tx.query(look, ['import.compared', [...records], [...complaints]]);
}

/** Removes undefined fields from a request, at any depth. */
function withoutGaps(body: object): object {
  return JSON.parse(JSON.stringify(body)) as object;
}

function sumOf(said: object): string {
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
