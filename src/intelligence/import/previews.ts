import type { FileRow } from './file-row.js';
import type { FileProgram } from '../../platform/files/file-program.js';
import { mapColumns } from './column-mapping.js';
import { loadKind, openFile } from './read-rows.js';
import { isKeptUnread, parseCells } from './parse-row.js';
import type { ReadingRules } from './import-rules.js';
import { prepareReading, requireReadingRules, type CellReading } from './reading-rules.js';
import type { PreviewedField, PreviewedRow, PreviewView } from './import.view.js';
import type { PreviewImport } from './import.request.js';

const maxRowsShown = 20;

export interface PreviewSettings extends ReadingRules, Pick<PreviewImport, 'kind' | 'format'> {
  readonly leavesOutOther: boolean;
  readonly zone: string;
}

/** Reads the first lines of a file and yields one preview. Nothing is stored. */
export const previewProgram: FileProgram<PreviewSettings, PreviewView> = {
  worker: new URL('./previews.worker.js', import.meta.url),
  async *read(bytes, settings) {
    const { kind, mapping, constants, zone } = settings;
    const readKind = await loadKind(kind);
    const { fields: known } = readKind;
    requireReadingRules(settings, known);
    const { columns, headRow, separator, rows } = await openFile(bytes, readKind, settings);
    const { fields, missing } = mapColumns(columns, known, mapping);
    const reading = prepareReading(known, columns, settings, zone);
    const constantFields = new Set(constants.map(({ field }) => field));
    const shown: PreviewedRow[] = [];
    for await (const row of rows) {
      shown.push({ row: row.row, fields: previewFields(row, fields, reading) });
      if (shown.length === maxRowsShown) break;
    }
    yield {
      columns: columns.map((column, index) => ({ column, field: fields[index] ?? null })),
      headRow,
      separator,
      missing: missing.filter((field) => !constantFields.has(field)),
      rows: shown,
    };
  },
};

function previewFields(row: FileRow, fields: readonly (string | null)[], reading: CellReading): PreviewedField[] {
  if (row.fault !== undefined) return [{ field: 'row', cell: null, value: null, fault: row.fault, isWarning: false }];
  return parseCells(row, fields, reading).map(({ field, cell, parsed }) =>
    'fault' in parsed
      ? { field, cell, value: null, fault: parsed.fault, isWarning: isKeptUnread({ field, cell }, reading) }
      : { field, cell, value: parsed.value, fault: null, isWarning: false },
  );
}
