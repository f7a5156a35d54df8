import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IntakeService } from '../complaints/intake.service.js';
import { particularsDigest, rowsOf } from '../identifiers/particulars.js';
import type { Actor } from '../platform/access/actor.js';
import { Database, type Sequel } from '../platform/database/database.js';
import { InvalidInput } from '../platform/http/problems.js';
import { columnOf, tipIn, waiting } from './complaint-row.js';
import type { FileRow } from './file-row.js';
import { readers } from './file-rows.js';
import { homeZone } from './home-zone.js';
import type { FileSum, ImportBatch, RowCounts } from './import-batch.entity.js';
import { inLots } from './lots.js';
import { mostFaultsKept, mostRows } from './import.words.js';
import { kinds } from './kinds/kinds.js';
import { knownAmong, otherContent } from './known-tips.js';
import { requireColumns } from './mapping.js';
import { agenciesIn, agencyNamed, type AgencyIds } from './named-agencies.js';
import type { FaultOfRow, RowFault } from './row-fault.js';
import { RowByRowService, rowsOfARecordLot, type SettledLot } from './row-by-row.service.js';
import { keepFaults, putBy, type WaitingRow } from './staging.js';

/** So many rows go into the database at once: what is read and what is being put by are in memory together. */
const rowsOfALot = 500;

/** What a file came to, and how many rows have been looked at so far. */
export type Progress = (rows: number) => void;

/** What rows are read by that is the task force's own. */
interface Home {
  readonly agencies: AgencyIds;
  readonly zone: string;
}

interface Lot {
  readonly rows: number;
  readonly waiting: readonly WaitingRow[];
  readonly faults: readonly RowFault[];
}

/** How a file of a kind is gone through: so many rows at once are read, and then told from each other and put by in a transaction. */
interface Passage<L> {
  readonly rowsOfALot: number;
  readonly read: (rows: readonly FileRow[]) => L;
  readonly settle: (actor: Actor, lot: L) => Promise<SettledLot>;
}

/**
 * Looks through a file as it comes in, by the rules of a record that is sent by itself: each row that can be entered is put by as it
 * will be, of each other one is kept what is wrong with it. A lot has a transaction of its own, so no connection waits for the file.
 */
@Injectable()
export class LookingThroughService {
  constructor(
    private readonly database: Database,
    private readonly intake: IntakeService,
    private readonly rowByRow: RowByRowService,
  ) {}

  /** 422 where it is no such file. */
  async lookThrough(
    sequel: Sequel,
    batch: ImportBatch,
    bytes: AsyncIterable<Buffer>,
    progress: Progress = () => undefined,
  ): Promise<{ readonly sum: FileSum; readonly counts: RowCounts }> {
    const summed = new SummedBytes(bytes);
    const fieldNames = Object.keys(kinds[batch.kind].fields);
    if (batch.format === null) throw new Error('A file that comes in has a format');
    const { columns, rows, close } = await readers[batch.format](
      summed,
      fieldNames.map((name) => batch.mapping[name] ?? name),
      batch.leavesOutOther,
    );
    const fields = columnsIn(columns, batch, close);
    const counts =
      batch.kind === 'complaints'
        ? await this.go(sequel, batch, rows, await this.byTheLot(sequel, batch, fields), progress)
        : await this.go(sequel, batch, rows, this.byTheRow(batch, fields), progress);
    return { sum: summed.sum(), counts };
  }

  private async byTheLot(
    sequel: Sequel,
    batch: ImportBatch,
    fields: readonly (string | null)[],
  ): Promise<Passage<Lot>> {
    // Rows are read as whoever begins; each lot asks again whose session it is.
    const { actor, home } = await this.database.afterwards(sequel, async (begun) => ({
      actor: begun,
      home: await this.database.read(begun, async (tx) => ({
        agencies: await agenciesIn(tx),
        zone: await homeZone(tx),
      })),
    }));
    return {
      rowsOfALot,
      read: (rows) => this.read(actor, rows, fields, home),
      settle: (again, lot) => settle(this.database.managerOf(again), batch.id, lot),
    };
  }

  private byTheRow(batch: ImportBatch, fields: readonly (string | null)[]): Passage<readonly FileRow[]> {
    return {
      rowsOfALot: rowsOfARecordLot,
      read: (rows) => rows,
      settle: (actor, rows) => this.rowByRow.lookThrough(actor, batch, rows, fields),
    };
  }

  private async go<L>(
    sequel: Sequel,
    batch: ImportBatch,
    rows: AsyncIterable<FileRow>,
    passage: Passage<L>,
    progress: Progress,
  ): Promise<RowCounts> {
    const counts = { rows: 0, ready: 0, known: 0, faulty: 0 };
    let faultsKept = 0;
    const put = async (lot: L): Promise<void> => {
      const came = await this.database.afterwards(sequel, async (actor) => {
        const settled = await passage.settle(actor, lot);
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
    };
    // Postgres puts a lot by while the next is read.
    let putting: Promise<void> = Promise.resolve();
    try {
      for await (const lot of inLots(rows, passage.rowsOfALot)) {
        const read = passage.read(lot);
        await putting;
        if (counts.rows + lot.length > mostRows) throw InvalidInput.at('', `must hold at most ${mostRows} rows`);
        putting = put(read);
        // Who waits for it hears of its fault; until then nobody needs to.
        putting.catch(() => undefined);
      }
    } finally {
      await putting;
    }
    return counts;
  }

  private read(actor: Actor, rows: readonly FileRow[], fields: readonly (string | null)[], home: Home): Lot {
    const ready: WaitingRow[] = [];
    const faults: RowFault[] = [];
    for (const row of rows) {
      const read = this.readRow(actor, row, fields, home);
      if (Array.isArray(read)) faults.push(...read.map((fault) => ({ row: row.row, ...fault })));
      else ready.push(read);
    }
    return { rows: rows.length, waiting: ready, faults };
  }

  private readRow(
    actor: Actor,
    fileRow: FileRow,
    fields: readonly (string | null)[],
    { agencies, zone }: Home,
  ): WaitingRow | FaultOfRow[] {
    const { row, fault } = fileRow;
    if (fault !== undefined) return [{ column: 'row', detail: fault }];
    const said = tipIn(fileRow, fields, zone);
    if (Array.isArray(said)) return said;
    try {
      const agencyId = said.agency === undefined ? undefined : agencyNamed(said.agency, agencies);
      const { identifiers } = rowsOf(said.tip);
      const tip = agencyId === undefined ? said.tip : { ...said.tip, agencyId };
      return waiting(row, this.intake.intakeOf(actor, tip, particularsDigest(said.tip)), identifiers);
    } catch (wrong) {
      if (!(wrong instanceof InvalidInput)) throw wrong;
      return wrong.members.errors.map(({ pointer, detail }) => ({
        column: columnOf(pointer, said.identifierFields),
        detail,
      }));
    }
  }
}

/** The field of each column; a file that has not the right ones is let go of. */
function columnsIn(columns: readonly string[], batch: ImportBatch, close: () => void): readonly (string | null)[] {
  try {
    return requireColumns(columns, kinds[batch.kind].fields, batch);
  } catch (fault) {
    close();
    throw fault;
  }
}

/**
 * Stages what is new to the seat, and separates rows that are known, here or earlier in the file, from those with other content. What
 * other agencies hold is not asked before the file is committed.
 */
async function settle(tx: EntityManager, batchId: string, { rows, waiting: read, faults }: Lot): Promise<SettledLot> {
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

/** Bytes on their way, and their sum once they have passed. */
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
