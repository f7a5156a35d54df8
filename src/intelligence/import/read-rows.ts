import { prepareIntake } from '../../casework/complaints/intake.js';
import { computeParticularsDigest, toParticularRows } from '../../casework/identifiers/particulars.js';
import type { Actor } from '../../platform/actor/actor.js';
import type { FileProgram } from '../../platform/files/file-program.js';
import { InvalidInput } from '../../platform/http/problems.js';
import { findColumn, parseComplaintRow, toStagedRow } from './complaint-row.js';
import { complaintFields } from './complaint-fields.js';
import type { Fields } from './field.js';
import type { FileLayout, FileRow, FileRows } from './file-row.js';
import { readers } from './file-rows.js';
import type { ImportBatch } from './import-batch.entity.js';
import type { ImportFormat, ImportKind } from './import.enums.js';
import { splitIntoChunks, recordChunkSize } from './row-chunks.js';
import { fieldFinder, requireColumns } from './column-mapping.js';
import { resolveAgency, type AgencyIds } from './resolve-agency.js';
import type { ColumnFault, RowFault } from './row-fault.js';
import { parseRow, type ParsedRow } from './parse-row.js';
import type { ReadingRules } from './import-rules.js';
import { prepareReading, type CellReading } from './reading-rules.js';
import type { StagedRow } from './staging.js';

const maxComplaints = 500;

export interface RowSettings extends ReadingRules, Pick<ImportBatch, 'kind' | 'leavesOutOther'> {
  readonly format: ImportFormat;
  readonly actor: Pick<Actor, 'seat'>;
  readonly agencies: AgencyIds;
  readonly zone: string;
  readonly now: Date;
}

export interface ComplaintChunk {
  readonly kind: 'complaints';
  readonly rows: number;
  readonly ready: readonly StagedRow[];
  readonly faults: readonly RowFault[];
}

export interface RecordRow extends ParsedRow {
  readonly row: number;
}

/** Chunk of rows of other records, which are validated in the database. */
export interface RecordChunk {
  readonly kind: 'records';
  readonly rows: readonly RecordRow[];
}

/** Layout of the file, the first part of its read. */
export interface LayoutPart extends FileLayout {
  readonly kind: 'layout';
}

export type RowPart = LayoutPart | ComplaintChunk | RecordChunk;

export const rowProgram: FileProgram<RowSettings, RowPart> = {
  worker: new URL('./read-rows.worker.js', import.meta.url),
  async *read(bytes, settings) {
    const { kind, zone } = settings;
    const fields = await fieldsOfKind(kind);
    const file = await openFile(bytes, fields, settings);
    const { headRow, separator, rows } = file;
    const mapped = resolveColumns(file, fields, settings);
    const reading = prepareReading(fields, settings, zone);
    yield { kind: 'layout', headRow, separator };
    if (kind === 'complaints') {
      for await (const chunk of splitIntoChunks(rows, maxComplaints))
        yield parseComplaintChunk(chunk, mapped, reading, settings);
    } else {
      for await (const chunk of splitIntoChunks(rows, recordChunkSize)) {
        yield {
          kind: 'records',
          rows: chunk.map((row) => ({ row: row.row, ...parseRecordRow(row, mapped, reading) })),
        };
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

/** Opens a file by the rules of its import. */
export function openFile(
  bytes: AsyncIterable<Buffer>,
  fields: Fields,
  { format, mapping, leavesOutOther, headRow }: Pick<RowSettings, 'format' | 'mapping' | 'leavesOutOther' | 'headRow'>,
): Promise<FileRows> {
  const findField = fieldFinder(fields, mapping);
  return readers[format](bytes, {
    columns: Object.keys(fields).map((name) => mapping[name] ?? name),
    leavesOutOther,
    head: { row: headRow, isKnown: (text) => findField(text) !== null },
  });
}

/** Returns the field of each column. Closes a file without the right columns. */
function resolveColumns(
  { columns, headRow, close }: FileRows,
  fields: Fields,
  { mapping, leavesOutOther, constants }: RowSettings,
): readonly (string | null)[] {
  try {
    return requireColumns(columns, fields, { mapping, leavesOutOther, constants, headRow });
  } catch (fault) {
    close();
    throw fault;
  }
}

function parseRecordRow(
  { fault, ...row }: FileRow,
  columns: readonly (string | null)[],
  reading: CellReading,
): ParsedRow {
  if (fault !== undefined) return { values: {}, daysAlone: [], faults: [{ column: 'row', detail: fault }] };
  return parseRow(row, columns, reading);
}

function parseComplaintChunk(
  rows: readonly FileRow[],
  columns: readonly (string | null)[],
  reading: CellReading,
  settings: RowSettings,
): ComplaintChunk {
  const ready: StagedRow[] = [];
  const faults: RowFault[] = [];
  for (const row of rows) {
    const read = parseComplaint(row, columns, reading, settings);
    if (Array.isArray(read)) faults.push(...read.map((fault) => ({ row: row.row, ...fault })));
    else ready.push(read);
  }
  return { kind: 'complaints', rows: rows.length, ready, faults };
}

function parseComplaint(
  fileRow: FileRow,
  columns: readonly (string | null)[],
  reading: CellReading,
  { actor, agencies, now }: RowSettings,
): StagedRow | ColumnFault[] {
  const { row, fault } = fileRow;
  if (fault !== undefined) return [{ column: 'row', detail: fault }];
  const parsed = parseComplaintRow(fileRow, columns, reading);
  if (Array.isArray(parsed)) return parsed;
  try {
    const agencyId = parsed.agency === undefined ? undefined : resolveAgency(parsed.agency, agencies);
    const { identifiers } = toParticularRows(parsed.tip);
    const tip = agencyId === undefined ? parsed.tip : { ...parsed.tip, agencyId };
    return toStagedRow(row, prepareIntake(actor, tip, computeParticularsDigest(parsed.tip), now), identifiers);
  } catch (wrong) {
    if (!(wrong instanceof InvalidInput)) throw wrong;
    return wrong.members.errors.map(({ pointer, detail }) => ({
      column: findColumn(pointer, parsed.identifierFields),
      detail,
    }));
  }
}
