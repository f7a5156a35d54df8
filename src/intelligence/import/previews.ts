import { parseCell, type Fields } from './field.js';
import type { FileRow } from './file-row.js';
import { readers } from './file-rows.js';
import type { FileProgram } from '../../platform/files/file-program.js';
import type { ColumnMapping } from './import-batch.entity.js';
import { mapColumns, requireFields } from './column-mapping.js';
import { fieldsOfKind } from './read-rows.js';
import type { PreviewedField, PreviewedRow, PreviewView } from './import.view.js';
import type { PreviewImport } from './import.request.js';

const maxRowsShown = 20;

export interface PreviewSettings extends Pick<PreviewImport, 'kind' | 'format'> {
  readonly mapping: ColumnMapping;
  readonly leavesOutOther: boolean;
  readonly zone: string;
}

/** Reads the first lines of a file and yields one preview. Nothing is stored. */
export const previewProgram: FileProgram<PreviewSettings, PreviewView> = {
  worker: new URL('./previews.worker.js', import.meta.url),
  async *read(bytes, { kind, format, mapping, leavesOutOther, zone }) {
    const known = await fieldsOfKind(kind);
    requireFields(mapping, known);
    const names = Object.keys(known).map((name) => mapping[name] ?? name);
    const { columns, rows } = await readers[format](bytes, names, leavesOutOther);
    const { fields, missing } = mapColumns(columns, known, mapping);
    const shown: PreviewedRow[] = [];
    for await (const row of rows) {
      shown.push({ row: row.row, fields: previewFields(row, fields, known, zone) });
      if (shown.length === maxRowsShown) break;
    }
    yield {
      columns: columns.map((column, index) => ({ column, field: fields[index] ?? null })),
      missing: [...missing],
      rows: shown,
    };
  },
};

function previewFields(
  row: FileRow,
  fields: readonly (string | null)[],
  known: Fields,
  zone: string,
): PreviewedField[] {
  if (row.fault !== undefined) return [{ field: 'row', value: null, fault: row.fault }];
  return fields.flatMap((name, index) => {
    const field = name === null ? undefined : known[name];
    const read = field === undefined ? null : parseCell(row, index, field, zone);
    if (name === null || read === null) return [];
    return 'fault' in read
      ? { field: name, value: null, fault: read.fault }
      : { field: name, value: read.value, fault: null };
  });
}
