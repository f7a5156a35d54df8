import { connected } from '../../../platform/database/connected.js';

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

const nobody = '00000000-0000-0000-0000-000000000000';
const differences = `
  SELECT level, measure, detail, grain, nullif(task_force_id, '${nobody}') AS "taskForceId",
         nullif(agency_id, '${nobody}') AS "agencyId", starts_on::text AS "startsOn", facets, in_ledger::float8 AS "inLedger",
         recounted::float8 AS recounted
    FROM tally.differences() ORDER BY 1, 2, 3, 4, 5, 6, 7, 8::text`;

/** Recounts all records in one snapshot and returns the differences. It needs the role that owns the tables. */
export function verifyTally(url: string): Promise<TallyDifference[]> {
  return connected(url, 'tracker tally', async (connection) => {
    const { rows } = await connection.query<TallyDifference>(differences);
    return rows;
  });
}

/**
 * Corrects the counts that differ from a recount and returns their number. The tracker may run meanwhile. It needs the
 * role that owns the tables.
 */
export function rebuildTally(url: string): Promise<number> {
  return connected(url, 'tracker tally', async (connection) => {
    const { rows } = await connection.query<{ mended: string }>('SELECT tally.rebuild() AS mended');
    return Number(rows[0]?.mended ?? 0);
  });
}
