import { InvalidInput } from '../../platform/http/problems.js';
import type { Fields } from './field.js';
import type { Mapping } from './import-batch.entity.js';

/** Fields of a file's columns, in order; null for an unknown column. */
export interface MappedColumns {
  readonly fields: readonly (string | null)[];
  /** Unknown columns. */
  readonly others: readonly string[];
  /** Required fields without a column. */
  readonly missing: readonly string[];
}

/** Finds the field of each column: by the mapping, or else by the column's name. */
export function mapColumns(columns: readonly string[], fields: Fields, mapping: Mapping): MappedColumns {
  const said = new Map(Object.entries(mapping).map(([field, column]) => [bare(column), field]));
  const called = new Map(
    Object.entries(fields).flatMap(([name, { aliases }]) =>
      [name, ...aliases].map((one) => [bare(one), name] as const),
    ),
  );
  const found = columns.map((column) => {
    const name = said.get(bare(column));
    if (name !== undefined) return name;
    const own = called.get(bare(column)) ?? null;
    // A field that the mapping reads from another column is not read from this one too.
    return own !== null && Object.hasOwn(mapping, own) ? null : own;
  });
  return {
    fields: found,
    others: columns.filter((_, at) => found[at] === null),
    missing: Object.keys(fields).filter((name) => fields[name]?.isNeeded === true && !found.includes(name)),
  };
}

/** Returns the field of each column. Rejects columns that cannot be read as these records (422). */
export function requireColumns(
  columns: readonly string[],
  fields: Fields,
  { mapping, leavesOutOther }: { readonly mapping: Mapping; readonly leavesOutOther: boolean },
): readonly (string | null)[] {
  const mapped = mapColumns(columns, fields, mapping);
  const twice = mapped.fields.find((field, at) => field !== null && mapped.fields.indexOf(field) !== at);
  if (typeof twice === 'string') throw InvalidInput.at('', `has two columns for ${twice}`);
  if (mapped.missing.length > 0) throw InvalidInput.at('', `has no column for ${mapped.missing.join(', ')}`);
  if (mapped.others.length > 0 && !leavesOutOther) {
    const places = mapped.fields.flatMap((field, at) => (field === null ? [at + 1] : []));
    throw InvalidInput.at('', `has unknown columns at ${places.slice(0, 20).join(', ')}: map them, or leave them out`);
  }
  return mapped.fields;
}

/** Rejects a mapping with an unknown field, or with one column for two fields (422). */
export function requireFields(mapping: Mapping, fields: Fields): void {
  const unknown = Object.keys(mapping).some((field) => !Object.hasOwn(fields, field));
  if (unknown)
    throw InvalidInput.at('/mapping', `has an unknown field; the known fields are ${Object.keys(fields).join(', ')}`);
  const columns = Object.values(mapping).map(bare);
  if (new Set(columns).size !== columns.length) throw InvalidInput.at('/mapping', 'reads one column into two fields');
}

/** Normalizes a column name: `Received at`, `received_at` and `receivedAt` are equal. */
function bare(column: string): string {
  return column
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_.\-/#:()]/g, '');
}
