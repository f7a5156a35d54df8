import type pg from 'pg';

const ownSchemas = `n.nspname !~ '^(pg_|information_schema$|public$)'`;
/** Condition that excludes the monthly partitions of the trail and the lists of applied migrations and files. */
const tables = `c.relkind IN ('r', 'p') AND ${ownSchemas} AND c.relname !~ '^entries_\\d'
  AND (n.nspname || '.' || c.relname) NOT IN ('app.migrations', 'app.repeatable_files')`;

const selectTables = `
  SELECT n.nspname || '.' || c.relname AS name,
         concat_ws(' ', CASE WHEN c.relrowsecurity THEN 'row security' END, CASE WHEN c.relforcerowsecurity THEN 'forced' END,
                   CASE c.relpersistence WHEN 'u' THEN 'unlogged' END, array_to_string(c.reloptions, ', ')) AS traits,
         (SELECT array_agg(concat_ws(' ', a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'NOT NULL' END,
                             CASE WHEN a.attcollation = '"C"'::regcollation THEN 'COLLATE "C"' END,
                             CASE WHEN a.attgenerated = 's' THEN 'GENERATED' WHEN a.attidentity <> '' THEN 'IDENTITY' END,
                             CASE WHEN d.adbin IS NOT NULL THEN 'DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END,
                             CASE WHEN a.attstattarget = 0 THEN 'STATISTICS 0' END) ORDER BY a.attnum)
            FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
         (SELECT array_agg(k.conname || ' ' || pg_get_constraintdef(k.oid) ORDER BY k.contype, k.conname)
            FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')) AS constraints,
         (SELECT array_agg(regexp_replace(pg_get_indexdef(i.indexrelid), ' USING btree', '') ORDER BY i.indexrelid::regclass::text)
            FROM pg_index i WHERE i.indrelid = c.oid
             AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))) AS indexes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${tables} ORDER BY 1`;

/**
 * Functions, triggers, policies and rights by their signatures, with hashes that are the same in every release of
 * Postgres. The text of an SQL-standard body is in its file, because each release writes it differently.
 */
const selectOtherObjects = `
  SELECT 'function' AS kind, format('%s -> %s', p.oid::regprocedure, coalesce(pg_get_function_result(p.oid), 'nothing')) AS name,
         concat_ws(' ', l.lanname, p.provolatile, p.proparallel, p.prosecdef, p.proowner::regrole, p.proconfig, p.prosrc,
                   (SELECT array_agg(a::text ORDER BY a::text) FROM unnest(p.proacl) a)) AS text
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang WHERE ${ownSchemas}
  UNION ALL
  SELECT 'view', c.oid::regclass::text, concat_ws(' ', c.relowner::regrole, c.reloptions)
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'v' AND ${ownSchemas}
  UNION ALL
  SELECT 'triggers', c.oid::regclass::text, string_agg(pg_get_triggerdef(t.oid) || t.tgenabled::text, ' ' ORDER BY t.tgname)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND ${tables} GROUP BY 2
  UNION ALL
  SELECT 'policies', c.oid::regclass::text,
         string_agg(concat_ws(' ', p.polname, p.polcmd, (SELECT array_agg(r::regrole::text ORDER BY r::regrole::text) FROM unnest(p.polroles) r),
                              pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)), ' ' ORDER BY p.polname)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${tables} GROUP BY 2
  ORDER BY 1, 2`;

const signatures = `SELECT kind, name, left(md5(text), 8) AS hash FROM (${selectOtherObjects}) r`;

interface TableRow {
  readonly name: string;
  readonly traits: string;
  readonly columns: readonly string[];
  readonly constraints: readonly string[] | null;
  readonly indexes: readonly string[] | null;
}

const maxWidth = 140;

/**
 * Returns the schema of a migrated database as text, the same for every release of Postgres that the tracker supports.
 */
export async function readSchemaText(client: pg.Client): Promise<string> {
  const { rows: found } = await client.query<TableRow>(selectTables);
  const { rows: rest } = await client.query<{ kind: string; name: string; hash: string }>(signatures);
  return [
    '-- The schema as the catalogue has it. Written by `npm run db:schema`, and compared by test/platform/schema.e2e-spec.ts.',
    ...found.flatMap(tableLines),
    '',
    ...rest.map(({ kind, name, hash }) => `-- ${kind} ${name} ${hash}`),
    '',
  ].join('\n');
}

function tableLines({ name, traits, columns, constraints, indexes }: TableRow): string[] {
  const lines = wrapLines([
    ...columns.map((text) => `${text},`),
    ...(constraints ?? []).map((text) => `CONSTRAINT ${text},`),
  ]);
  const last = lines.pop()?.replace(/,$/, '') ?? '';
  return [
    '',
    `CREATE TABLE ${name} (${traits === '' ? '' : ` -- ${traits}`}`,
    ...lines,
    last,
    ');',
    ...(indexes ?? []).map((text) => `${text};`),
  ];
}

function wrapLines(parts: readonly string[]): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const isNewKind = part.startsWith('CONSTRAINT ') && last?.trimStart().startsWith('CONSTRAINT ') === false;
    if (last !== undefined && !isNewKind && last.length + part.length < maxWidth)
      lines.splice(-1, 1, `${last} ${part}`);
    else lines.push(`  ${part}`);
  }
  return lines;
}
