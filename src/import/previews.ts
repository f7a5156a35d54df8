import { readCell, type Fields } from './field.js';
import type { FileRow } from './file-row.js';
import { readers } from './file-rows.js';
import { kinds } from './kinds/kinds.js';
import { mapColumns, requireFields } from './mapping.js';
import {
  mappingIn,
  type PreviewedField,
  type PreviewedRow,
  type PreviewImport,
  type PreviewView,
} from './imports.contract.js';

const mostRowsShown = 20;

/** How the first lines of a file would be read. Nothing of them is kept. */
export async function previewOf(
  { kind, format, sample, mapping, leavesOutOther = true }: PreviewImport,
  zone: string,
): Promise<PreviewView> {
  const said = mappingIn(mapping);
  const known = kinds[kind].fields;
  requireFields(said, known);
  const names = Object.keys(known).map((name) => said[name] ?? name);
  const { columns, rows } = await readers[format](once(sample), names, leavesOutOther);
  const { fields, missing } = mapColumns(columns, known, said);
  const shown: PreviewedRow[] = [];
  for await (const row of rows) {
    shown.push({ row: row.row, fields: fieldsOf(row, fields, known, zone) });
    if (shown.length === mostRowsShown) break;
  }
  return {
    columns: columns.map((column, at) => ({ column, field: fields[at] ?? null })),
    missing: [...missing],
    rows: shown,
  };
}

function fieldsOf(row: FileRow, fields: readonly (string | null)[], known: Fields, zone: string): PreviewedField[] {
  if (row.fault !== undefined) return [{ field: 'row', value: null, fault: row.fault }];
  return fields.flatMap((name, at) => {
    const field = name === null ? undefined : known[name];
    const read = field === undefined ? null : readCell(row, at, field, zone);
    if (name === null || read === null) return [];
    return 'fault' in read
      ? { field: name, value: null, fault: read.fault }
      : { field: name, value: read.value, fault: null };
  });
}

// eslint-disable-next-line @typescript-eslint/require-await -- the same shape as bytes that come in
async function* once(sample: string): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from(sample);
}
