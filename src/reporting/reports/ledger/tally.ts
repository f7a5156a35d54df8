import { withNewConnection } from '../../../platform/database/connection.js';

/** Count of the ledger that differs from a recount of the records. */
export interface TallyDifference {
  readonly level: 'nation' | 'task_force' | 'agency';
  readonly measure: string;
  readonly detail: string;
  readonly grain: string;
  readonly taskForceId: string | null;
  readonly agencyId: string | null;
  readonly startsOn: string;
  readonly facets: Readonly<Record<string, string>>;
  readonly inLedger: number;
  readonly recounted: number;
}

const nilId = '00000000-0000-0000-0000-000000000000';
const selectDifferences = `
  SELECT level, measure, detail, grain, nullif(task_force_id, '${nilId}') AS "taskForceId",
         nullif(agency_id, '${nilId}') AS "agencyId", starts_on::text AS "startsOn", facets, in_ledger::float8 AS "inLedger",
         recounted::float8 AS recounted
    FROM tally.differences() ORDER BY 1, 2, 3, 4, 5, 6, 7, 8::text`;

/** Recounts all records in one snapshot and returns the differences. It needs the role that owns the tables. */
export function verifyTally(url: string): Promise<TallyDifference[]> {
  return withNewConnection(url, 'tracker tally', async (connection) => {
    const { rows } = await connection.query<TallyDifference>(selectDifferences);
    return rows;
  });
}

/**
 * Corrects the counts that differ from a recount and returns their number, while the tracker may run. It needs the role that owns the
 * tables.
 */
export function rebuildTally(url: string): Promise<number> {
  return withNewConnection(url, 'tracker tally', async (connection) => {
    const { rows } = await connection.query<{ mended: string }>('SELECT tally.rebuild() AS mended');
    return Number(rows[0]?.mended ?? 0);
  });
}
