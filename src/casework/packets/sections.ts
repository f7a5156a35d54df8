import { packetDeclarations } from '../records/packet-declarations.js';

/** Omitted columns: they are internal to the tracker, or concern only the visibility of the file. */
export const excludedColumns = [
  'task_force_id',
  'complaint_id',
  'version',
  'intake_digest',
  'sealed_before',
  'is_sealed',
  'is_expunged',
  'attested_at',
] as const;

/** Returns the function that decides whether a packet has a column of a table. */
export function createColumnFilter(): (table: string, column: string) => boolean {
  const concernsByTable = new Map(packetDeclarations.all().map(({ table, concerns }) => [table, concerns]));
  return (table, column) => concernsByTable.get(table)?.[column] !== undefined;
}

/** Builds the statement that selects all sections of complaint `$1`, without the internal columns. */
export function buildSectionsStatement(): string {
  return packetDeclarations
    .all()
    .map(({ table, juvenile, only, encrypted = [] }, number) => {
      const excluded = [...excludedColumns, ...encrypted].map((column) => `'${column}'`);
      const row = `to_jsonb(r) - ARRAY[${excluded.join(', ')}]`;
      const rowExpression = juvenile === undefined ? row : `${row} || jsonb_build_object('juvenile', ${juvenile})`;
      const key = table === 'complaints' ? 'id' : 'complaint_id';
      return `SELECT ${number} AS section, r.id, ${rowExpression} AS row FROM app.${table} r WHERE r.${key} = $1${only === undefined ? '' : ` AND ${only}`}`;
    })
    .join(' UNION ALL ')
    .concat(' ORDER BY section, id');
}
