import { measures, type Measure } from '../measures/index.js';
import type { CountedRows } from '../measures/measure.js';
import { countedTables, type CountedTable } from './counted-tables.js';

export interface LedgerFile {
  readonly path: string;
  readonly text: string;
}

interface Count extends CountedRows {
  readonly measure: string;
}

const allMeasures: readonly Measure[] = measures;
const tableNames = Object.keys(countedTables) as CountedTable[];
const generatedComment = '-- Written by `npm run ledger:sql` from src/reporting/reports/measures.';

/** Returns the SQL files that follow from the list of measures. */
export function ledgerFiles(): LedgerFile[] {
  return [
    { path: 'database/oversight/functions/facts_on_record.sql', text: formatFactsOnRecord() },
    { path: 'database/oversight/functions/rows_of.sql', text: formatRowsOf() },
    { path: 'database/tally/functions/of_case.sql', text: formatOfCase() },
    ...tableNames.map((table) => ({
      path: `database/tally/functions/enter_${table}.sql`,
      text: formatEnterTrigger(table),
    })),
  ];
}

function listCounts(table: CountedTable): Count[] {
  return allMeasures.flatMap(({ key, counts }) =>
    counts.filter((count) => count.table === table).map((count) => ({ ...count, measure: key })),
  );
}

function listFacets({ table, facets = {} }: Count): [string, string][] {
  const { complaint } = countedTables[table];
  const rows = { itself: 'r', parent: 'c', none: null }[complaint];
  const ofCase =
    rows === null ? [] : ['type', 'mode'].map((facet) => [facet, `coalesce(${rows}.${facet}, 'unclassified')`]);
  return [...ofCase, ...Object.entries(facets)] as [string, string][];
}

/** Returns the SELECT of the rows that count, from a table or from the rows of a statement. */
function formatSelect(
  count: Count,
  rows: string,
  signed = '',
  complaints = 'app.complaints c ON c.id = r.complaint_id',
): string {
  const { complaint, isVoidable, agency } = countedTables[count.table];
  const id = { itself: 'r.id', parent: 'r.complaint_id', none: 'NULL::uuid' }[complaint];
  const conditions = [
    ...(isVoidable ? ['r.voided_at IS NULL'] : []),
    ...(count.when === undefined ? [] : [count.when]),
  ];
  const pairs = listFacets(count).map(([name, value]) => `'${name}', ${value}`);
  return `  SELECT '${count.measure}' AS measure, r.id AS record_id, ${id} AS complaint_id, r.task_force_id, ${agency} AS agency_id,
         ${count.day} AS day, jsonb_build_object(${pairs.join(', ')}) AS facets, ${signed}(${count.n ?? '1'})::bigint AS n
    FROM ${rows} r${complaint === 'parent' ? ` JOIN ${complaints}` : ''}${
      conditions.length === 0 ? '' : `\n   WHERE ${conditions.join(' AND ')}`
    }`;
}

function formatSelects(table: CountedTable, rows: string, signed = '', complaints?: string): string[] {
  return listCounts(table).map((count) => formatSelect(count, rows, signed, complaints));
}

const unionAll = '\n  UNION ALL\n';
const factColumns =
  'measure text, record_id uuid, complaint_id uuid, task_force_id uuid, agency_id uuid, day date, facets jsonb, n bigint';

function formatFactsOnRecord(): string {
  return `-- Returns every counted fact of a half-open range of days, with its day and agency.
${generatedComment}
CREATE OR REPLACE FUNCTION oversight.facts_on_record(from_on date, until_on date)
  RETURNS TABLE (${factColumns}) LANGUAGE sql STABLE
BEGIN ATOMIC
  SELECT * FROM (
${tableNames.flatMap((table) => formatSelects(table, `app.${table}`)).join(unionAll)}
  ) f WHERE f.day >= from_on AND f.day < until_on;
END;
`;
}

const partExpression = `coalesce(f.facets ->> 'audience', f.facets ->> 'profession', '')`;

/** Returns a page of one table's facts, from the end of the page before. */
function formatPage(count: Count): string {
  return `    (SELECT f.record_id, f.complaint_id, f.agency_id, f.day, f.facets, f.n, ${partExpression} AS part, false AS is_purged FROM (
${formatSelect(count, `app.${count.table}`)}) f
      WHERE f.task_force_id = home AND (desk IS NULL OR f.agency_id = desk) AND f.day >= from_on AND f.day <= until_day
        AND (after_day IS NULL OR (f.day, f.record_id, ${partExpression}) < (after_day, after_record, after_part))
        AND (tagged IS NULL OR f.record_id = ANY (tagged)) AND f.facets @> asked
      ORDER BY f.day DESC, f.record_id DESC, part DESC LIMIT most)
    UNION ALL
`;
}

function formatLatest(measure: string): string {
  const counts = tableNames.flatMap((table) => listCounts(table)).filter((count) => count.measure === measure);
  return `  IF of_measure = '${measure}' THEN RETURN QUERY SELECT f.* FROM (
${counts.map(formatPage).join('')}    SELECT p.* FROM oversight.purged_rows_of(of_measure, home, desk, from_on, until_day, tagged, asked, after_day, after_record, after_part, most) p
    ) f ORDER BY f.day DESC, f.record_id DESC, f.part DESC LIMIT most; END IF;`;
}

function formatRowsOf(): string {
  const keys = [...new Set(tableNames.flatMap((table) => listCounts(table)).map(({ measure }) => measure))];
  return `-- Returns the facts of a measure in one task force or agency, the latest first. One record can count several parts. Each measure has its
-- own statement, which uses the index of its day.
${generatedComment}
CREATE OR REPLACE FUNCTION oversight.rows_of(of_measure text, home uuid, desk uuid, from_on date, until_on date, tagged uuid[], asked jsonb,
                                             after_day date, after_record uuid, after_part text, most integer)
  RETURNS TABLE (record_id uuid, complaint_id uuid, agency_id uuid, day date, facets jsonb, n bigint, part text, is_purged boolean)
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE until_day date := least(until_on - 1, after_day);
BEGIN
${keys.map(formatLatest).join('\n')}
END $$;
`;
}

function formatOfCase(): string {
  const facets = tableNames.flatMap((table) => listCounts(table)).flatMap((count) => Object.keys(count.facets ?? {}));
  return `-- Returns the type and mode of the case among the facets. Postgres inlines it, since a rebuild calls it for every record many times.
${generatedComment}
CREATE OR REPLACE FUNCTION tally.of_case(facets jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN facets - '{${[...new Set(facets)].join(',')}}'::text[];
`;
}

/** Rows of an update, after it and before it, with the sign of their counts. */
const changedRows = `    WITH changed AS NOT MATERIALIZED (SELECT 1 AS sign, n.* FROM new_rows n UNION ALL SELECT -1, o.* FROM old_rows o)
`;

function formatInsert(selects: readonly string[]): string {
  return `    INSERT INTO tally.deltas (measure, task_force_id, agency_id, day, facets, n)
    SELECT f.measure, f.task_force_id, f.agency_id, f.day, f.facets, sum(f.n) FROM (
${selects.join(unionAll)}
    ) f GROUP BY 1, 2, 3, 4, 5 HAVING sum(f.n) <> 0;`;
}

/** Returns the statements by which a complaint of another type, mode or agency counts its records again. */
function formatReclassification(): string {
  const childTables = tableNames.filter((table) => countedTables[table].complaint === 'parent');
  const join = 'changed c ON c.id = ANY (reclassified) AND r.task_force_id = c.task_force_id AND r.complaint_id = c.id';
  const selects = childTables.flatMap((table) => formatSelects(table, `app.${table}`, 'c.sign * ', join));
  return `
    reclassified := ARRAY(SELECT n.id FROM old_rows w JOIN new_rows n USING (id)
                           WHERE (w.type, w.mode, w.agency_id) IS DISTINCT FROM (n.type, n.mode, n.agency_id));
    IF cardinality(reclassified) > 0 THEN
    PERFORM tally.lock_complaints(reclassified, true);
${changedRows}${formatInsert(selects)}
    END IF;`;
}

function formatEnterTrigger(table: CountedTable): string {
  const isOfComplaint = countedTables[table].complaint === 'parent';
  const formatLock = (rows: string): string =>
    isOfComplaint ? `    PERFORM tally.lock_complaints(ARRAY(SELECT w.complaint_id FROM ${rows} w), false);\n` : '';
  return `-- Enters into the ledger how a statement on app.${table} changes the counts.
${generatedComment}
CREATE OR REPLACE FUNCTION tally.enter_${table}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
${table === 'complaints' ? 'DECLARE reclassified uuid[];\n' : ''}BEGIN
  IF tg_op = 'INSERT' THEN
${formatLock('new_rows')}${formatInsert(formatSelects(table, 'new_rows'))}
  ELSIF tg_op = 'DELETE' THEN
${formatLock('old_rows')}${formatInsert(formatSelects(table, 'old_rows', '-'))}
  ELSE
${formatLock('(SELECT * FROM new_rows UNION ALL SELECT * FROM old_rows)')}${changedRows}${formatInsert(formatSelects(table, 'changed', 'r.sign * '))}${
    table === 'complaints' ? formatReclassification() : ''
  }
  END IF;
  RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION tally.enter_${table}() TO tracker_owner;
`;
}
