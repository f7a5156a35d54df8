import type { Connection } from '../../../platform/database/connection.js';

/** One line for each measure, task force and year with its number of records, in a fixed order. */
const selectTotals = `
  SELECT json_build_array(f.measure, f.task_force_id, extract(year FROM f.day)::integer, sum(f.n))::text AS line
    FROM oversight.facts('-infinity', 'infinity') f
   GROUP BY f.measure, f.task_force_id, extract(year FROM f.day)
   ORDER BY f.measure COLLATE "C", f.task_force_id, extract(year FROM f.day)`;

/** Recounts all records of a snapshot, as text. Equal records give equal bytes. It needs a superuser. */
export async function recountTotals(snapshot: Connection): Promise<string> {
  const { rows } = await snapshot.query<{ line: string }>(selectTotals);
  return rows.map(({ line }) => `${line}\n`).join('');
}
