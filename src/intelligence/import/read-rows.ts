import { programOfStages, type FileStages } from '../../platform/files/file-program.js';
import { convertRows } from './convert-rows.js';
import type { IntakeContext } from './read-complaint.js';
import { complaintFields } from './complaint-fields.js';
import type { Fields } from './field.js';
import type { FileRow, FileRows } from './file-row.js';
import { readers } from './file-rows.js';
import type { ImportBatch } from './import-batch.entity.js';
import type { ImportFormat, ImportKind } from './import.enums.js';
import { splitIntoChunks, recordChunkSize } from './row-chunks.js';
import { fieldFinder, rejectColumns, requireColumns } from './column-mapping.js';
import type { ImportedKind } from './kinds/imported-kind.js';
import { parseRow, type ParsedRow } from './parse-row.js';
import type { ReadingRules } from './import-rules.js';
import { prepareReading, type CellReading } from './reading-rules.js';
import type { RowPart, RowPiece } from './row-parts.js';

const maxComplaints = 500;

export interface RowSettings extends ReadingRules, Pick<ImportBatch, 'kind' | 'leavesOutOther'>, IntakeContext {
  readonly format: ImportFormat;
  readonly zone: string;
}

const stages: FileStages<RowSettings, RowPiece, RowPart> = {
  worker: new URL('./convert-rows.worker.js', import.meta.url),
  async *split(bytes, settings) {
    const { kind, zone, constants, translations, actor, agencies, now } = settings;
    const readKind = await loadKind(kind);
    const { fields } = readKind;
    const file = await openFile(bytes, readKind, settings);
    const { columns: headings, headRow, separator, rows } = file;
    const columns = resolveColumns(file, fields, settings);
    yield { kind: 'layout', headRow, separator };
    if (kind === 'complaints') {
      const rules = { columns, headings, constants, translations, zone, actor, agencies, now };
      for await (const chunk of splitIntoChunks(rows, maxComplaints)) yield { kind: 'cells', rows: chunk, rules };
    } else {
      const reading = prepareReading(fields, headings, settings, zone);
      for await (const chunk of splitIntoChunks(rows, recordChunkSize)) {
        yield {
          kind: 'records',
          rows: chunk.map((row) => ({ row: row.row, ...parseRecordRow(row, columns, reading) })),
        };
      }
    }
  },
  convert: convertRows,
  isLong: ({ kind }) => kind === 'cells',
};

export const rowProgram = programOfStages(new URL('./read-rows.worker.js', import.meta.url), stages);

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
