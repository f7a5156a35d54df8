import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { measures } from '../../src/reporting/reports/measures/index.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { runPurge } from '../../src/casework/retention/purge-job.js';
import type { CountedRecordPage, DifferencesView } from '../../src/reporting/performance-reports/difference.view.js';
import type { MissingPerformanceReportsView } from '../../src/reporting/performance-reports/performance-report-definition.view.js';
import type {
  PerformanceReportPage,
  PerformanceReportView,
} from '../../src/reporting/performance-reports/performance-report.view.js';
import type { Answer } from '../support/client.js';
import { Given, madeBy } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';

let tracker: Tracker;
let given: Given;
let nation: GivenAccount;

beforeAll(async () => {
  tracker = await startTracker({ clock: new Date('2026-11-10T15:00:00Z') });
  given = new Given(tracker);
  nation = await given.account({ seat: 'national', role: 'supervisor' });
});
afterAll(() => tracker.close());

/** A task force with an agency, somebody who prepares its returns and somebody who approves them. */
interface Office {
  readonly taskForceId: string;
  readonly agency: GivenAgency;
  readonly desk: GivenAccount;
  readonly preparer: GivenAccount;
  readonly approver: GivenAccount;
}

async function office(): Promise<Office> {
  const agency = await given.agency();
  const { taskForceId } = agency;
  return {
    taskForceId,
    agency,
    desk: await given.account({ agency, role: 'supervisor' }),
    preparer: await given.account({ taskForceId, role: 'supervisor' }),
    approver: await given.account({ taskForceId, role: 'supervisor' }),
  };
}

const lockBySql = `
  UPDATE app.performance_reports r
     SET state = 'locked', approved_by = $2, approved_at = now(), document = d.text, sha256 = sha256(convert_to(d.text, 'UTF8'))
    FROM (SELECT id, jsonb_build_object('items', figures, 'findings', findings,
                                        'recordsSha256', encode(records_sha256, 'hex'))::text AS text FROM app.performance_reports) d
   WHERE d.id = r.id AND r.id = $1`;

const march = { definition: 'monthly_summary', month: '2026-03' };

async function prepared({ preparer }: Office, asked: object = march): Promise<Answer<PerformanceReportView>> {
  return madeBy(await tracker.as(preparer).post<PerformanceReportView>('/performance-reports', asked), 201);
}

function put(by: GivenAccount, { body, etag }: Answer<PerformanceReportView>, act: string, said?: object) {
  return tracker
    .as(by)
    .change<PerformanceReportView>(`/performance-reports/${body.id}/${act}`, said, { 'if-match': etag });
}

async function answered(by: GivenAccount, made: Answer<PerformanceReportView>): Promise<Answer<PerformanceReportView>> {
  const answers = made.body.findings.map(({ number }) => ({ number, note: 'It is so.' }));
  return answers.length === 0 ? made : madeBy(await put(by, made, 'answers', { answers }), 200);
}

async function locked(at: Office, asked: object = march): Promise<Answer<PerformanceReportView>> {
  return madeBy(await put(at.approver, await answered(at.preparer, await prepared(at, asked)), 'approval'), 200);
}

async function differences({ preparer }: Office, { body }: Answer<PerformanceReportView>): Promise<DifferencesView> {
  return madeBy(await tracker.as(preparer).get<DifferencesView>(`/performance-reports/${body.id}/differences`), 200)
    .body;
}

function numbers({ items }: PerformanceReportView, letter: string): Record<string, number> {
  const counts = items.find((item) => item.letter === letter)?.counts ?? [];
  return Object.fromEntries(counts.map(({ measure, total }) => [measure, total]));
}

function kinds({ items }: DifferencesView): Record<string, readonly string[]> {
  return Object.fromEntries(items.map(({ measure, recordId, kinds: told }) => [`${measure} ${recordId}`, told]));
}

const closing = [
  ['triage', { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'A meeting was proposed.' }],
] as const;

describe('a performance report', () => {
  it('is prepared, answered and locked by different persons, with its figures and a hash of each record', async () => {
    const at = await office();
    const complaint = await given.complaint({ agencyId: at.agency.id, by: at.desk });
    const suspect = await given.suspect({ complaint });
    const arrest = await given.arrest({ suspect });
    await given.arrest({ suspect, arrestedOn: '2026-03-20' });
    await given.presentation({ agencyId: at.agency.id, by: at.desk });
    await given.made(at.desk, '/staffing-levels', {
      agencyId: at.agency.id,
      fromOn: '2026-03-10',
      untilOn: null,
      investigators: { fullTime: 6, partTime: 2 },
      prosecutors: { fullTime: 1, partTime: 0 },
      educationSpecialists: { fullTime: 0, partTime: 0 },
      forensicSpecialists: { fullTime: 0, partTime: 0 },
    });

    const made = await prepared(at);

    expect(made.body).toMatchObject({
      ...{ taskForceId: at.taskForceId, period: '2026-03', from: '2026-03-01', until: '2026-04-01', state: 'prepared' },
      ...{ revision: 1, zone: 'America/Chicago', preparedBy: at.preparer.accountId, approvedBy: null },
      may: { check: true, answer: true, approve: false, withdraw: true },
    });
    expect(numbers(made.body, '1')['complaints_documented']).toBe(1);
    expect(numbers(made.body, '4')).toEqual({ arrests: 2, persons_arrested: 1 });
    expect(numbers(made.body, '8')).toMatchObject({ presentations: 1, people_reached: 202 });
    expect(numbers(made.body, '9')).toEqual({ agencies_participating: 1, staffing: 9 });
    expect(made.body.findings.map(({ kind }) => kind)).toEqual(['unclassified_complaints', 'nothing_last_year']);

    const open = await put(at.approver, made, 'approval');
    expect(open).toMatchObject({ status: 409, body: { type: '/problems/unanswered-findings', open: [1, 2] } });
    const told = await answered(at.preparer, made);
    const lock = madeBy(await put(at.approver, told, 'approval'), 200);
    expect(lock.body).toMatchObject({ state: 'locked', approvedBy: at.approver.accountId, definition: { version: 1 } });
    expect(Object.values(lock.body.may)).toEqual([false, false, false, false]);

    const page = await tracker
      .as(at.preparer)
      .get<CountedRecordPage>(`/performance-reports/${lock.body.id}/records?limit=200`);
    const [first] = page.body.items.filter(({ recordId }) => recordId === arrest.id);
    const facets = Object.fromEntries((first?.facets ?? []).map(({ facet, word }) => [facet, word] as const).sort());
    const line = JSON.stringify(['arrests', arrest.id, '2026-03-02', facets, 1, null]);
    expect(first?.sha256).toBe(createHash('sha256').update(line).digest('hex'));
    const [kept] = await tracker.sql<{ records: string; document: string }>(
      'SELECT k.records, r.document FROM app.performance_reports r JOIN app.performance_report_records k USING (id) WHERE id = $1',
      [lock.body.id],
    );
    expect(
      createHash('sha256')
        .update(kept?.records ?? '')
        .digest('hex'),
    ).toBe(lock.body.recordsSha256);
    expect((await tracker.as(at.desk).get(`/performance-reports/${lock.body.id}`)).status).toBe(404);
    expect((await tracker.as(at.preparer).get(`/performance-reports/${lock.body.id}`)).text).toBe(kept?.document);
  });

  it('follows the definition of its year: items (A) to (G), and (A) to (F) from fiscal year 2026', async () => {
    const at = await office();
    const complaint = await given.complaint({
      agencyId: at.agency.id,
      by: at.desk,
      receivedAt: '2025-02-01T12:00:00Z',
    });
    await given.victim({ complaint, identifiedOn: '2025-10-01' });

    const before = await prepared(at, { definition: 'annual_report', fiscalYear: 2025 });
    const after = await prepared(at, { definition: 'annual_report', fiscalYear: 2026, definitionVersion: 2 });

    const letters = ({ body }: Answer<PerformanceReportView>): string[] => body.items.map(({ letter }) => letter);
    const first = ['(A)', '(B)(i)', '(B)(ii)', '(B)(iii)'];
    expect([before.body.definition.version, letters(before)]).toEqual([
      1,
      [...first, '(C)', '(D)', '(E)', '(F)', '(G)'],
    ]);
    expect([after.body.definition.version, letters(after)]).toEqual([
      2,
      [...first, '(B)(iv)', '(C)', '(D)', '(E)', '(F)'],
    ]);
    expect(numbers(before.body, '(B)(iii)')).toEqual({ prosecutions: 0, convictions: 0, sentences: 0 });
    expect(numbers(after.body, '(B)(iii)')).toEqual({ prosecutions: 0 });
    expect(numbers(after.body, '(B)(iv)')).toEqual({ victims_identified: 1 });
    expect(numbers(after.body, '(F)')).toEqual({ agencies_participating: 1 });
    for (const [asked, inForce] of [
      [{ fiscalYear: 2025, definitionVersion: 2 }, 1],
      [{ fiscalYear: 2026, definitionVersion: 1 }, 2],
      [{ fiscalYear: 1998 }, null],
    ] as const) {
      expect(
        await tracker.as(at.preparer).post('/performance-reports', { definition: 'annual_report', ...asked }),
      ).toMatchObject({
        status: 409,
        body: { type: '/problems/definition-not-in-force', inForce },
      });
    }
  });

  it('counts sentences with their statutory maximum, referrals to the US Attorney and help to non-members', async () => {
    const at = await office();
    const complaint = await given.complaint({
      agencyId: at.agency.id,
      by: at.desk,
      receivedAt: '2025-02-01T12:00:00Z',
    });
    const suspect = await given.suspect({ complaint, identifiedOn: '2025-02-03' });
    const { id: suspectId } = suspect;
    for (const forum of ['us_attorney', 'state']) {
      await given.made(at.desk, '/prosecution-referrals', { suspectId, forum, referredOn: '2025-03-01' });
    }
    const prosecution = {
      suspectId,
      forum: 'state',
      court: 'District Court',
      filedOn: '2025-04-01',
      isTriedAsAdult: false,
    };
    const filed = await given.made<{ id: string }>(at.desk, '/prosecutions', prosecution);
    await given.changed(filed, `/prosecutions/${filed.id}/outcome`, {
      outcome: 'plea',
      disposedOn: '2025-09-30',
      sentence: { months: 60, isLife: false, statutoryMaxMonths: 240, isMaxLife: false },
    });
    await given.made(at.desk, '/assistance-sessions', {
      ...{
        agencyId: at.agency.id,
        recipientName: 'Another sheriff',
        kind: 'forensic',
        hours: 2,
        heldOn: '2025-05-01',
      },
      topic: 'Seizing a router',
    });

    const { body } = await prepared(at, { definition: 'annual_report', fiscalYear: 2025 });

    expect(numbers(body, '(B)(iii)')).toEqual({ prosecutions: 1, convictions: 1, sentences: 1 });
    const sentences = body.items.flatMap(({ counts }) => counts).find(({ measure }) => measure === 'sentences');
    expect(sentences?.parts).toEqual([
      {
        of: [
          { facet: 'forum', word: 'state' },
          { facet: 'outcome', word: 'plea' },
          { facet: 'sentence', word: '60' },
          { facet: 'maximum', word: '240' },
        ],
        n: 1,
      },
    ]);
    expect(numbers(body, '(C)')).toEqual({ prosecution_referrals: 1, referrals_accepted: 0 });
    expect(numbers(body, '(E)')).toEqual({ assistance_sessions: 1 });
  });

  it('is not prepared before its period begins, nor locked before it ends, in local time', async () => {
    const at = await office();
    const made = await answered(at.preparer, await prepared(at, { definition: 'monthly_summary', month: '2026-11' }));

    expect(await put(at.approver, made, 'approval')).toMatchObject({
      status: 409,
      body: { type: '/problems/period-not-over', overOn: '2026-12-01' },
    });
    const next = await tracker
      .as(at.preparer)
      .post('/performance-reports', { definition: 'monthly_summary', month: '2026-12' });
    expect(next.status).toBe(422);
  });

  it('cannot be approved by its preparer or respondent, also in Postgres', async () => {
    const at = await office();
    await given.complaint({ agencyId: at.agency.id, by: at.desk });
    const made = await prepared(at);
    const helper = await given.account({ taskForceId: at.taskForceId, role: 'supervisor' });
    const told = await answered(helper, made);
    const refused = { status: 403, body: { type: '/problems/second-person-required' } };

    expect(await put(at.preparer, told, 'approval')).toMatchObject(refused);
    expect(await put(helper, told, 'approval')).toMatchObject(refused);
    for (const [by, constraint] of [
      [at.preparer, 'performance_reports_second_person_check'],
      [helper, 'performance_reports_answered_by_another_check'],
    ] as const) {
      await expect(tracker.sql(lockBySql, [told.body.id, by.accountId])).rejects.toMatchObject({ constraint });
    }
    await tracker.sql(
      `UPDATE app.performance_reports SET findings = jsonb_set(findings, '{0,answer}', 'null') WHERE id = $1`,
      [made.body.id],
    );
    await expect(tracker.sql(lockBySql, [made.body.id, at.approver.accountId])).rejects.toMatchObject({
      code: '23514',
    });
  });

  it('is locked with the counted figures only, which Postgres enforces', async () => {
    const at = await office();
    const made = await answered(at.preparer, await prepared(at));

    await asApp(tracker, at.approver, async (app) => {
      const other = lockBySql.replace("'items', figures", "'items', '[]'::jsonb");
      await expect(app.query(other, [made.body.id, at.approver.accountId])).rejects.toMatchObject({ code: '23514' });
    });
    await asApp(tracker, at.approver, async (app) => {
      await app.query(
        `UPDATE app.performance_report_records SET records = '[ ]', sha256 = sha256('[ ]') WHERE id = $1`,
        [made.body.id],
      );
      const lock = app.query(lockBySql, [made.body.id, at.approver.accountId]);
      await expect(lock).rejects.toMatchObject({ code: '23514' });
    });
  });

  it('is locked once by concurrent approvals', async () => {
    const at = await office();
    const made = await answered(at.preparer, await prepared(at));
    const approvers = [at.approver, await given.account({ taskForceId: at.taskForceId, role: 'supervisor' })];

    const answers = await Promise.all([...approvers, ...approvers].map((by) => put(by, made, 'approval')));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('is not locked when records have changed, and keeps its answers when recounted', async () => {
    const at = await office();
    const made = await answered(at.preparer, await prepared(at));
    await given.presentation({ agencyId: at.agency.id, by: at.desk, heldOn: '2026-03-31' });

    expect(await put(at.approver, made, 'approval')).toMatchObject({ body: { type: '/problems/figures-out-of-date' } });
    const anew = madeBy(await put(at.preparer, made, 'check'), 200);

    expect(numbers(anew.body, '8')['presentations']).toBe(1);
    const stale = anew.body.findings.filter(({ answer }) => answer === null).map(({ kind }) => kind);
    expect(stale).toEqual([]);
    expect(madeBy(await put(at.approver, anew, 'approval'), 200).body.state).toBe('locked');
  });

  it('cannot be approved by a person who recounted changed records', async () => {
    const at = await office();
    const made = await answered(at.preparer, await prepared(at));
    const same = madeBy(await put(at.approver, made, 'check'), 200);
    expect([same.body.countedBy, same.body.may.approve]).toEqual([at.preparer.accountId, true]);
    await given.presentation({ agencyId: at.agency.id, by: at.desk, heldOn: '2026-03-31' });

    const anew = madeBy(await put(at.approver, same, 'check'), 200);

    expect(anew.body).toMatchObject({ countedBy: at.approver.accountId, preparedBy: at.preparer.accountId });
    const refused = { status: 403, body: { type: '/problems/second-person-required' } };
    expect(await put(at.approver, anew, 'approval')).toMatchObject(refused);
    await expect(tracker.sql(lockBySql, [anew.body.id, at.approver.accountId])).rejects.toMatchObject({
      constraint: 'performance_reports_second_person_check',
    });
    const third = await given.account({ taskForceId: at.taskForceId, role: 'supervisor' });
    expect(madeBy(await put(third, anew, 'approval'), 200).body.state).toBe('locked');
  });

  it('requires a step-up within five minutes for its approval', async () => {
    const at = await office();
    const made = await answered(at.preparer, await prepared(at));
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [at.approver.sessionId]);

    const refused = await put(at.approver, made, 'approval');

    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(
      (await tracker.as(at.preparer).get<PerformanceReportView>(`/performance-reports/${made.body.id}`)).body.state,
    ).toBe('prepared');
  });

  it('is prepared once by concurrent requests', async () => {
    const at = await office();

    const answers = await Promise.all(
      [at.preparer, at.approver, at.preparer].map((by) => tracker.as(by).post('/performance-reports', march)),
    );

    const [made, ...refused] = answers.sort((one, other) => one.status - other.status);
    const prepared = { type: '/problems/report-prepared', performanceReportId: made?.body['id'] };
    expect(made?.status).toBe(201);
    expect(refused).toMatchObject([409, 409].map((status) => ({ status, body: prepared })));
  });

  it('agrees with the totals of its month', async () => {
    const at = await office();
    const complaint = await given.complaint({ agencyId: at.agency.id, by: at.desk });
    await given.arrest({ suspect: await given.suspect({ complaint }) });
    await given.victim({ complaint, identifiedOn: '2026-03-31' });
    await given.presentation({ agencyId: at.agency.id, by: at.desk });

    const { body } = await prepared(at);

    // A count of one would identify the child.
    expect(
      body.items.flatMap(({ counts }) => counts).find(({ measure }) => measure === 'victims_identified')?.parts,
    ).toEqual([]);
    const keys = measures.map(({ key }) => key).join(',');
    const path = `/reports/totals?from=2026-03-01&until=2026-04-01&measures=${keys}`;
    const { figures } = madeBy(await tracker.as(at.preparer).get<TotalsView>(path), 200).body;
    const counts = body.items.flatMap((item) => item.counts);
    const told = counts.flatMap(({ measure, total }) => {
      const known = measures.find(({ key }) => key === measure);
      return known ? [[measure, total, figures[known.property]?.total]] : [];
    });
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter(([, is, total]) => is !== total)).toEqual([]);
    expect(numbers(body, '5')).toMatchObject({ victims_identified: 1 });
  });

  it('exists once per period, and a locked one is corrected by a revision with a reason', async () => {
    const at = await office();
    const made = await prepared(at);
    const again = tracker.as(at.preparer);
    expect(await again.post('/performance-reports', march)).toMatchObject({
      status: 409,
      body: { type: '/problems/report-prepared', performanceReportId: made.body.id },
    });
    const gone = madeBy(await put(at.preparer, made, 'withdraw', { reason: 'Too early.' }), 200);
    expect(gone.body).toMatchObject({ state: 'withdrawn', withdrawReason: 'Too early.' });
    expect(await put(at.approver, gone, 'approval')).toMatchObject({ body: { type: '/problems/report-not-open' } });

    const first = await locked(at);
    const performanceReportId = first.body.id;
    expect(await again.post('/performance-reports', march)).toMatchObject({
      status: 409,
      body: { type: '/problems/report-locked', performanceReportId },
    });
    expect((await again.post('/performance-reports', { ...march, revises: performanceReportId })).status).toBe(422);
    const second = await locked(at, { ...march, revises: performanceReportId, revisionReason: 'An arrest came late.' });

    expect(second.body).toMatchObject({
      revision: 2,
      revises: performanceReportId,
      revisionReason: 'An arrest came late.',
    });
    const stale = { ...march, revises: performanceReportId, revisionReason: 'Again.' };
    expect(await again.post('/performance-reports', stale)).toMatchObject({
      status: 409,
      body: { performanceReportId: second.body.id },
    });
  });

  it('covers an operation with the records of its task force in the window', async () => {
    const at = await office();
    const operation = await given.operation({ by: at.preparer, startsOn: '2026-03-01', endsOn: '2026-03-02' });
    const complaint = await given.complaint({ agencyId: at.agency.id, by: at.desk });
    await given.arrest({ suspect: await given.suspect({ complaint }), arrestedOn: '2026-03-03' });
    const asked = { definition: 'operation_release', operationId: operation.id };

    const { body } = await locked(at, asked);

    expect(body).toMatchObject({ operationId: operation.id, from: '2026-03-01', until: '2026-03-03' });
    expect(numbers(body, '1')).toEqual({ complaints_documented: 1 });
    expect(numbers(body, '2')).toEqual({ arrests: 0 });
    const foreign = await office();
    const elsewhere = await tracker.as(foreign.preparer).post('/performance-reports', asked);
    expect(elsewhere.status).toBe(422);
  });

  it('accepts only the fields of its definition, from a supervisor at the seat of a task force', async () => {
    const at = await office();
    for (const asked of [
      { definition: 'annual_report' },
      { definition: 'annual_report', month: '2026-03' },
      { ...march, fiscalYear: 2026 },
      { ...march, revises: at.taskForceId },
      { ...march, revisionReason: 'None.' },
    ]) {
      expect((await tracker.as(at.preparer).post('/performance-reports', asked)).status).toBe(422);
    }
    const made = await prepared(at);
    const missing = { answers: [{ number: 99, note: 'So.' }] };
    expect((await put(at.preparer, made, 'answers', missing)).status).toBe(422);
    for (const by of [at.desk, nation])
      expect((await tracker.as(by).post('/performance-reports', march)).status).toBe(403);
  });
});

describe('a locked performance report', () => {
  it('names who prepared and approved it, with the names of the day it was locked', async () => {
    const at = await office();
    const report = await locked(at);
    const { preparer, approver } = at;
    const read = (): Promise<Answer<PerformanceReportView>> =>
      tracker.as(preparer).get<PerformanceReportView>(`/performance-reports/${report.body.id}`);

    const first = await read();
    await tracker.sql(`UPDATE app.accounts SET name = 'A New Name', version = version + 1 WHERE id = $1`, [
      preparer.accountId,
    ]);

    expect(first.body).toMatchObject({
      taskForce: { id: report.body.taskForceId },
      preparedByPerson: { id: preparer.accountId, name: preparer.name },
      approvedByPerson: { id: approver.accountId, name: approver.name },
    });
    expect((await read()).text).toBe(first.text);
  });

  it('is returned byte for byte after corrections, a merge and a purge, and cannot be changed', async () => {
    const at = await office();
    const of = { agencyId: at.agency.id, by: at.desk };
    const [one, other] = [await given.complaint(of), await given.complaint(of)];
    const purged = await given.closedLongAgo(of);
    const suspect = await given.suspect({ complaint: purged });
    await given.arrest({ suspect });
    const lock = await locked(at);
    const before = await tracker.as(at.preparer).get(`/performance-reports/${lock.body.id}`);

    await given.complaint(of);
    const into = { into: one.id, reason: 'The same account, reported twice.' };
    await given.moved(await given.moved(other, closing), [['merge', into]]);
    const { id } = purged;
    await tracker.sql(`UPDATE app.complaints SET state_since = '1990-03-01T12:00:00Z' WHERE id = $1`, [id]);
    await tracker.sql(
      `INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, mark_reason, marked_by, marked_at,
                                   purge_not_before, version)
       SELECT gen_random_uuid(), $2, $1, k.class, k.closed_on, k.review_on, 'No reason to keep it.', $3, '2020-01-01', '2020-02-01', 2
         FROM app.retention_by_rule($1) k`,
      [id, at.taskForceId, at.preparer.accountId],
    );
    expect((await runPurge(tracker.database.purgeUrl)).purged).toBe(1);

    const after = await tracker.expectQueries(1, () =>
      tracker.as(at.approver).get(`/performance-reports/${lock.body.id}`),
    );
    expect([after.text, after.etag]).toEqual([before.text, before.etag]);
    expect((await tracker.as(nation).get(`/performance-reports/${lock.body.id}`)).text).toBe(before.text);
    const told = await differences(at, lock);
    expect(told.items.filter(({ complaintId }) => complaintId === purged.id)).toEqual([]);
    expect(kinds(told)[`complaints_documented ${other.id}`]).toEqual(['gone']);
    for (const statement of [
      `UPDATE app.performance_reports SET period = '2026-04' WHERE id = $1`,
      `UPDATE app.performance_report_records SET records = '[]', sha256 = sha256('[]') WHERE id = $1`,
      'DELETE FROM app.performance_reports WHERE id = $1',
      'DELETE FROM app.performance_report_records WHERE id = $1',
    ]) {
      await expect(tracker.sql(statement, [lock.body.id])).rejects.toMatchObject({ code: '42501' });
    }
    await expect(tracker.sql('TRUNCATE app.performance_report_records')).rejects.toMatchObject({ code: '42501' });
    await asApp(tracker, at.approver, async (app) => {
      const change = `UPDATE app.performance_reports SET figures = '[]' WHERE id = $1`;
      await expect(app.query(change, [lock.body.id])).rejects.toMatchObject({ code: '42501' });
    });
  });

  it('lists its differences: records added, removed, moved or reclassified, with author, time and reason', async () => {
    const at = await office();
    const of = { agencyId: at.agency.id, by: at.desk };
    const early = { receivedAt: '2026-02-20T12:00:00Z' };
    const complaint = await given.complaint({ ...of, ...early, type: 'traveler', mode: 'reactive' });
    const march1 = await given.complaint({ ...of, type: 'traveler', mode: 'reactive' });
    const suspect = await given.suspect({ complaint });
    const moved = await given.arrest({ suspect });
    const voided = await given.arrest({ suspect, arrestedOn: '2026-03-05' });
    const left = await given.arrest({ suspect, arrestedOn: '2026-03-06' });
    const lock = await locked(at);
    expect(await differences(at, lock)).toEqual({ counts: [], items: [], nextCursor: null });

    const fact = { agencyId: at.agency.id, kind: 'taken_into_custody' };
    await given.changed(moved, `/arrests/${moved.id}`, {
      ...fact,
      arrestedOn: '2026-03-03',
      reason: 'The booking sheet.',
    });
    await given.changed(left, `/arrests/${left.id}`, {
      ...fact,
      arrestedOn: '2026-02-27',
      reason: 'It was in February.',
    });
    await given.changed(voided, `/arrests/${voided.id}/void`, { reason: 'Another person.' });
    const late = await given.complaint(of);
    await given.moved(complaint, closing);
    await given.moved(march1, closing);

    const told = await differences(at, lock);
    const found = kinds(told);
    expect(found[`arrests ${moved.id}`]).toEqual(['moved', 'reclassified']);
    expect(found[`arrests ${left.id}`]).toEqual(['gone']);
    expect(found[`arrests ${voided.id}`]).toEqual(['gone']);
    expect(found[`complaints_documented ${late.id}`]).toEqual(['added']);
    expect(found[`complaints_documented ${march1.id}`]).toEqual(['reclassified']);
    const diffOf = (id: string) =>
      told.items.find(({ recordId, measure }) => recordId === id && measure !== 'persons_arrested');
    expect(diffOf(left.id)).toMatchObject({
      letters: ['4'],
      complaintId: complaint.id,
      reference: complaint.reference,
      reported: [{ day: '2026-03-06', n: 1 }],
      current: [],
    });
    const who = { accountId: at.desk.accountId, accountName: expect.any(String) };
    expect(diffOf(left.id)?.acts).toContainEqual(
      expect.objectContaining({
        ...who,
        action: 'arrest.corrected',
        sentence: 'corrected the record of an arrest',
        reason: 'It was in February.',
        changes: [{ field: 'arrested_on', before: '2026-03-06', after: '2026-02-27' }],
      }),
    );
    expect(diffOf(voided.id)?.acts).toContainEqual(
      expect.objectContaining({ ...who, action: 'arrest.voided', reason: 'Another person.' }),
    );
    expect(diffOf(late.id)?.acts).toMatchObject([{ ...who, action: 'complaint.received' }]);
    expect(diffOf(march1.id)?.acts).toMatchObject([
      {
        action: 'complaint.triaged',
        changes: expect.arrayContaining([{ field: 'type', before: 'traveler', after: 'enticement' }]),
      },
    ]);
    expect(told.counts).toContainEqual({ letter: '4', measure: 'arrests', reported: 3, current: 1 });
    expect(told.counts).toContainEqual({ letter: '1', measure: 'complaints_documented', reported: 1, current: 2 });
  });

  it('differs from a later report of the same month by the listed corrections', async () => {
    const at = await office();
    const complaint = await given.complaint({ agencyId: at.agency.id, by: at.desk });
    const arrest = await given.arrest({ suspect: await given.suspect({ complaint }), arrestedOn: '2026-04-01' });
    const before = await locked(at);
    const body = {
      agencyId: at.agency.id,
      kind: 'taken_into_custody',
      arrestedOn: '2026-03-31',
      reason: 'Before midnight.',
    };

    await given.changed(arrest, `/arrests/${arrest.id}`, body);
    const told = await differences(at, before);
    const after = await locked(at, { ...march, revises: before.body.id, revisionReason: 'An arrest was in March.' });

    expect(numbers(before.body, '4')).toEqual({ arrests: 0, persons_arrested: 0 });
    expect(numbers(after.body, '4')).toEqual({ arrests: 1, persons_arrested: 1 });
    expect(told.counts).toEqual([
      { letter: '4', measure: 'arrests', reported: 0, current: 1 },
      { letter: '4', measure: 'persons_arrested', reported: 0, current: 1 },
    ]);
    expect(told.items.map(({ acts }) => acts)).toMatchObject([
      [{ action: 'arrest.corrected', reason: 'Before midnight.', accountId: at.desk.accountId }],
      [{ action: 'arrest.corrected', reason: 'Before midnight.', accountId: at.desk.accountId }],
    ]);
    expect((await differences(at, after)).items).toEqual([]);
  });

  it('lists its differences in pages, including a corrected historical total', async () => {
    const at = await office();
    const days = { from: '2026-03-01', until: '2026-04-01' };
    const figure = await given.historicalTotal({ by: at.preparer, measure: 'training_sessions', ...days, value: 4 });
    await given.historicalTotal({
      by: at.preparer,
      measure: 'arrests',
      from: '2026-03-10',
      until: '2026-05-01',
      value: 9,
    });
    const lock = await locked(at);
    expect(lock.body.findings.map(({ kind }) => kind)).toContain('historical_totals_left_out');
    expect(numbers(lock.body, '8')['training_sessions']).toBe(4);

    const corrected = { value: 5, precision: 'exact', source: 'The ledger of the academy' };
    await given.changed(figure, `/historical-totals/${figure.id}`, corrected);
    for (let left = 3; left > 0; left -= 1) await given.presentation({ agencyId: at.agency.id, by: at.desk });

    const all = await differences(at, lock);
    const seen: string[] = [];
    let cursor = '';
    do {
      const path = `/performance-reports/${lock.body.id}/differences?limit=2${cursor}`;
      const { body } = madeBy(await tracker.as(at.preparer).get<DifferencesView>(path), 200);
      seen.push(...body.items.map(({ measure, recordId }) => `${measure} ${recordId}`));
      cursor = body.nextCursor === null ? '' : `&cursor=${body.nextCursor}`;
    } while (cursor !== '');
    expect(seen).toEqual(all.items.map(({ measure, recordId }) => `${measure} ${recordId}`));
    expect(seen).toHaveLength(7);
    const one = all.items.find(({ recordId }) => recordId === figure.id);
    expect(one).toMatchObject({ kinds: ['recounted'], acts: [{ action: 'historical-total.corrected' }] });
  });
});

describe('a difference from a locked report', () => {
  function actsOn({ items }: DifferencesView, measure: string, id: string): string[] {
    const one = items.find((item) => item.measure === measure && item.recordId === id);
    return one?.acts.map(({ action }) => action) ?? ['no difference'];
  }

  it('is explained by a transaction that was open during the count', async () => {
    const at = await office();
    const complaint = await given.complaint({ agencyId: at.agency.id, by: at.desk });
    const arrest = await given.arrest({ suspect: await given.suspect({ complaint }) });
    const app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
    await app.query('BEGIN');
    await app.query(`SELECT auth.begin_request($1, false, 'a request', '192.0.2.1')`, [hashOf(at.desk.token)]);
    await app.query(`SELECT audit.begin_change('arrest.corrected', $1, 'Slowly.', 'a request')`, [arrest.id]);
    const lock = await locked(at);
    expect(numbers(lock.body, '4')['arrests']).toBe(1);

    await app.query(`UPDATE app.arrests SET arrested_on = '2026-04-02' WHERE id = $1`, [arrest.id]);
    await app.query('COMMIT');
    await app.end();

    const told = await differences(at, lock);
    expect(kinds(told)[`arrests ${arrest.id}`]).toEqual(['gone']);
    expect(actsOn(told, 'arrests', arrest.id)).toEqual(['arrest.corrected']);
  });

  it('in arrested persons is explained by other arrests and linked records', async () => {
    const at = await office();
    const of = { agencyId: at.agency.id, by: at.desk };
    const [one, other] = [await given.complaint(of), await given.complaint(of)];
    const [suspect, same] = [await given.suspect({ complaint: one }), await given.suspect({ complaint: other })];
    const first = await given.arrest({ suspect, arrestedOn: '2026-03-02' });
    const second = await given.arrest({ suspect, arrestedOn: '2026-03-05' });
    const third = await given.arrest({ suspect: same, arrestedOn: '2026-03-10' });
    const lock = await locked(at);

    await given.changed(first, `/arrests/${first.id}/void`, { reason: 'Another person.' });
    await given.changed(suspect, `/suspects/${suspect.id}/same-person`, { suspectId: same.id, reason: 'One man.' });

    const told = await differences(at, lock);
    expect(told.counts).toContainEqual({ letter: '4', measure: 'persons_arrested', reported: 2, current: 1 });
    expect(actsOn(told, 'persons_arrested', first.id)).toContain('arrest.voided');
    expect(actsOn(told, 'persons_arrested', second.id)).toEqual(['arrest.voided', 'suspect.linked']);
    expect(actsOn(told, 'persons_arrested', third.id)).toContain('suspect.linked');
    const again = await locked(at, { ...march, revises: lock.body.id, revisionReason: 'They are one.' });
    const linked = await tracker.as(at.desk).get<{ version: number }>(`/suspects/${suspect.id}`);
    const apart = { ...suspect, etag: linked.etag };
    await given.changed(apart, `/suspects/${suspect.id}/same-person/unlink`, { reason: 'A cousin.' });
    expect(actsOn(await differences(at, again), 'persons_arrested', third.id)).toEqual(['suspect.unlinked']);
  });

  it('in an operation is explained by its tags and its membership rule', async () => {
    const at = await office();
    const of = { agencyId: at.agency.id, by: at.desk };
    const [kept, dropped, late] = [await given.complaint(of), await given.complaint(of), await given.complaint(of)];
    const plan = { startsOn: '2026-03-01', endsOn: '2026-03-31', membership: 'tagged' } as const;
    const operation = await given.operation({ by: at.preparer, ...plan });
    const members = `/operations/${operation.id}/members`;
    await tracker.as(at.preparer).post(members, { complaintIds: [kept.id, dropped.id] });
    const lock = await locked(at, { definition: 'operation_release', operationId: operation.id });
    expect(numbers(lock.body, '1')).toEqual({ complaints_documented: 2 });

    await tracker.as(at.preparer).post(members, { complaintIds: [late.id] });
    const untagging = { complaintIds: [dropped.id], reason: 'Of another week.' };
    await tracker.as(at.preparer).post(`/operations/${operation.id}/members/untag`, untagging);

    const told = await differences(at, lock);
    expect(actsOn(told, 'complaints_documented', late.id)).toContain('operation.tagged');
    expect(actsOn(told, 'complaints_documented', dropped.id)).toEqual(['operation.untagged']);
    expect(actsOn(told, 'complaints_documented', kept.id)).toEqual(['no difference']);
    const { name } = operation;
    const rule = { name, ...plan, membership: 'window' };
    const read = await tracker.as(at.preparer).get(`/operations/${operation.id}`);
    madeBy(await tracker.as(at.preparer).put(`/operations/${operation.id}`, rule, { 'if-match': read.etag }), 200);
    const after = await differences(at, lock);
    expect(actsOn(after, 'complaints_documented', late.id)).toContain('operation.changed');
  });
});

describe('the national seat', () => {
  it('reads the locked reports of every task force, no records, and the list of missing reports', async () => {
    const [told, silent] = [await office(), await office()];
    const month = { definition: 'monthly_summary', month: '2025-01' };
    const lock = await locked(told, month);
    const open = await prepared(silent, month);

    const client = tracker.as(nation);
    const list = await client.get<PerformanceReportPage>('/performance-reports?definition=monthly_summary&limit=200');
    const ids = list.body.items.map(({ id }) => id);
    expect([ids.includes(lock.body.id), ids.includes(open.body.id)]).toEqual([true, false]);
    expect(list.body.items.every(({ state }) => state === 'locked')).toBe(true);
    expect((await client.get(`/performance-reports/${open.body.id}`)).status).toBe(404);
    for (const part of ['records', 'differences']) {
      expect((await client.get(`/performance-reports/${lock.body.id}/${part}`)).status).toBe(404);
    }
    const path = '/missing-performance-reports?definition=monthly_summary&month=2025-01';
    const { missing } = (await client.get<MissingPerformanceReportsView>(path)).body;
    const of = missing.map(({ taskForceId }) => taskForceId);
    expect([of.includes(told.taskForceId), of.includes(silent.taskForceId)]).toEqual([false, true]);
    expect((await tracker.as(told.preparer).get(path)).status).toBe(403);
  });

  it('does not expose a report to another task force or to the application role', async () => {
    const [at, stranger] = [await office(), await office()];
    const lock = await locked(at);

    expect((await tracker.as(stranger.preparer).get(`/performance-reports/${lock.body.id}`)).status).toBe(404);
    expect((await tracker.as(stranger.preparer).get(`/performance-reports/${lock.body.id}/differences`)).status).toBe(
      404,
    );
    const app = new pg.Client({ connectionString: tracker.database.appUrl });
    await app.connect();
    expect((await app.query('SELECT FROM app.performance_reports')).rowCount).toBe(0);
    await app.end();
  });
});
