import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { hashOf } from '../../platform/actor/token-hash.js';
import { addDays, dayOf, type Day } from '../../platform/time/calendar.js';
import { deriveAgencyId } from '../record/agencies.js';
import { mainTaskForce, passwordAccounts } from '../record/accounts.js';
import { taskForceList } from '../record/task-forces.js';

export interface ServedDemo {
  readonly url: string;
  readonly ownerUrl: string;
  readonly now: Date;
}

interface Answer {
  readonly etag: string;
  readonly body: {
    readonly id: string;
    readonly items: readonly object[];
    readonly findings: readonly { readonly number: number }[];
  };
}

type Send = (method: string, path: string, body?: object | string, etag?: string) => Promise<Answer>;

const openSession = `
  INSERT INTO auth.sessions (hash, id, account_id, role, task_force_id, agency_id, idle, expires_at, stepped_up_at)
  SELECT sha256($1), $2, id, role, task_force_id, agency_id, interval '1 minute', now() + interval '1 minute', now()
    FROM app.accounts WHERE id = $3`;
const endSessions = 'UPDATE auth.sessions SET ended_at = now() WHERE id = ANY ($1)';

/**
 * Adds the reports to the caseload by requests of its two supervisors, because only the tracker counts. A caseload with reports
 * stays unchanged.
 */
export async function completeCaseload({ url, ownerUrl, now }: ServedDemo): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'tracker demo' });
  owner.on('error', () => undefined);
  await owner.connect();
  const sessions: string[] = [];
  try {
    const sign = async (mailbox: string): Promise<Send> => {
      const account = passwordAccounts.find(({ email }) => email === `${mailbox}@example.org`);
      const [token, id] = [randomBytes(32).toString('base64url'), randomUUID()];
      await owner.query(openSession, [hashOf(token), id, account?.id]);
      sessions.push(id);
      return (method, path, body, etag) => send(`${url}/api/v1${path}`, token, method, body, etag);
    };
    const supervisor = await sign('supervisor.task-force');
    const { items } = (await supervisor('GET', '/performance-reports')).body;
    if (items.length > 0) return;
    const zone = taskForceList.find(({ code }) => code === mainTaskForce)?.zone ?? 'UTC';
    const today = dayOf(now, zone);
    await lockAnnualReport(supervisor, await sign('supervisor-2.task-force'), lastFiscalYear(today));
    await supervisor('POST', '/performance-reports', { definition: 'monthly_summary', month: lastMonth(today) });
    await validateFile(supervisor, today);
  } finally {
    await owner.query(endSessions, [sessions]);
    await owner.end();
  }
}

/** Locks the report of a year. Technical help of that year that is recorded afterwards makes a difference. */
async function lockAnnualReport(preparing: Send, approving: Send, fiscalYear: number): Promise<void> {
  let report = await preparing('POST', '/performance-reports', { definition: 'annual_report', fiscalYear });
  const path = `/performance-reports/${report.body.id}`;
  const answers = report.body.findings.map(({ number }) => ({ number, note: 'Confirmed with the agencies.' }));
  if (answers.length > 0) report = await preparing('PUT', `${path}/answers`, { answers }, report.etag);
  await approving('PUT', `${path}/approval`, undefined, report.etag);
  await preparing('POST', '/assistance-sessions', {
    agencyId: deriveAgencyId(mainTaskForce, 0),
    heldOn: `${fiscalYear}-09-15`,
    recipientName: 'Pine County Sheriff',
    kind: 'forensic',
    topic: 'Unlocking a telephone',
    hours: 3,
  });
}

async function validateFile(supervisor: Send, today: Day): Promise<void> {
  const agency = deriveAgencyId(mainTaskForce, 0);
  const rows = [1, 2, 3].map(
    (number) =>
      `${agency},ncmec_cybertip,${989_000_000 + number},${addDays(today, -number)}T10:00:00Z,${number === 3 ? 'Nebrasca' : 'NE'},Tip ${number} of a file.`,
  );
  const { body, etag } = await supervisor('POST', '/imports', { kind: 'complaints' });
  const file = ['agency,source,externalReference,receivedAt,state,narrative', ...rows].join('\n');
  await supervisor('PUT', `/imports/${body.id}/file`, file, etag);
}

function lastFiscalYear(today: Day): number {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return month >= 10 ? year : year - 1;
}

function lastMonth(today: Day): string {
  return addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
}

async function send(
  url: string,
  token: string,
  method: string,
  body?: object | string,
  etag?: string,
): Promise<Answer> {
  const isFile = typeof body === 'string';
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': isFile ? 'text/csv' : 'application/json' }),
      ...(etag === undefined ? {} : { 'if-match': etag }),
    },
    ...(body === undefined ? {} : { body: isFile ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(
      `The caseload of the demo is incomplete: ${method} ${new URL(url).pathname} was answered with ${response.status} ${text}`,
    );
  return { etag: response.headers.get('etag') ?? '', body: JSON.parse(text) as Answer['body'] };
}
