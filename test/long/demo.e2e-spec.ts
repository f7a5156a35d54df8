import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Passwords } from '../../src/organization/accounts/passwords.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import type { DemoAccount } from '../../src/demo/accounts-file.js';
import { loadDemo } from '../../src/demo/load-demo.js';
import { formatReport, readOperationReport } from '../../src/demo/operation-report.js';
import { operation, publishedFigures } from '../../src/demo/published-figures.js';
import { Config } from '../../src/platform/config/config.js';
import { complaintStates } from '../../src/casework/complaints/complaints.enums.js';
import type { TriageProposalView } from '../../src/casework/triage/triage-proposal.view.js';
import { completeCaseload } from '../../src/demo/caseload/complete-caseload.js';
import { caseTables, createCaseload, workTables } from '../../src/demo/caseload/caseload-tables.js';
import { createStaff, passwordAccounts } from '../../src/demo/record/accounts.js';
import { divideTotals, type Share } from '../../src/demo/record/shares.js';
import { startOfDay } from '../../src/demo/local-days.js';
import type { OperationReportView, TotalsView } from '../../src/reporting/reports/report.view.js';
import type { Client } from '../support/client.js';
import { secrets, startTracker, stoppedAt, type Tracker } from '../support/tracker.js';

const passwords = new Passwords(Config.parse({ NODE_ENV: 'test' }), secrets);
let directory: string;
let accountsFile: string;
let tracker: Tracker;
let accounts: readonly DemoAccount[];

const load = (ownerUrl: string, file: string) =>
  loadDemo({ ownerUrl, accountsFile: file, passwords, now: stoppedAt, say: () => undefined });

/** Complaints of the present caseload, and their counterparts at the other task force. */
const caseloadComplaints = 62;

async function count(statement: string): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(`SELECT count(*)::int AS n FROM ${statement}`);
  return row?.n ?? -1;
}

async function signedIn(role: string, level: string): Promise<Client> {
  const account = accounts.find((one) => one.role === role && one.seat.level === level);
  const { email, password } = account ?? {};
  const session = await tracker.anonymous().post<{ token: string }>('/sessions', { email, password });
  expect(session.status).toBe(201);
  return tracker.as(session.body);
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-demo-'));
  accountsFile = join(directory, 'new', 'demo-accounts.json');
  tracker = await startTracker();
  accounts = (await load(tracker.database.ownerUrl, accountsFile)) ?? [];
});

afterAll(async () => {
  await tracker.close();
  await rm(directory, { recursive: true, force: true });
});

describe('the demo', () => {
  it('reports the operation as it was published, through the API', async () => {
    const supervisor = await signedIn('supervisor', 'national');

    const { status, body } = await supervisor.get<OperationReportView>(`/reports/operations/${operation.id}`);

    expect(status).toBe(200);
    const { operation: reported, taskForces, agencies, figures } = body;
    expect(reported).toMatchObject({
      name: 'Operation Broken Heart 2018',
      startsOn: '2018-03-01',
      endsOn: '2018-05-31',
    });
    expect({ taskForces, agencies }).toEqual({ taskForces: 61, agencies: 4_500 });
    expect(figures).toMatchObject({
      complaintsDocumented: { recorded: 25_200 },
      arrests: { recorded: 2_300 },
      offendersIdentifiedHandsOnOrProduction: { recorded: 195 },
      victimsIdentified: { recorded: 383 },
      presentations: { recorded: 3_700 },
      peopleReached: { recorded: 390_000 },
    });
    expect(body.complaintsByTypeAndMode.reduce((sum, { complaints }) => sum + complaints, 0)).toBe(25_200);
  });

  it('prints the same report', async () => {
    expect(formatReport(await readOperationReport(tracker.database)).map((line) => line.trim())).toEqual([
      '61  task forces',
      '4,500  agencies',
      '25,200  complaints',
      '2,300  arrests',
      '195  offenders who produced abuse material or abused a child',
      '383  children identified',
      '3,700  presentations',
      '390,000  people reached by them',
    ]);
  });

  it('reads the totals of the programme since 1998, with recorded and historical numbers', async () => {
    const supervisor = await signedIn('supervisor', 'national');

    const { body } = await supervisor.get<TotalsView>('/reports/totals?from=1998-01-01&until=2018-06-01');

    expect(body.figures).toMatchObject({
      complaintsDocumented: { recorded: 25_200, historical: 749_800, total: 775_000, precision: 'at_least' },
      arrests: { recorded: 2_300, historical: 80_700, total: 83_000, precision: 'at_least' },
      peopleTrained: { recorded: 9_400, historical: 620_000, total: 629_400, precision: 'at_least' },
    });
  });

  it('counts every complaint on its local day, up to the boundaries of the operation', async () => {
    const rows = await tracker.sql<{ code: string; zone: string; first: Date; last: Date; n: number }>(
      `SELECT t.code, t.zone, min(c.received_at) AS first, max(c.received_at) AS last, count(*)::int AS n
         FROM app.complaints c JOIN app.task_forces t ON t.id = c.task_force_id
        WHERE c.received_on BETWEEN $1 AND $2 AND c.received_on = (c.received_at AT TIME ZONE t.zone)::date
        GROUP BY t.code, t.zone`,
      [operation.startsOn, operation.endsOn],
    );

    expect(rows).toHaveLength(61);
    expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(publishedFigures.complaints);
    for (const { zone, first, last } of rows) {
      expect(first).toEqual(startOfDay('2018-03-01', zone));
      expect(last.getTime()).toBe(startOfDay('2018-06-01', zone).getTime() - 1);
      expect(last.toISOString().slice(0, 10)).toBe('2018-06-01');
    }
  });

  it('is consistent: nothing before its complaint, nothing outside the operation, no decision without its row', async () => {
    const within = `BETWEEN '${operation.startsOn}' AND '${operation.endsOn}'`;
    expect(
      await count(`app.arrests a JOIN app.complaints c ON c.id = a.complaint_id
                         WHERE a.arrested_on >= c.received_on AND a.arrested_on ${within}`),
    ).toBe(2_300);
    expect(
      await count(`app.arrests a JOIN app.suspects s ON s.id = a.suspect_id WHERE a.arrested_on < s.identified_on`),
    ).toBe(0);
    expect(
      await count(`app.victims_identified v JOIN app.complaints c ON c.id = v.complaint_id
                         WHERE v.identified_on >= c.received_on AND v.identified_on ${within}
                           AND (v.abuse_timing <> 'unknown' OR v.production_victim)`),
    ).toBe(383);
    expect(
      await count(`app.complaints c
                         WHERE version <> 1 + (SELECT count(*) FROM app.triages d WHERE (d.task_force_id, d.complaint_id) = (c.task_force_id, c.id))
                                            + (SELECT count(*) FROM app.assignments d WHERE (d.task_force_id, d.complaint_id) = (c.task_force_id, c.id))
                                            + (SELECT count(*) FROM app.dispositions d WHERE (d.task_force_id, d.complaint_id) = (c.task_force_id, c.id))
                            OR (state = 'assigned' AND working_agency_id IS NULL)
                            OR (state = 'triaged' AND priority IS NULL)
                            OR incident_at > received_at OR logged_at < received_at`),
    ).toBe(0);
    expect(await count(`(SELECT DISTINCT state FROM app.complaints WHERE received_on ${within}) s`)).toBe(4);
    expect(await count(`app.complaints WHERE received_on NOT ${within}`)).toBe(caseloadComplaints);
    expect(await count(`app.complaints WHERE type IS NULL AND mode IS NULL AND received_on ${within}`)).toBe(1_008);
    expect(
      await count(`(SELECT reference, lag(reference) OVER (PARTITION BY task_force_id ORDER BY received_at) AS before
                           FROM app.complaints) c WHERE reference < before`),
    ).toBe(0);
  });

  it('gives each task force one lead, and each agency a unique number of the right format', async () => {
    const active = `began_on <= '2018-03-01' AND (ended_on IS NULL OR ended_on > '2018-05-31')`;
    expect(await count(`app.agency_memberships WHERE kind = 'lead' AND ${active}`)).toBe(61);
    expect(await count(`(SELECT DISTINCT task_force_id FROM app.agency_memberships WHERE kind = 'lead') t`)).toBe(61);
    expect(await count(`app.agency_memberships WHERE ${active}`)).toBe(4_500);
    expect(await count(`(SELECT DISTINCT ori FROM app.agencies WHERE ori ~ '^[A-Z]{2}X[0-9]{6}$') o`)).toBe(
      await count(`app.agencies WHERE ori IS NOT NULL`),
    );
    expect(
      await count(
        `app.agencies WHERE contact_phone !~ '^\\+1 202 555 01[0-9]{2}$' OR contact_email !~ '@example\\.org$'`,
      ),
    ).toBe(0);
    expect(await count(`app.task_forces WHERE verified`)).toBe(0);
  });

  it('restores forced row security on every table, and writes an audit entry for every row', async () => {
    expect(
      await count(`pg_class WHERE relnamespace = 'app'::regnamespace AND relrowsecurity AND NOT relforcerowsecurity`),
    ).toBe(0);
    expect(await count(`pg_class WHERE relnamespace = 'app'::regnamespace AND relforcerowsecurity`)).toBeGreaterThan(
      12,
    );
    for (const table of ['complaints', 'arrests', 'agencies', 'accounts', 'operations', 'historical_totals']) {
      expect(
        await count(`app.${table} r WHERE NOT EXISTS (SELECT FROM audit.entries e
                            WHERE e.row_id = r.id AND e.action = 'demo.loaded' AND e.source = '${table}')`),
      ).toBe(0);
    }
  });

  it('has accounts for each role at each seat, readable by their owner only', async () => {
    const kept = JSON.parse(await readFile(accountsFile, 'utf8')) as DemoAccount[];

    expect((await stat(accountsFile)).mode & 0o777).toBe(0o600);
    expect(kept).toEqual(accounts);
    const posts = kept.map(({ role, seat }) => `${role} ${seat.level} ${String(seat.agency ?? seat.taskForce)}`);
    expect(new Set(posts).size).toBe(18);
    for (const role of ['analyst', 'investigator', 'supervisor', 'admin', 'auditor']) {
      for (const level of ['agency', 'task_force', 'national']) {
        expect(kept.some((one) => one.role === role && one.seat.level === level)).toBe(true);
      }
    }
    expect(new Set(kept.map(({ password }) => password)).size).toBe(19);
    expect(kept.filter(({ password }) => !/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/.test(password))).toEqual([]);
  });

  it('allows each account to sign in, and shows an agency its own complaints', async () => {
    for (const { email, password, role, seat } of accounts) {
      const session = await tracker.anonymous().post<{ account: object }>('/sessions', { email, password });
      expect(session.status).toBe(201);
      const { level, taskForceId, agencyId } = seat;
      expect(session.body.account).toMatchObject({ email, role, seat: { level, taskForceId, agencyId } });
    }
    const investigator = await signedIn('investigator', 'agency');
    const { items } = (await investigator.get<{ items: ComplaintView[] }>('/complaints')).body;
    const own = accounts[0]?.seat.agencyId;
    expect(items.length).toBeGreaterThan(10);
    expect(items.filter(({ agencyId, workingAgencyId }) => ![agencyId, workingAgencyId].includes(own ?? ''))).toEqual(
      [],
    );
  });

  it('recognizes one of its tips when it is sent again', async () => {
    const investigator = await signedIn('investigator', 'task_force');
    const [known] = await tracker.sql<Record<string, string>>(
      `SELECT c.* FROM app.complaints c JOIN app.task_forces t ON t.id = c.task_force_id
        WHERE t.code = 'NE' AND c.source = 'ncmec_cybertip' AND c.type IS NOT NULL AND c.incident_at IS NOT NULL LIMIT 1`,
    );

    const again = await investigator.post<ComplaintView>('/complaints', {
      agencyId: known?.agency_id,
      source: known?.source,
      externalReference: known?.external_reference,
      type: known?.type,
      mode: known?.mode,
      receivedAt: known?.received_at,
      incidentAt: known?.incident_at,
      jurisdiction: {
        state: known?.jurisdiction_state,
        county: known?.jurisdiction_county,
        city: known?.jurisdiction_city,
      },
      narrative: known?.narrative,
    });

    expect(again.body.id).toBe(known?.id);
  });

  describe('has present work that', () => {
    const caseload = `app.complaints c JOIN app.task_forces t ON t.id = c.task_force_id AND t.code = 'NE'
                    WHERE c.received_on BETWEEN '2026-01-31' AND '2026-03-02'`;

    it('has complaints of the last thirty days in all states, and nothing in the future', async () => {
      const states = await tracker.sql<{ state: string }>(`SELECT DISTINCT c.state FROM ${caseload} ORDER BY 1`);

      expect(states.map(({ state }) => state)).toEqual([...complaintStates].sort());
      expect(await count(caseload)).toBe(60);
      for (const [table, column] of [
        ['complaints', 'logged_at'],
        ['triages', 'triaged_at'],
        ['assignments', 'assigned_at'],
        ['dispositions', 'disposed_at'],
        ['tasks', 'set_at'],
        ['transfers', 'offered_at'],
      ] as const) {
        expect({ table, n: await count(`app.${table} WHERE ${column} > '2026-03-02T15:00:00Z'`) }).toEqual({
          table,
          n: 0,
        });
      }
    });

    it('shows a supervisor new complaints with strong matches, tasks, preservations, offers and a hit', async () => {
      const supervisor = await signedIn('supervisor', 'task_force');
      const items = async (path: string): Promise<{ id: string }[]> => {
        const { status, body } = await supervisor.get<{ items: { id: string }[] }>(path);
        expect({ path, status }).toEqual({ path, status: 200 });
        return body.items;
      };

      const received = await items('/complaints?state=received&limit=50');
      const latest = received.slice(0, 12);
      const strong: string[] = [];
      for (const { id } of latest) {
        const { body } = await supervisor.get<{ items: { strength: string }[] }>(`/complaints/${id}/matches`);
        if (body.items.some(({ strength }) => strength === 'strong')) strong.push(id);
      }
      expect(strong).toHaveLength(6);
      expect(await items('/tasks?state=open')).toHaveLength(6);
      expect((await items('/preservations/expiring')).length).toBeGreaterThanOrEqual(2);
      expect(await items('/transfers?direction=in&state=offered')).toHaveLength(1);
      expect(await items('/transfers?direction=out&state=offered')).toHaveLength(1);
      expect(await items('/deconfliction/hits?answered=false')).toHaveLength(1);
      expect((await items('/saved-views')).length).toBe(2);
    });

    it('is triaged in counties of its State, without a warning', async () => {
      const supervisor = await signedIn('supervisor', 'task_force');
      const { body } = await supervisor.get<{ items: { id: string }[] }>('/complaints?state=received&limit=50');
      const warnings: string[] = [];
      const counties: (string | null)[] = [];
      for (const { id } of body.items) {
        const proposal = (await supervisor.get<TriageProposalView>(`/complaints/${id}/triage-proposal`)).body;
        warnings.push(...proposal.placeWarnings);
        counties.push(...proposal.places.filter(({ source }) => source === 'recorded').map(({ fips }) => fips));
      }

      expect(warnings).toEqual([]);
      expect(counties.length).toBeGreaterThan(10);
      expect(counties.filter((fips) => fips?.startsWith('31') !== true)).toEqual([]);
    });

    it('has a proposal to close, a hold to review, an account that awaits approval, and a locked one', async () => {
      const admin = await signedIn('admin', 'agency');
      const supervisor = await signedIn('supervisor', 'task_force');

      const { body } = await supervisor.get<{ items: { email: string; approvedAt: string | null }[] }>(
        '/accounts?limit=200',
      );
      const locked = await admin.get<{ items: { email: string; lockedAt: string | null }[] }>('/accounts?limit=200');

      expect(body.items.filter(({ approvedAt }) => approvedAt === null).map(({ email }) => email)).toEqual([
        'supervisor-3.task-force@example.org',
      ]);
      expect(locked.body.items.filter(({ lockedAt }) => lockedAt !== null).map(({ email }) => email)).toEqual([
        'investigator-9.agency@example.org',
      ]);
      expect(await count('app.closure_proposals WHERE outcome IS NULL')).toBe(1);
      expect(await count(`app.complaint_holds WHERE ended_at IS NULL AND review_on <= '2026-03-02'`)).toBe(2);
      expect(accounts.filter(({ role, seat }) => role === 'supervisor' && seat.level === 'task_force').length).toBe(3);
    });

    it('has a report to approve, last year’s with a difference, and a file to commit, once', async () => {
      const served = { url: tracker.url, ownerUrl: tracker.database.ownerUrl, now: stoppedAt };
      await completeCaseload(served);
      await completeCaseload(served);

      const supervisor = await signedIn('supervisor', 'task_force');
      interface Listed {
        readonly id: string;
        readonly definition: string;
        readonly period: string;
        readonly state: string;
      }
      const reports = await supervisor.get<{ items: Listed[] }>('/performance-reports');
      const locked = reports.body.items.find(({ state }) => state === 'locked');
      const prepared = reports.body.items.find(({ state }) => state === 'prepared');
      const imports = await supervisor.get<{ items: { state: string; ready: number; faulty: number }[] }>('/imports');
      const differences = await supervisor.get(`/performance-reports/${locked?.id ?? ''}/differences`);

      expect(reports.body.items.map(({ definition, state }) => [definition, state])).toEqual([
        ['monthly_summary', 'prepared'],
        ['annual_report', 'locked'],
      ]);
      const { body } = await supervisor.get<{ findings: object[] }>(`/performance-reports/${prepared?.id ?? ''}`);
      expect(body.findings.length).toBeGreaterThan(0);
      expect(differences).toMatchObject({ status: 200 });
      expect(JSON.stringify(differences.body)).toContain('assistance_sessions');
      expect(imports.body.items).toMatchObject([{ state: 'checked', ready: 2, faulty: 1 }]);
    });

    it('is the same for the same day, and moves with the day', () => {
      const share = divideTotals().find(({ taskForce }) => taskForce.code === 'NE') as Share;
      const people = [...passwordAccounts, ...createStaff()];
      const rows = (today: string): string => {
        const caseload = createCaseload(share, people, today);
        return JSON.stringify([caseTables(caseload), workTables(caseload)]);
      };

      expect(rows('2026-03-02')).toBe(rows('2026-03-02'));
      expect(rows('2026-03-03')).not.toBe(rows('2026-03-02'));
      for (const today of ['2026-03-08', '2026-11-01', '2027-01-01', '2028-02-29']) {
        const caseload = createCaseload(share, people, today);
        expect(caseload.cases.filter(({ loggedAt, tip }) => loggedAt < tip.receivedAt)).toEqual([]);
      }
    });
  });

  it('changes nothing when it is loaded again', async () => {
    const before = await readFile(accountsFile, 'utf8');
    const entries = await count('audit.entries');

    const again = await load(tracker.database.ownerUrl, accountsFile);

    expect(again).toEqual(accounts);
    expect(await readFile(accountsFile, 'utf8')).toBe(before);
    expect(await count('audit.entries')).toBe(entries);
    expect(await count('app.complaints')).toBe(publishedFigures.complaints + caseloadComplaints);
  });

  it('reports lost passwords, and creates no others', async () => {
    const lost = join(directory, 'lost.json');

    expect(await load(tracker.database.ownerUrl, lost)).toBeNull();

    await expect(stat(lost)).rejects.toThrow('ENOENT');
  });
});
