import type { Actor } from '../../platform/actor/actor.js';
import type { FileProgram } from '../../platform/files/file-program.js';
import { readComplaint } from './read-complaint.js';
import { complaintFields } from './complaint-fields.js';
import type { Fields } from './field.js';
import type { FileLayout, FileRow, FileRows } from './file-row.js';
import { readers } from './file-rows.js';
import type { ImportBatch } from './import-batch.entity.js';
import type { ImportFormat, ImportKind } from './import.enums.js';
import { splitIntoChunks, recordChunkSize } from './row-chunks.js';
import { fieldFinder, rejectColumns, requireColumns } from './column-mapping.js';
import type { ImportedKind } from './kinds/imported-kind.js';
import type { AgencyIds } from './resolve-agency.js';
import { toRowFault, type RowFault } from './row-fault.js';
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
  /** Faults, and warnings of rows that are ready. */
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
    const readKind = await loadKind(kind);
    const { fields } = readKind;
    const file = await openFile(bytes, readKind, settings);
    const { columns, headRow, separator, rows } = file;
    const mapped = resolveColumns(file, fields, settings);
    const reading = prepareReading(fields, columns, settings, zone);
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

/** Part of a kind that reads its files. */
type ReadKind = Pick<ImportedKind, 'fields' | 'refusedColumns'>;

/** Returns a kind. The fields of records are rules of requests, which take long to load. */
export async function loadKind(kind: ImportKind): Promise<ReadKind> {
  if (kind === 'complaints') return { fields: complaintFields };
  const { recordKinds } = await import('./kinds/kinds.js');
  return recordKinds[kind];
}

/** Opens a file by the rules of its import. Rejects a column that such a file must not have (422). */
export async function openFile(
  bytes: AsyncIterable<Buffer>,
  { fields, refusedColumns }: ReadKind,
  { format, mapping, leavesOutOther, headRow }: Pick<RowSettings, 'format' | 'mapping' | 'leavesOutOther' | 'headRow'>,
): Promise<FileRows> {
  const findField = fieldFinder(fields, mapping);
  const file = await readers[format](bytes, {
    columns: Object.keys(fields).map((name) => mapping[name] ?? name),
    leavesOutOther,
    head: { row: headRow, isKnown: (text) => findField(text) !== null },
  });
  if (refusedColumns)
    closeOnFault(file, () => {
      rejectColumns(file.columns, refusedColumns);
    });
  return file;
}

/** Returns the field of each column. Closes a file without the right columns. */
function resolveColumns(
  file: FileRows,
  fields: Fields,
  { mapping, leavesOutOther, constants }: RowSettings,
): readonly (string | null)[] {
  const { columns, headRow } = file;
  return closeOnFault(file, () => requireColumns(columns, fields, { mapping, leavesOutOther, constants, headRow }));
}

function closeOnFault<T>({ close }: FileRows, check: () => T): T {
  try {
    return check();
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
  if (fault !== undefined)
    return { values: {}, daysAlone: [], warnings: [], faults: [{ column: 'row', detail: fault }] };
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
    const read = readComplaint(row, columns, reading, settings);
    if ('staged' in read) ready.push(read.staged);
    const found = 'staged' in read ? read.warnings : read.faults;
    faults.push(...found.map((fault) => toRowFault(row.row, fault, 'staged' in read)));
  }
  return { kind: 'complaints', rows: rows.length, ready, faults };
}
