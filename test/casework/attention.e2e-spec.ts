import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attentionKinds, type AttentionKind } from '../../src/access/attention-declarations.js';
import type { AttentionItem, AttentionView } from '../../src/casework/attention/attention.view.js';
import type { DraftList } from '../../src/casework/drafts/draft.view.js';
import { addDays } from '../../src/platform/time/calendar.js';
import { roles, seatLevels } from '../../src/platform/actor/actor.js';
import type { LegalHoldView } from '../../src/casework/retention/legal-hold.view.js';
import type { PerformanceReportView } from '../../src/reporting/performance-reports/performance-report.view.js';
import { Clock } from '../../src/platform/time/clock.js';
import type { Answer } from '../support/client.js';
import { createFixtures } from '../support/fixtures.js';
import { Given, type GivenAccount, type GivenAgency, type GivenComplaint } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';

interface ListPage {
  readonly items: readonly unknown[];
  readonly nextCursor?: string | null;
}

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker({ config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function attentionOf(by: GivenAccount): Promise<AttentionView> {
  const answer = await tracker.as(by).get<AttentionView>('/attention');
  expect(answer.status).toBe(200);
  return answer.body;
}

async function itemOf(by: GivenAccount, kind: AttentionKind): Promise<AttentionItem | undefined> {
  return (await attentionOf(by)).items.find((item) => item.kind === kind);
}

/** Returns the number of rows of a list, over all of its pages. */
async function rowsAt(by: GivenAccount, path: string): Promise<number> {
  const below = path.replace('/api/v1', '');
  const [list = '', filter = ''] = below.split('?');
  let rows = 0;
  let cursor: string | null = null;
  do {
    const parts: readonly string[] = [
      filter,
      list === '/drafts' ? '' : 'limit=200',
      cursor === null ? '' : `cursor=${cursor}`,
    ];
    const query: string = parts.filter((part) => part !== '').join('&');
    const answer: Answer<ListPage> = await tracker.as(by).get<ListPage>(`${list}?${query}`);
    const { status, text, body } = answer;
    expect({ path, status, text: status === 200 ? '' : text }).toEqual({ path, status: 200, text: '' });
    rows += body.items.length;
    cursor = body.nextCursor ?? null;
  } while (cursor !== null);
  return rows;
}

async function arrange(agency: GivenAgency): Promise<void> {
  const { taskForceId, id: agencyId } = agency;
  const place = await createFixtures(given, agency);
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const complaint = await given.complaint({ agencyId });
  const hold = await given.made<LegalHoldView>(head, '/legal-holds', {
    complaintId: complaint.id,
    authority: 'District Court',
    reason: 'An appeal',
    reviewOn: '2099-01-01',
  });
  await given.changed(hold, `/legal-holds/${hold.id}/lift-request`, { reason: 'It is over.' });
  await tracker.sql(`UPDATE app.legal_holds SET review_on = '2020-01-01' WHERE id = $1`, [hold.id]);
  await given.made(head, '/seal-orders', {
    complaintId: complaint.id,
    kind: 'seal',
    orderNumber: 'CI 26-1',
    court: 'District Court',
    orderedOn: '2026-02-20',
  });
  await tracker.sql('UPDATE app.accounts SET approved_at = NULL WHERE id = $1', [
    (await given.account({ agency })).accountId,
  ]);
  await given.account({ agency, status: 'locked' });
  await tracker.sql(
    `UPDATE app.identifiers SET carrier_id = $2, observed_at = $3::timestamptz - interval '80 days' WHERE id = $1`,
    [place.ipCapture, place.provider, tracker.app.get(Clock).now()],
  );
  await tracker.sql(`UPDATE app.performance_reports SET findings = '[{"number": 1, "answer": null}]' WHERE id = $1`, [
    place.preparedReturn,
  ]);
  await tracker.sql(`UPDATE app.complaints SET received_at = '2020-01-01', priority = 1 WHERE id = ANY ($1)`, [
    [(await given.complaint({ agencyId, state: 'triaged' })).id],
  ]);
  const onHold = await given.complaint({ agencyId });
  const terms = { reason: 'Records are awaited.', reviewOn: '2026-05-01' };
  await given.changed({ ...onHold, by: head }, `/complaints/${onHold.id}/hold`, terms);
  await tracker.sql(`UPDATE app.complaint_holds SET review_on = '2020-01-01' WHERE complaint_id = $1`, [onHold.id]);
  await arrangeDue(complaint, await given.closedLongAgo({ agencyId }), head);
  await tracker.sql(
    `UPDATE app.import_batches SET state = 'checked', started_at = $2::timestamptz - interval '1 day' WHERE id = $1`,
    [place.import, tracker.app.get(Clock).now()],
  );
}

async function arrangeDue(open: GivenComplaint, closed: GivenComplaint, head: GivenAccount): Promise<void> {
  await tracker.sql('UPDATE app.complaints SET preserved_until = $2::date + 5 WHERE id = $1', [
    open.id,
    tracker.app.get(Clock).now(),
  ]);
  await tracker.sql(
    `INSERT INTO app.retentions (id, task_force_id, complaint_id, class, closed_on, review_on, version)
     SELECT gen_random_uuid(), $1, $2, k.class, k.closed_on, '2020-01-01', 1 FROM app.retention_by_rule($2) k`,
    [head.taskForceId, closed.id],
  );
}

/** Arranges what only one account has. */
async function arrangeOwn({ accountId, taskForceId }: GivenAccount, complaintId: string): Promise<void> {
  await tracker.sql(
    `INSERT INTO app.tasks (id, task_force_id, complaint_id, title, owner_id, due_on, state, set_by, set_at, version)
     VALUES (gen_random_uuid(), $1, $2, 'Call.', $3, '2020-01-01', 'open', $3, now(), 1)`,
    [taskForceId, complaintId, accountId],
  );
  await tracker.sql(`UPDATE app.complaints SET investigator_id = $2, due_at = '2020-01-01' WHERE id = $1`, [
    complaintId,
    accountId,
  ]);
}

describe('GET /attention', () => {
  it('counts the rows of the list at each path, for each role and seat, and records no refusal', async () => {
    const agency = await given.agency();
    const { taskForceId } = agency;
    const neighbour = await given.agency({ taskForceId });
    await arrange(agency);
    await createFixtures(given, neighbour);
    const found = new Map<AttentionKind, number>();
    const readers: GivenAccount[] = [];
    for (const role of roles) {
      for (const seat of seatLevels) {
        const at = seat === 'agency' ? { agency } : { seat, taskForceId };
        readers.push(await given.account({ role, ...at }));
      }
    }
    const worker = await given.account({ agency });
    readers.push(worker);
    await arrangeOwn(worker, (await given.complaint({ agencyId: agency.id })).id);
    await given.draft({ by: worker });
    const differences: unknown[] = [];

    for (const reader of readers) {
      const { items, secondPerson } = await attentionOf(reader);
      for (const { kind, count, isComplete, path } of items) {
        const rows = await rowsAt(reader, path);
        if (rows !== count || !isComplete) differences.push({ kind, path, count, rows, isComplete });
        found.set(kind, Math.max(found.get(kind) ?? 0, count));
      }
      const pending = items.filter((item) => item.isForSecondPerson);
      expect(secondPerson.count).toBe(pending.reduce((sum, { count }) => sum + count, 0));
    }

    expect(differences).toEqual([]);
    expect([...found.keys()].sort()).toEqual([...attentionKinds].sort());
    expect([...found].filter(([, count]) => count === 0)).toEqual([]);
    const refused = await tracker.sql(
      `SELECT action, subject FROM audit.entries WHERE outcome = 'refused' AND account_id = ANY ($1)`,
      [readers.map(({ accountId }) => accountId)],
    );
    expect(refused).toEqual([]);
  });

  it('has the lists of the role and seat only', async () => {
    const { taskForceId } = await given.agency();
    const kindsOf = async (by: GivenAccount): Promise<string[]> =>
      (await attentionOf(by)).items.map(({ kind }) => kind);

    expect(await kindsOf(await given.account({ taskForceId, role: 'auditor' }))).toEqual([]);
    expect(await kindsOf(await given.account({ seat: 'national', role: 'admin' }))).toEqual([
      'imports_to_commit',
      'accounts_to_approve',
      'locked_accounts',
      'factor_resets_to_approve',
      'recertifications',
      'provisioned_users_to_decide',
    ]);
    expect(await kindsOf(await given.account({ seat: 'national' }))).toEqual([]);
    expect(await kindsOf(await given.account())).toEqual([
      'my_complaints',
      'my_overdue_complaints',
      'holds_to_review',
      'open_tasks',
      'overdue_tasks',
      'hits_to_answer',
      'preservations_expiring',
      'logs_expiring',
      'index_notices',
      'drafts',
    ]);
    const ofOthers: readonly AttentionKind[] = [
      'seal_orders_to_execute',
      'identity_destructions_to_approve',
      'performance_reports_to_answer',
      'performance_reports_to_approve',
      'locked_accounts',
      'provisioned_users_to_decide',
    ];
    expect(await kindsOf(await given.account({ role: 'supervisor' }))).toEqual(
      attentionKinds.filter((kind) => !ofOthers.includes(kind)),
    );
  });

  it('returns the path of the list of each kind, with its filter, to a supervisor of a task force', async () => {
    const head = await given.account({ role: 'supervisor', seat: 'task_force' });

    const { items } = await attentionOf(head);

    expect(items.map(({ kind, path }) => [kind, path.replace('/api/v1', '')])).toEqual([
      ['complaints_to_triage', '/complaints?queue=to_triage'],
      ['complaints_to_assign', '/complaints?queue=to_assign'],
      ['my_complaints', '/complaints?queue=mine'],
      ['my_overdue_complaints', '/complaints?queue=overdue&investigatorId=me'],
      ['overdue_complaints', '/complaints?queue=overdue'],
      ['complaints_past_target', '/complaints?queue=past_target'],
      ['untriaged_expiring', '/complaints?queue=expiring'],
      ['holds_to_review', '/complaints?queue=on_hold&reviewBy=2026-03-02'],
      ['closures_to_decide', '/complaints?queue=to_close'],
      ['open_tasks', `/tasks?ownerId=${head.accountId}&state=open`],
      ['overdue_tasks', `/tasks?ownerId=${head.accountId}&overdue=true`],
      ['transfers_to_answer', '/transfers?direction=in&state=offered'],
      ['hits_to_answer', '/deconfliction/hits?answered=false'],
      ['preservations_expiring', '/preservations/expiring?within=60&past=30'],
      ['logs_expiring', '/ip-captures/expiring?within=40&past=30'],
      ['index_notices', '/subject-index/notices?acknowledged=false'],
      ['index_reviews', '/subject-index/reviews?within=90'],
      ['index_entries_to_approve', '/subject-index/entries?state=submitted'],
      ['legal_holds_to_review', '/legal-holds?active=true&reviewBy=2026-03-02'],
      ['hold_liftings_to_approve', '/legal-holds?active=true&liftRequested=true'],
      ['seal_orders_to_execute', '/seal-orders?pending=true'],
      ['retention_due', '/retention/due?marked=false'],
      ['identity_destructions_to_approve', '/identity-destructions?open=true'],
      ['identity_access_to_approve', '/identity-access-withdrawals?restored=false&restorationRequested=true'],
      ['performance_reports_to_answer', '/performance-reports?state=prepared&unanswered=true'],
      ['performance_reports_to_approve', '/performance-reports?state=prepared&unanswered=false'],
      ['imports_to_commit', '/imports?awaitingCommit=true'],
      ['accounts_to_approve', '/accounts?awaitingApproval=true&disabled=false'],
      ['factor_resets_to_approve', '/factor-resets?open=true'],
      ['recertifications', '/recertifications?signedOff=false'],
      ['drafts', '/drafts'],
    ]);
    const pending = items.filter(({ isForSecondPerson }) => isForSecondPerson).map(({ kind }) => kind);
    expect(pending).toEqual([
      'closures_to_decide',
      'index_entries_to_approve',
      'hold_liftings_to_approve',
      'seal_orders_to_execute',
      'identity_destructions_to_approve',
      'identity_access_to_approve',
      'performance_reports_to_approve',
      'accounts_to_approve',
      'factor_resets_to_approve',
    ]);
  });

  it('states the most urgent day of a queue and of the drafts, in the time zone of the task force', async () => {
    const agency = await given.agency();
    const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    for (const receivedAt of ['2026-02-20T12:00:00-06:00', '2026-02-10T23:30:00-06:00']) {
      await given.complaint({ agencyId: agency.id, receivedAt });
    }
    const [draft] = [await given.draft({ by: head }), await given.draft({ by: head })];
    await tracker.sql(`UPDATE staging.drafts SET expires_at = '2026-03-09T23:30:00-05:00' WHERE id = $1`, [draft.id]);

    expect(await itemOf(head, 'complaints_to_triage')).toMatchObject({ count: 2, mostUrgentOn: '2026-02-10' });
    expect(await itemOf(head, 'drafts')).toMatchObject({ count: 2, mostUrgentOn: '2026-03-09' });
  });

  it('has the drafts of the account as their list has them, and no text of a draft', async () => {
    const complaint = await given.complaint();
    const { by, id: subjectId, taskForceId } = complaint;
    expect((await attentionOf(by)).drafts).toEqual([]);
    await given.draft({ by, kind: 'note', subjectId, body: { text: 'Quillonbramble called.' } });
    await given.draft({ by });
    await given.draft({ by: await given.account({ taskForceId, role: 'supervisor' }), kind: 'note', subjectId });

    const { drafts } = await attentionOf(by);

    expect(drafts.map(({ kind }) => kind).sort()).toEqual(['complaint', 'note']);
    expect(drafts).toEqual((await tracker.as(by).get<DraftList>('/drafts')).body.items);
    expect(JSON.stringify(drafts)).not.toContain('Quillonbramble');
  });

  it('states the most urgent day, also beyond the maximum of a count', async () => {
    const { by, id: complaintId, taskForceId } = await given.complaint();
    await given.made(by, '/tasks', {
      complaintId,
      title: 'Call the school.',
      ownerId: by.accountId,
      dueOn: '2099-05-01',
    });
    await given.made(by, '/tasks', { complaintId, title: 'Call again.', ownerId: by.accountId, dueOn: '2099-03-01' });
    expect(await itemOf(by, 'open_tasks')).toEqual({
      kind: 'open_tasks',
      count: 2,
      isComplete: true,
      mostUrgentOn: '2099-03-01',
      isForSecondPerson: false,
      path: `/api/v1/tasks?ownerId=${by.accountId}&state=open`,
    });
    expect(await itemOf(by, 'overdue_tasks')).toMatchObject({ count: 0, mostUrgentOn: null });

    await tracker.sql(
      `INSERT INTO app.tasks (id, task_force_id, complaint_id, title, owner_id, due_on, state, set_by, set_at, version)
       SELECT gen_random_uuid(), $1, $2, 'Call.', $3, $4::date + n, 'open', $3, now(), 1 FROM generate_series(1, 1000) n`,
      [taskForceId, complaintId, by.accountId, addDays('2099-01-01', -1)],
    );
    expect(await itemOf(by, 'open_tasks')).toMatchObject({
      count: 1000,
      isComplete: false,
      mostUrgentOn: '2099-01-01',
    });
  });

  it('counts what waits for a second person', async () => {
    const { taskForceId } = await given.agency();
    const [one, two] = [
      await given.account({ taskForceId, role: 'supervisor' }),
      await given.account({ taskForceId, role: 'supervisor' }),
    ];
    const { id: operationId } = await given.operation({ by: one, startsOn: '1999-03-01', endsOn: '1999-03-02' });
    await given.made<PerformanceReportView>(one, '/performance-reports', {
      definition: 'operation_release',
      operationId,
    });

    const { secondPerson, items } = await attentionOf(two);

    expect(items.find(({ kind }) => kind === 'performance_reports_to_approve')).toMatchObject({
      count: 1,
      isForSecondPerson: true,
      path: '/api/v1/performance-reports?state=prepared&unanswered=false',
    });
    expect(secondPerson).toEqual({ count: 1, isComplete: true });
  });

  it('is refused for a machine key', async () => {
    const { token } = await given.machineKey();

    expect((await tracker.as({ token }).get('/attention')).status).toBe(403);
  });
});
