import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { IntakeService } from '../complaints/intake.service.js';
import { particularsDigest, rowsOf } from '../identifiers/particulars.js';
import type { Actor } from '../platform/access/actor.js';
import { Database, type Sequel } from '../platform/database/database.js';
import { InvalidInput } from '../platform/http/problems.js';
import { complaintFields } from './complaint-fields.js';
import { columnOf, tipIn, waiting, type RowFault, type WaitingComplaint } from './complaint-row.js';
import type { FileRow } from './file-row.js';
import { readers } from './file-rows.js';
import { homeZone } from './home-zone.js';
import type { FileSum, ImportBatch, RowCounts } from './import-batch.entity.js';
import { inLots } from './lots.js';
import { mostFaultsKept, mostRows } from './import.words.js';
import { faultOfKnown, knownAmong, plannedAnew } from './known-tips.js';
import { requireColumns } from './mapping.js';

const stage = `
  INSERT INTO staging.import_rows (batch_id, row, id, natural_key, digest, record, parts)
  SELECT $1, r.row, r.id, r.key, decode(r.digest, 'hex'), r.record, r.parts
    FROM jsonb_to_recordset($2::jsonb) AS r (row integer, id uuid, key text, digest text, record jsonb, parts jsonb)
      ON CONFLICT DO NOTHING
  RETURNING row`;
const stagedBefore = `
  SELECT s.natural_key AS key, encode(s.digest, 'hex') AS digest FROM staging.import_rows s
   WHERE s.batch_id = $1 AND s.natural_key = ANY ($2::text[])`;
const enterFaults = `
  INSERT INTO staging.import_faults (batch_id, row, "column", detail)
  SELECT $1, f.row, f."column", f.detail FROM jsonb_to_recordset($2::jsonb) AS f (row integer, "column" text, detail text)`;
const agenciesThere = 'SELECT id, name, ori FROM app.agencies WHERE task_force_id = (SELECT auth.case_task_force())';

/** What a file came to, and how many rows have been looked at so far. */
export type Progress = (rows: number) => void;

/** Whoever names an agency in a cell, by its id, its ORI or its name. */
type AgencyIds = ReadonlyMap<string, string | null>;

/** What rows are read by that is the task force's own. */
interface Home {
  readonly agencies: AgencyIds;
  readonly zone: string;
}

interface Lot {
  readonly rows: number;
  readonly waiting: readonly WaitingComplaint[];
  readonly faults: readonly RowFault[];
}

/**
 * Looks through a file as it comes in, by the rules of a tip that is sent by itself: each row that can be entered is put by as it will
 * be written, of each other one is kept what is wrong with it. A lot has a transaction of its own, so no connection waits for the file.
 */
@Injectable()
export class LookingThroughService {
  constructor(
    private readonly database: Database,
    private readonly intake: IntakeService,
  ) {}

  /** 422 where it is no such file. */
  async lookThrough(
    sequel: Sequel,
    batch: ImportBatch,
    bytes: AsyncIterable<Buffer>,
    progress: Progress = () => undefined,
  ): Promise<{ readonly sum: FileSum; readonly counts: RowCounts }> {
    const summed = new SummedBytes(bytes);
    const fieldNames = Object.keys(complaintFields);
    if (batch.format === null) throw new Error('A file that comes in has a format');
    const { columns, rows, close } = await readers[batch.format](
      summed,
      fieldNames.map((name) => batch.mapping[name] ?? name),
      batch.leavesOutOther,
    );
    const fields = columnsIn(columns, batch, close);
    // Rows are read as whoever begins; each lot asks again whose session it is.
    const { actor, home } = await this.database.afterwards(sequel, async (begun) => ({
      actor: begun,
      home: await this.database.read(begun, async (tx) => ({
        agencies: await agenciesIn(tx),
        zone: await homeZone(tx),
      })),
    }));
    const counts = { rows: 0, ready: 0, known: 0, faulty: 0 };
    let faultsKept = 0;
    const put = async (lot: Lot): Promise<void> => {
      const came = await this.database.afterwards(sequel, async (actor) => {
        const tx = this.database.managerOf(actor);
        const settled = await settle(tx, batch.id, lot);
        await keepFaults(tx, batch.id, settled.faults.slice(0, mostFaultsKept - faultsKept));
        return settled;
      });
      faultsKept = Math.min(mostFaultsKept, faultsKept + came.faults.length);
      counts.rows += came.rows;
      counts.ready += came.ready;
      counts.known += came.known;
      counts.faulty += came.rows - came.ready - came.known;
      progress(counts.rows);
    };
    // Postgres puts a lot by while the next is read.
    let putting: Promise<void> = Promise.resolve();
    try {
      for await (const lot of inLots(rows)) {
        const read = this.read(actor, lot, fields, home);
        await putting;
        if (counts.rows + lot.length > mostRows) throw InvalidInput.at('', `must hold at most ${mostRows} rows`);
        putting = put(read);
        // Who waits for it hears of its fault; until then nobody needs to.
        putting.catch(() => undefined);
      }
    } finally {
      await putting;
    }
    return { sum: summed.sum(), counts };
  }

  private read(actor: Actor, rows: readonly FileRow[], fields: readonly (string | null)[], home: Home): Lot {
    const ready: WaitingComplaint[] = [];
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
  ): WaitingComplaint | Omit<RowFault, 'row'>[] {
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
    return requireColumns(columns, complaintFields, batch);
  } catch (fault) {
    close();
    throw fault;
  }
}

/** Puts by what is new; tells what is known, here or earlier in the file, from what stands against it with other content. */
async function settle(
  tx: EntityManager,
  batchId: string,
  { rows, waiting: read, faults }: Lot,
): Promise<{ rows: number; ready: number; known: number; faults: readonly RowFault[] }> {
  const found = await knownAmong(tx, read.map(askedOf));
  const wrong: RowFault[] = [...faults];
  let known = 0;
  const fresh: WaitingComplaint[] = [];
  for (const tip of read) {
    const is = found.get(tip.row);
    if (is === undefined) fresh.push(tip);
    else if (is.is === 'same') known += 1;
    else wrong.push({ row: tip.row, column: 'externalReference', detail: faultOfKnown(is) });
  }
  const put = fresh.length === 0 ? [] : await tx.query<{ row: number }[]>(stage, [batchId, JSON.stringify(fresh)]);
  if (put.length < fresh.length) {
    const there = new Set(put.map(({ row }) => row));
    const again = fresh.filter(({ row }) => !there.has(row));
    const before = await plannedAnew(tx, () =>
      tx.query<{ key: string; digest: string }[]>(stagedBefore, [batchId, again.map(({ key }) => key)]),
    );
    const digests = new Map(before.map(({ key, digest }) => [key, digest]));
    for (const { row, key, digest } of again) {
      if (digests.get(key) === digest) known += 1;
      else
        wrong.push({ row, column: 'externalReference', detail: 'stands in a row above already, with other content' });
    }
  }
  return { rows, ready: put.length, known, faults: wrong };
}

export async function keepFaults(tx: EntityManager, batchId: string, faults: readonly RowFault[]): Promise<void> {
  if (faults.length > 0) await tx.query(enterFaults, [batchId, JSON.stringify(faults)]);
}

function askedOf({ row, digest, record }: WaitingComplaint) {
  const { source, external_reference, agency_id } = record as {
    readonly source: string;
    readonly external_reference: string | null;
    readonly agency_id: string;
  };
  return { row, digest, source, externalReference: external_reference, agencyId: agency_id };
}

/** The agencies of the task force by all that a cell may name them by; null where a name is that of several. */
async function agenciesIn(tx: EntityManager): Promise<AgencyIds> {
  const rows = await tx.query<{ id: string; name: string; ori: string | null }[]>(agenciesThere);
  const ids = new Map<string, string | null>();
  for (const { id, name } of rows) ids.set(name, ids.has(name) ? null : id);
  for (const { id, ori } of rows) {
    ids.set(id, id);
    if (ori !== null) ids.set(ori, id);
  }
  return ids;
}

function agencyNamed(cell: string, agencies: AgencyIds): string {
  // Ids are kept in small letters, ORIs in capitals, names as they are.
  const id = [cell, cell.toLowerCase(), cell.toUpperCase()]
    .map((one) => agencies.get(one))
    .find((one) => one !== undefined);
  if (id === null) throw InvalidInput.at('/agencyId', 'is the name of more than one agency; use the ORI');
  if (id === undefined) throw InvalidInput.at('/agencyId', 'names no agency that is there for you');
  return id;
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
