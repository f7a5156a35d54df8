import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { operation } from './published-figures.js';
import { nationalSupervisor } from './record/accounts.js';

/** Totals of the operation by measure, with its participants as `task_forces` and `agencies`. */
export type OperationReport = ReadonlyMap<string, number>;

export interface ReportUrls {
  readonly appUrl: string;
  readonly ownerUrl: string;
}

const selectTotals = `
  SELECT measure, sum(recorded)::int AS n FROM oversight.operation_totals($1, false) GROUP BY measure
  UNION ALL
  SELECT taking_part.measure, taking_part.n::int FROM oversight.operation_participants($1) p
   CROSS JOIN LATERAL (VALUES ('task_forces', p.task_forces), ('agencies', p.agencies)) AS taking_part (measure, n)`;

const openSession = `
  INSERT INTO auth.sessions (hash, id, account_id, role, idle, expires_at)
  SELECT sha256($1), $2, id, role, interval '1 minute', now() + interval '1 minute' FROM app.accounts WHERE email = $3`;
const deleteSession = 'DELETE FROM auth.sessions WHERE id = $1';

/**
 * Returns the operation's totals for the national supervisor, by the API's functions and database role. The owner opens
 * a session and deletes it afterwards.
 */
export async function readOperationReport({ appUrl, ownerUrl }: ReportUrls): Promise<OperationReport> {
  const [session, id] = [createHash('sha256').update(randomBytes(32)).digest(), randomUUID()];
  return withConnection(ownerUrl, async (owner) => {
    await owner.query(openSession, [session, id, nationalSupervisor]);
    try {
      return await withConnection(appUrl, (app) => queryReport(app, session));
    } finally {
      await owner.query(deleteSession, [id]);
    }
  });
}

async function queryReport(app: pg.Client, session: Buffer): Promise<OperationReport> {
  await app.query('BEGIN');
  await app.query(`SELECT auth.begin_request($1, true, '', NULL)`, [session]);
  const { rows } = await app.query<{ measure: string; n: number }>(selectTotals, [operation.id]);
  await app.query('ROLLBACK');
  return new Map(rows.map(({ measure, n }) => [measure, n]));
}

async function withConnection<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, application_name: 'tracker demo' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const reportLines: readonly (readonly [string, string])[] = [
  ['task_forces', 'task forces'],
  ['agencies', 'agencies'],
  ['complaints_documented', 'complaints'],
  ['arrests', 'arrests'],
  ['offenders_identified_hands_on_or_production', 'offenders who produced abuse material or abused a child'],
  ['victims_identified', 'children identified'],
  ['presentations', 'presentations'],
  ['people_reached', 'people reached by them'],
];

/** Returns the report's lines in the order and wording of the publication. */
export function formatReport(report: OperationReport): string[] {
  return reportLines.map(
    ([measure, words]) => `${(report.get(measure) ?? 0).toLocaleString('en-US').padStart(9)}  ${words}`,
  );
}
