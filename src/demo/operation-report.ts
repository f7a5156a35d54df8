import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { operation } from './published.js';
import { nationalSupervisor } from './record/accounts.js';

/** The operation's totals by measure, with who took part as `task_forces` and `agencies`. */
export type OperationReport = ReadonlyMap<string, number>;

const totals = `
  SELECT measure, sum(recorded)::int AS n FROM oversight.operation_totals($1, false) GROUP BY measure
  UNION ALL
  SELECT taking_part.measure, taking_part.n::int FROM oversight.operation_participants($1) p
   CROSS JOIN LATERAL (VALUES ('task_forces', p.task_forces), ('agencies', p.agencies)) AS taking_part (measure, n)`;

/**
 * The operation's totals as the national supervisor reads them: through the same functions as the API, as the same role.
 * Of the session it takes nothing is left.
 */
export async function operationReport(appUrl: string): Promise<OperationReport> {
  const app = new pg.Client({ connectionString: appUrl, application_name: 'tracker demo' });
  app.on('error', () => undefined);
  await app.connect();
  try {
    await app.query('BEGIN');
    const session = createHash('sha256').update(randomBytes(32)).digest();
    await app.query(openSession, [nationalSupervisor, randomUUID(), session]);
    const { rows } = await app.query<{ measure: string; n: number }>(totals, [operation.id]);
    return new Map(rows.map(({ measure, n }) => [measure, n]));
  } finally {
    await app.query('ROLLBACK');
    await app.end();
  }
}

const openSession = `
  SELECT auth.open_session(c.account_id, c.password_hash, $2, $3) FROM auth.credential_of($1) c`;

const lines: readonly (readonly [string, string])[] = [
  ['task_forces', 'task forces'],
  ['agencies', 'agencies'],
  ['complaints_documented', 'complaints'],
  ['arrests', 'arrests'],
  ['offenders_identified_hands_on_or_production', 'offenders who produced abuse material or abused a child'],
  ['victims_identified', 'children identified'],
  ['presentations', 'presentations'],
  ['people_reached', 'people reached by them'],
];

/** The report in the order and words it was published in. */
export function linesOf(report: OperationReport): string[] {
  return lines.map(([measure, words]) => `${(report.get(measure) ?? 0).toLocaleString('en-US').padStart(9)}  ${words}`);
}
