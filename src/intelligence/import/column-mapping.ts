import { InvalidInput } from '../../platform/http/problems.js';
import type { Fields } from './field.js';
import type { ColumnMapping } from './import-rules.js';
import type { RefusedColumns } from './kinds/imported-kind.js';

/** Fields of a file's columns, in order; null for an unknown column. */
export interface MappedColumns {
  readonly fields: readonly (string | null)[];
  readonly unknown: readonly string[];
  readonly missing: readonly string[];
}

/** Finds the field of each column: by the mapping, or else by the column's name. */
export function mapColumns(columns: readonly string[], fields: Fields, mapping: ColumnMapping): MappedColumns {
  const findField = fieldFinder(fields, mapping);
  const found = columns.map(findField);
  return {
    fields: found,
    unknown: columns.filter((_, index) => found[index] === null),
    missing: Object.keys(fields).filter((name) => fields[name]?.isRequired === true && !found.includes(name)),
  };
}

/** Returns a function that finds the field of a column; null for an unknown one. */
export function fieldFinder(fields: Fields, mapping: ColumnMapping): (column: string) => string | null {
  const mappedFields = new Map(Object.entries(mapping).map(([field, column]) => [normalizeColumnName(column), field]));
  const namedFields = new Map(
    Object.entries(fields).flatMap(([name, { aliases }]) =>
      [name, ...aliases].map((one) => [normalizeColumnName(one), name] as const),
    ),
  );
  return (column) => {
    const name = mappedFields.get(normalizeColumnName(column));
    if (name !== undefined) return name;
    const own = namedFields.get(normalizeColumnName(column)) ?? null;
    // A field that the mapping reads from another column is not read from this one too.
    return own !== null && Object.hasOwn(mapping, own) ? null : own;
  };
}

export interface ColumnRules {
  readonly mapping: ColumnMapping;
  readonly leavesOutOther: boolean;
  readonly constants: readonly { readonly field: string }[];
  /** Row that was read as the head; null for a format without one. */
  readonly headRow: number | null;
}

/** Rejects a file with a column that its records must not have, also one that would be ignored (422). */
export function rejectColumns(columns: readonly string[], { names, detail }: RefusedColumns): void {
  const refused = new Set(names.map(normalizeColumnName));
  const found = columns.findIndex((column) => refused.has(normalizeColumnName(column)));
  if (found >= 0) throw InvalidInput.forPath('', `has a column at ${found + 1} that ${detail}`);
}

/** Returns the field of each column. Rejects columns that cannot be read as these records (422). */
export function requireColumns(
  columns: readonly string[],
  fields: Fields,
  { mapping, leavesOutOther, constants, headRow }: ColumnRules,
): readonly (string | null)[] {
  const mapped = mapColumns(columns, fields, mapping);
  const duplicate = mapped.fields.find((field, index) => field !== null && mapped.fields.indexOf(field) !== index);
  if (typeof duplicate === 'string') throw InvalidInput.forPath('', `has two columns for ${duplicate}`);
  const constantFields = new Set(constants.map(({ field }) => field));
  const missing = mapped.missing.filter((field) => !constantFields.has(field));
  if (missing.length > 0) {
    const head = headRow === null ? '' : ` in row ${headRow}, which was read as the head`;
    const remedy = 'map a column, give a constant, or name the row of the head';
    throw InvalidInput.forPath('', `has no column for ${missing.join(', ')}${head}: ${remedy}`);
  }
  if (mapped.unknown.length > 0 && !leavesOutOther) {
    const positions = mapped.fields.flatMap((field, index) => (field === null ? [index + 1] : []));
    throw InvalidInput.forPath(
      '',
      `has unknown columns at ${positions.slice(0, 20).join(', ')}: map them, or leave them out`,
    );
  }
  return mapped.fields;
}

/** Rejects a mapping with an unknown field, or with one column for two fields (422). */
export function requireFields(mapping: ColumnMapping, fields: Fields): void {
  const unknown = Object.keys(mapping).some((field) => !Object.hasOwn(fields, field));
  if (unknown)
    throw InvalidInput.forPath(
      '/mapping',
      `has an unknown field; the known fields are ${Object.keys(fields).join(', ')}`,
    );
  const columns = Object.values(mapping).map(normalizeColumnName);
  if (new Set(columns).size !== columns.length)
    throw InvalidInput.forPath('/mapping', 'reads one column into two fields');
}

/** Normalizes a column name: `Received at`, `received_at` and `receivedAt` are equal. */
function normalizeColumnName(column: string): string {
  return column
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_.\-/#:()'’]/g, '');
}
