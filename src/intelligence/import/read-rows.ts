import { intakeOf } from '../../casework/complaints/intake.js';
import { particularsDigest, rowsOf } from '../../casework/identifiers/particulars.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { FileProgram } from '../../platform/files/file-program.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { columnOf, tipIn, waiting } from './complaint-row.js';
import { complaintFields } from './complaint-fields.js';
import type { Fields } from './field.js';
import type { FileRow } from './file-row.js';
import { readers } from './file-rows.js';
import type { ImportBatch } from './import-batch.entity.js';
import type { ImportFormat, ImportKind } from './import.words.js';
import { inLots, rowsOfARecordLot } from './lots.js';
import { requireColumns } from './mapping.js';
import { agencyNamed, type AgencyIds } from './named-agencies.js';
import type { FaultOfRow, RowFault } from './row-fault.js';
import { saidIn, type SaidByRow } from './said.js';
import type { WaitingRow } from './staging.js';

/** Number of complaint rows in a chunk. */
const maxComplaints = 500;

export interface RowSettings extends Pick<ImportBatch, 'kind' | 'mapping' | 'leavesOutOther'> {
  readonly format: ImportFormat;
  readonly actor: Pick<Actor, 'seat'>;
  readonly agencies: AgencyIds;
  readonly zone: string;
  readonly now: Date;
}

/** Chunk of complaint rows: those that can be staged, and the faults of the others. */
export interface ComplaintLot {
  readonly of: 'complaints';
  readonly rows: number;
  readonly waiting: readonly WaitingRow[];
  readonly faults: readonly RowFault[];
}

/** Row of another record with its number, values and faults. */
export interface RecordRow extends SaidByRow {
  readonly row: number;
}

/** Chunk of rows of other records, which are validated in the database. */
export interface RecordLot {
  readonly of: 'records';
  readonly rows: readonly RecordRow[];
}

/** Reads a file of rows, chunk by chunk. */
export const rowProgram: FileProgram<RowSettings, ComplaintLot | RecordLot> = {
  worker: new URL('./read-rows.worker.js', import.meta.url),
  async *read(bytes, settings) {
    const { kind, format, mapping, leavesOutOther, zone } = settings;
    const fields = await fieldsOfKind(kind);
    const names = Object.keys(fields).map((name) => mapping[name] ?? name);
    const { columns, rows, close } = await readers[format](bytes, names, leavesOutOther);
    const mapped = columnsIn(columns, fields, settings, close);
    if (kind === 'complaints') {
      for await (const lot of inLots(rows, maxComplaints)) yield complaintLot(lot, mapped, settings);
    } else {
      for await (const lot of inLots(rows, rowsOfARecordLot)) {
        yield { of: 'records', rows: lot.map((row) => ({ row: row.row, ...recordOf(row, mapped, fields, zone) })) };
      }
    }
  },
};

/** Returns the fields of a kind. Those of records are rules of requests, which take long to load. */
export async function fieldsOfKind(kind: ImportKind): Promise<Fields> {
  if (kind === 'complaints') return complaintFields;
  const { recordKinds } = await import('./kinds/kinds.js');
  return recordKinds[kind].fields;
}

/** Returns the field of each column. Closes a file without the right columns. */
function columnsIn(
  columns: readonly string[],
  fields: Fields,
  settings: RowSettings,
  close: () => void,
): readonly (string | null)[] {
  try {
    return requireColumns(columns, fields, settings);
  } catch (fault) {
    close();
    throw fault;
  }
}

function recordOf(
  { fault, ...row }: FileRow,
  columns: readonly (string | null)[],
  fields: Fields,
  zone: string,
): SaidByRow {
  if (fault !== undefined) return { said: {}, faults: [{ column: 'row', detail: fault }] };
  return saidIn(row, columns, fields, zone);
}

function complaintLot(
  rows: readonly FileRow[],
  columns: readonly (string | null)[],
  settings: RowSettings,
): ComplaintLot {
  const ready: WaitingRow[] = [];
  const faults: RowFault[] = [];
  for (const row of rows) {
    const read = complaintOf(row, columns, settings);
    if (Array.isArray(read)) faults.push(...read.map((fault) => ({ row: row.row, ...fault })));
    else ready.push(read);
  }
  return { of: 'complaints', rows: rows.length, waiting: ready, faults };
}

function complaintOf(
  fileRow: FileRow,
  columns: readonly (string | null)[],
  { actor, agencies, zone, now }: RowSettings,
): WaitingRow | FaultOfRow[] {
  const { row, fault } = fileRow;
  if (fault !== undefined) return [{ column: 'row', detail: fault }];
  const said = tipIn(fileRow, columns, zone);
  if (Array.isArray(said)) return said;
  try {
    const agencyId = said.agency === undefined ? undefined : agencyNamed(said.agency, agencies);
    const { identifiers } = rowsOf(said.tip);
    const tip = agencyId === undefined ? said.tip : { ...said.tip, agencyId };
    return waiting(row, intakeOf(actor, tip, particularsDigest(said.tip), now), identifiers);
  } catch (wrong) {
    if (!(wrong instanceof InvalidInput)) throw wrong;
    return wrong.members.errors.map(({ pointer, detail }) => ({
      column: columnOf(pointer, said.identifierFields),
      detail,
    }));
  }
}
