import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import type { AttentionKind } from '../../src/access/attention-declarations.js';
import type { ComplaintLine, ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { complaintQueues } from '../../src/casework/complaints/complaints.enums.js';
import type { QueueList, QueueView } from '../../src/casework/complaints/queue.view.js';
import type { TipImportView } from '../../src/intelligence/tips/tip-import.view.js';
import { closing, hold, reason, triage, type Act } from '../support/acts.js';
import { deconflictionAt } from '../intelligence/deconfliction-fixtures.js';
import { Given, madeBy, type GivenAccount, type GivenAgency } from '../support/given.js';
import { nextNumber } from '../support/people.js';
import { recordStatements, type Statement } from '../support/statements.js';
import { providerReport } from '../support/tips.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';
import { asApp } from '../support/transactions.js';

const hour = 3600;
const day = 24 * hour;
const clock = new Date(stoppedAt);
let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let head: GivenAccount;

beforeAll(async () => {
  tracker = await startTracker({ clock, config: { REQUESTS_PER_MINUTE: '1000000' } });
  given = new Given(tracker);
});
beforeEach(async () => {
  clock.setTime(stoppedAt.getTime());
  agency = await given.agency();
  head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
});
afterAll(() => tracker.close());

const assign = (overrides: object = {}): Act => ['assignment', { agencyId: agency.id, ...overrides }];

function waits(seconds: number): void {
  clock.setTime(clock.getTime() + seconds * 1000);
}

/** Logs a complaint received a number of days ago, and takes it through these acts of the task force's supervisor. */
async function complaint(daysAgo: number, acts: readonly Act[] = [], overrides: object = {}): Promise<string> {
  const receivedAt = new Date(clock.getTime() - daysAgo * day * 1000).toISOString();
  const received = await given.complaint({ agencyId: agency.id, receivedAt, ...overrides });
  return (await given.moved(received, acts, head)).id;
}

async function act(id: string, [name, body]: Act, by = head): Promise<void> {
  const { etag } = await tracker.as(by).get(`/complaints/${id}`);
  madeBy(await tracker.as(by).change(`/complaints/${id}/${name}`, body, { 'if-match': etag }), 200);
}

async function page(reader: GivenAccount, query: string): Promise<ComplaintPage> {
  return madeBy(await tracker.as(reader).get<ComplaintPage>(`/complaints?${query}`), 200).body;
}

async function ids(reader: GivenAccount, query: string): Promise<string[]> {
  return (await page(reader, query)).items.map(({ id }) => id);
}

async function line(reader: GivenAccount, id: string): Promise<ComplaintLine> {
  const found = (await page(reader, 'limit=200')).items.find((item) => item.id === id);
  if (!found) throw new Error('The complaint is not in the list');
  return found;
}

async function queuesOf(reader: GivenAccount): Promise<Record<string, QueueView>> {
  const { body } = madeBy(await tracker.as(reader).get<QueueList>('/queues'), 200);
  return Object.fromEntries(body.items.map((item) => [item.queue, item]));
}

const tip = (day: string): object => ({ source: 'ncmec_cybertip', reportedToNcmecAt: `${day}T18:00:00Z` });

describe('a queue of complaints', () => {
  it('to_triage has untriaged complaints, the preservation that ends first, then the earliest receipt', async () => {
    const [late, early] = [await complaint(1), await complaint(3)];
    const [last, first] = [await complaint(2, [], tip('2026-02-20')), await complaint(2, [], tip('2026-01-20'))];
    const screened = await complaint(2, [['screening', { type: 'sextortion', mode: 'reactive' }]]);
    const reopened = await complaint(9, [triage(3), ['disposition', closing], ['reopen', { reason }]]);
    await complaint(5, [triage(4)]);
    await complaint(5, [hold]);
    await complaint(5, [triage(4), ['disposition', closing]]);
    await complaint(5, [['merge', { into: late, reason }]]);

    expect(await ids(head, 'queue=to_triage')).toEqual([first, last, reopened, early, screened, late]);
  });

  it('to_assign has triaged complaints, the most urgent tier, then the earliest receipt', async () => {
    const [calm, urgent] = [await complaint(9, [triage(4)]), await complaint(1, [triage(1)])];
    const [late, early] = [await complaint(1, [triage(2)]), await complaint(2, [triage(2)])];
    await complaint(9, [triage(1), assign()]);
    await complaint(9, [triage(1), hold]);
    await complaint(9);
    const again = await complaint(8, [triage(4), assign(), triage(4)]);

    expect(await ids(head, 'queue=to_assign')).toEqual([urgent, early, late, calm, again]);
  });

  it('mine has the open complaints of the reader, the earliest due time first', async () => {
    const mine = await given.account({ agency });
    const other = await given.account({ agency });
    const to = (account: GivenAccount, dueAt: string | null): Act =>
      assign({ investigatorId: account.accountId, dueAt });
    const never = await complaint(9, [triage(4), to(mine, null)]);
    const late = await complaint(1, [triage(4), to(mine, '2026-04-02T15:00:00Z')]);
    const early = await complaint(1, [triage(4), to(mine, '2026-03-05T15:00:00Z')]);
    const held = await complaint(1, [triage(4), to(mine, '2026-03-12T15:00:00Z'), hold]);
    await complaint(1, [triage(4), to(mine, null), ['disposition', closing]]);
    const theirs = await complaint(1, [triage(4), to(other, null)]);

    expect(await ids(mine, 'queue=mine')).toEqual([early, held, late, never]);
    expect(await ids(other, 'queue=mine')).toEqual([theirs]);
    expect(await ids(head, 'queue=mine')).toEqual([]);
    const { nextCursor } = await page(mine, 'queue=mine&limit=3');
    expect(await ids(mine, `queue=mine&limit=3&cursor=${String(nextCursor)}`)).toEqual([never]);
    const end = await page(mine, 'queue=mine&limit=3');
    expect(end).toMatchObject({ count: 4, isComplete: true });
  });

  it('overdue has open complaints past their due time, the earliest first, and none that was on hold at that time', async () => {
    const soon = await complaint(1, [triage(4), assign({ dueAt: '2026-03-02T16:00:00Z' })]);
    const sooner = await complaint(1, [triage(4), assign({ dueAt: '2026-03-02T15:30:00Z' })]);
    await complaint(1, [triage(4), assign({ dueAt: '2026-03-02T16:00:00Z' }), hold]);
    const later = await complaint(1, [triage(4), assign({ dueAt: '2026-03-09T16:00:00Z' })]);
    const none = await complaint(1, [triage(4), assign({ dueAt: null })]);
    expect(await ids(head, 'queue=overdue')).toEqual([]);

    waits(2 * hour);
    await act(soon, hold);
    waits(day);

    expect(await ids(head, 'queue=overdue')).toEqual([sooner, soon]);
    const lines = (await page(head, '')).items.filter(({ isOverdue }) => isOverdue).map(({ id }) => id);
    expect(lines.sort()).toEqual([soon, sooner].sort());
    expect([await line(head, later), await line(head, none)]).toMatchObject([
      { isOverdue: false },
      { isOverdue: false },
    ]);
  });

  it('past_target has the same complaints as the backlog: unassigned, not on hold, and beyond the hours of their tier', async () => {
    const calm = await complaint(0, [triage(2)]);
    const urgent = await complaint(0, [triage(1)]);
    const held = await complaint(0, [triage(1), hold]);
    await complaint(0, [triage(1), assign()]);
    await complaint(0);
    const reopened = await complaint(20, [triage(1), ['disposition', closing]]);
    waits(hour - 1);
    await act(reopened, ['reopen', { reason }]);
    const inTime = await ids(head, 'queue=past_target');
    waits(2);
    const past = await ids(head, 'queue=past_target');
    waits(hour);
    await act(held, ['resume', { reason }]);
    const resumed = await ids(head, 'queue=past_target');
    waits(day);
    const all = await page(head, 'queue=past_target');

    expect([inTime, past, resumed]).toEqual([[], [urgent], [reopened, urgent]]);
    expect(all.items.map(({ id }) => id)).toEqual([reopened, urgent, held, calm]);
    expect(all).toMatchObject({ count: 4, isComplete: true });
    expect(all.items.every(({ isPastTarget }) => isPastTarget)).toBe(true);
    const backlog = await tracker
      .as(head)
      .get<{ items: { complaintId: string }[] }>('/reports/backlog/complaints?concern=past_target');
    expect(backlog.body.items.map(({ complaintId }) => complaintId).sort()).toEqual(
      [reopened, urgent, held, calm].sort(),
    );
  });

  it('expiring has untriaged complaints, also on hold, whose preservation ends within 60 days', async () => {
    await complaint(0, [], tip('2025-03-01'));
    const lastDay = await complaint(0, [], tip('2025-03-02'));
    const near = await complaint(0, [hold], tip('2025-04-30'));
    await complaint(0, [], tip('2025-05-01'));
    await complaint(0, [triage(4)], tip('2025-04-01'));
    await complaint(0);

    const { items } = await page(head, 'queue=expiring');

    expect(items.map(({ id, preservedUntil }) => [id, preservedUntil])).toEqual([
      [lastDay, '2026-03-02'],
      [near, '2026-04-30'],
    ]);
    const backlog = await tracker
      .as(head)
      .get<{ items: { complaintId: string }[] }>('/reports/backlog/complaints?concern=expiring');
    expect(backlog.body.items.map(({ complaintId }) => complaintId).sort()).toEqual([lastDay, near].sort());
  });

  it('on_hold has the longest hold first, and to_close the earliest pending proposal', async () => {
    const [one, two] = [await complaint(1, [triage(3)]), await complaint(9, [triage(3)])];
    for (const id of [one, two]) {
      waits(hour);
      await act(id, hold);
    }
    const [proposed, returned, later] = [
      await complaint(1, [triage(3)]),
      await complaint(1, [triage(3)]),
      await complaint(9, [triage(3)]),
    ];
    for (const id of [proposed, returned, later]) {
      waits(hour);
      await act(id, ['closure-proposal', closing]);
    }
    const other = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
    const { etag } = await tracker.as(other).get(`/complaints/${returned}`);
    madeBy(
      await tracker
        .as(other)
        .put(`/complaints/${returned}/closure-proposal/rejection`, { reason }, { 'if-match': etag }),
      200,
    );

    expect(await ids(head, 'queue=on_hold')).toEqual([one, two]);
    expect(await ids(head, 'queue=to_close')).toEqual([proposed, later]);
    const first = await page(head, 'queue=to_close&limit=1');
    expect(await ids(head, `queue=to_close&limit=1&cursor=${String(first.nextCursor)}`)).toEqual([later]);
  });

  it('has the complaints that an agency owns or works, each once, and none at the national seat', async () => {
    const { taskForceId } = agency;
    const neighbour = await given.agency({ taskForceId });
    const own = await given.account({ agency: neighbour, role: 'supervisor' });
    const worked = await complaint(3, [triage(2), assign({ agencyId: neighbour.id, dueAt: '2026-03-02T15:30:00Z' })]);
    const both = await complaint(2, [triage(2), assign({ agencyId: neighbour.id, dueAt: '2026-03-02T15:20:00Z' })], {
      agencyId: neighbour.id,
    });
    const triagedAgain = await complaint(2, [triage(2), assign({ agencyId: neighbour.id }), triage(3)]);
    const untriaged = await complaint(1, [], { agencyId: neighbour.id });
    await complaint(1);
    waits(hour);

    expect(await ids(own, 'queue=overdue')).toEqual([both, worked]);
    expect(await ids(own, 'queue=to_assign')).toEqual([triagedAgain]);
    expect(await ids(own, 'queue=to_triage')).toEqual([untriaged]);
    expect(await ids(own, 'queue=overdue&limit=1')).toEqual([both]);
    const national = await given.account({ seat: 'national', role: 'supervisor' });
    for (const queue of complaintQueues) expect(await ids(national, `queue=${queue}`)).toEqual([]);
    for (const role of ['admin', 'auditor'] as const) {
      const client = tracker.as(await given.account({ taskForceId, role }));
      expect(await client.get('/complaints?queue=to_triage')).toMatchObject({ status: 403 });
      expect(await client.get('/queues')).toMatchObject({ status: 403 });
    }
  });

  it('hides sealed complaints from everybody but the supervisors of the task force', async () => {
    const sealed = await complaint(1, [triage(1)]);
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [sealed]);
    const investigator = await given.account({ agency });

    expect(await ids(head, 'queue=to_assign')).toEqual([sealed]);
    expect(await page(investigator, 'queue=to_assign')).toMatchObject({ items: [], count: 0 });
    expect((await queuesOf(investigator))['to_assign']).toMatchObject({ count: 0, mostUrgent: null });
  });

  it('accepts filters, each with the queue and all together', async () => {
    const { taskForceId } = agency;
    const neighbour = await given.agency({ taskForceId });
    const mine = await given.account({ agency });
    const plain = await complaint(1, [triage(4)]);
    const urgent = await complaint(2, [triage(1)], { source: 'other_agency' });
    const foreign = await complaint(3, [triage(2)], { agencyId: neighbour.id });
    const assigned = await complaint(4, [
      triage(3),
      assign({ investigatorId: mine.accountId, dueAt: '2026-03-05T15:00:00Z' }),
    ]);
    const received = await complaint(5);
    const screened = await complaint(6, [['screening', { type: 'sextortion', mode: 'reactive' }]]);
    const merged = await complaint(7, [['merge', { into: plain, reason }]]);

    const all = [plain, urgent, foreign, assigned, received, screened, merged];
    expect(await ids(head, '')).toEqual(all);
    expect(await ids(head, 'queue=all')).toEqual(all);
    expect(await ids(head, 'state=received,in_triage')).toEqual([received, screened]);
    expect(await ids(head, 'state=received&state=in_triage')).toEqual([received, screened]);
    expect(await ids(mine, 'state=in_triage,received')).toEqual([received, screened]);
    expect(await ids(head, 'priority=1,2')).toEqual([urgent, foreign]);
    expect(await ids(head, 'queue=to_assign&priority=2,4')).toEqual([foreign, plain]);
    expect(await ids(head, 'type=sextortion')).toEqual([screened]);
    expect(await ids(head, 'source=other_agency')).toEqual([urgent]);
    expect(await ids(head, `agencyId=${neighbour.id}`)).toEqual([foreign]);
    expect(await ids(head, `workingAgencyId=${agency.id}`)).toEqual([assigned]);
    expect(await ids(head, `investigatorId=${mine.accountId}`)).toEqual([assigned]);
    expect(await ids(mine, 'investigatorId=me')).toEqual([assigned]);
    expect(await ids(head, 'investigatorId=none&priority=3,4')).toEqual([plain]);
    expect(await ids(head, 'receivedFrom=2026-02-26&receivedUntil=2026-02-28')).toEqual([foreign, assigned]);
    expect(await ids(head, 'dueBefore=2026-03-05T15:00:00.001Z')).toEqual([assigned]);
    expect(await ids(head, 'dueBefore=2026-03-05T15:00:00Z')).toEqual([]);
    expect(await ids(head, `mergedInto=${plain}`)).toEqual([merged]);
    expect(await ids(head, 'queue=to_assign&priority=1&source=other_agency&receivedFrom=2026-02-28')).toEqual([urgent]);
  });

  it.each([
    ['queue=waiting', '#/queue'],
    ['state=received,open', '#/state'],
    ['state=received,received', '#/state'],
    ['state=', '#/state'],
    ['priority=0', '#/priority'],
    ['priority=1,high', '#/priority'],
    ['workingAgencyId=me', '#/workingAgencyId'],
    ['investigatorId=nobody', '#/investigatorId'],
    ['receivedFrom=2026-02-30', '#/receivedFrom'],
    ['receivedUntil=yesterday', '#/receivedUntil'],
    ['dueBefore=2026-03-05', '#/dueBefore'],
    ['queue=to_triage&queue=mine', '#/queue'],
    ['queue=mine&cursor=AAAA', '#/cursor'],
  ])('rejects ?%s', async (query, pointer) => {
    expect(await tracker.as(head).get(`/complaints?${query}`)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer }] },
    });
  });

  it('rejects a cursor of another queue', async () => {
    await complaint(1);
    await complaint(2);
    const { nextCursor } = await page(head, 'queue=to_triage&limit=1');

    const answer = await tracker.as(head).get(`/complaints?queue=expiring&limit=1&cursor=${String(nextCursor)}`);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/cursor' }] } });
  });

  it('shows each complaint that stays in it exactly once over the pages, while others leave and enter', async () => {
    const stay: string[] = [];
    const leave: string[] = [];
    for (let n = 0; n < 12; n += 1) (n % 3 === 0 ? leave : stay).push(await complaint(20 - n, [triage(1 + (n % 4))]));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `queue=to_assign&limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const { items, nextCursor } = await tracker.expectQueries(2, () => page(head, query));
      seen.push(...items.map(({ id }) => id));
      cursor = nextCursor;
      const gone = leave.pop();
      if (gone !== undefined) await act(gone, assign());
      await complaint(1, [triage(1)]);
    }

    for (const id of stay) expect(seen.filter((one) => one === id)).toEqual([id]);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('a line of the list', () => {
  it('has jurisdiction, preservation, escalation, open tasks and unanswered hits', async () => {
    const by = await given.account({ agency, role: 'supervisor' });
    clock.setTime(new Date('2026-06-01T12:00:00Z').getTime());
    const report = providerReport({ reportId: String(700_000_000 + nextNumber()) });
    const { body } = madeBy(
      await tracker.as(by).send<TipImportView>('POST', '/tip-imports', report, { 'content-type': 'application/xml' }),
      200,
    );
    const id = await complaint(1, [triage(3), assign()], { jurisdiction: { state: 'NE', county: 'Douglas' } });
    const task = { complaintId: id, title: 'Call the school.', ownerId: by.accountId, dueOn: '2026-07-09' };
    await given.made(by, '/tasks', task);
    const { deconflictionHit } = await deconflictionAt(given, agency);

    const { items } = await page(head, 'limit=200');

    expect(items.find((item) => item.id === id)).toMatchObject({
      jurisdiction: { state: 'NE', county: 'Douglas', city: null },
      preservedUntil: null,
      isEscalated: false,
      unansweredHits: 0,
      openTasks: 1,
      isOverdue: false,
      isPastTarget: false,
    });
    expect(items.find((item) => item.id === body.items[0]?.complaintId)).toMatchObject({
      isEscalated: true,
      openTasks: 0,
    });
    const [hit] = await tracker.sql<{ id: string }>(
      'SELECT complaint_id AS id FROM app.deconfliction_hits WHERE id = $1',
      [deconflictionHit],
    );
    expect(items.find((item) => item.id === hit?.id)).toMatchObject({ unansweredHits: 1 });
  });

  it('has the strength of the strongest match with another complaint that the reader sees', async () => {
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const supervisor = await given.account({ agency, role: 'supervisor' });
    const [email, address, file] = [`owl.${nextNumber()}@example.com`, '198.51.100.7', '9e'.repeat(16)];
    const suspect = (kind: 'email' | 'ip', raw: string): object => ({ kind, role: 'suspect', raw });
    const alone = await complaint(1, [], { identifiers: [suspect('email', `owl.${nextNumber()}@example.com`)] });
    const own = await complaint(2, [], {
      identifiers: [suspect('email', email), suspect('ip', address)],
      files: [{ hashes: [{ value: file }] }],
    });
    const byFile = await complaint(3, [], { files: [{ hashes: [{ value: file }] }] });
    const byAddress = await complaint(4, [], { identifiers: [suspect('ip', address)] });
    const theirs = await complaint(5, [], { agencyId: neighbour.id, identifiers: [suspect('email', email)] });
    const strengths = async (reader: GivenAccount): Promise<unknown> =>
      Object.fromEntries((await page(reader, '')).items.map(({ id, strongestMatch }) => [id, strongestMatch]));

    expect(await strengths(head)).toEqual({
      [alone]: null,
      [own]: 'strong',
      [byFile]: 'fair',
      [byAddress]: 'weak',
      [theirs]: 'strong',
    });
    expect(await strengths(supervisor)).toEqual({
      [alone]: null,
      [own]: 'fair',
      [byFile]: 'fair',
      [byAddress]: 'weak',
    });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true WHERE id = $1', [byFile]);
    expect(await strengths(supervisor)).toEqual({ [alone]: null, [own]: 'weak', [byAddress]: 'weak' });
  });

  it('lists the bulk acts that the reader may do, and the reason against each other one', async () => {
    const investigator = await given.account({ agency });
    const supervisor = await given.account({ agency, role: 'supervisor' });
    const neighbour = await given.agency({ taskForceId: agency.taskForceId });
    const working = await given.account({ agency: neighbour, role: 'supervisor' });
    const received = await complaint(1);
    const held = await complaint(1, [hold]);
    const theirs = await complaint(1, [triage(3), assign({ agencyId: neighbour.id })]);
    const own = await complaint(1, [triage(3), assign({ investigatorId: investigator.accountId })]);
    await tracker.sql(`UPDATE app.complaints SET investigator_id = $1 WHERE id = $2`, [supervisor.accountId, own]);

    expect(await line(supervisor, received)).toMatchObject({
      may: { triage: true, assign: false, close: true, hold: true },
      obstacles: { triage: null, assign: 'state', close: null, hold: null },
    });
    expect(await line(supervisor, held)).toMatchObject({
      may: { triage: false, assign: false, close: false, hold: false },
      obstacles: { triage: 'state', assign: 'state', close: 'state', hold: 'state' },
    });
    expect((await line(supervisor, own)).obstacles).toEqual({
      triage: null,
      assign: null,
      close: 'own_investigation',
      hold: null,
    });
    expect((await line(working, theirs)).obstacles).toEqual({
      triage: 'agency',
      assign: 'agency',
      close: 'agency',
      hold: 'agency',
    });
    expect((await line(investigator, received)).obstacles).toEqual({
      triage: 'role',
      assign: 'role',
      close: 'role',
      hold: 'role',
    });
    await tracker.sql('UPDATE app.complaints SET is_sealed = true, is_expunged = true WHERE id = $1', [received]);
    expect((await line(head, received)).obstacles).toEqual({
      triage: 'expunged',
      assign: 'expunged',
      close: null,
      hold: 'expunged',
    });
    for (const id of [held, theirs, own]) {
      const { body } = await tracker.as(head).get<ComplaintView>(`/complaints/${id}`);
      expect(body.may).toMatchObject((await line(head, id)).may);
    }
  });
});

describe('the counts of queues', () => {
  it('have the number, the earliest receipt and the most urgent tier of each queue, in one statement', async () => {
    const mine = await given.account({ agency, role: 'supervisor' });
    await complaint(3, [triage(4)]);
    await complaint(5, [triage(2)]);
    await complaint(1, [triage(3), assign({ investigatorId: null, dueAt: '2026-03-02T15:30:00Z' })]);
    await complaint(2, [], tip('2025-04-01'));
    waits(hour);

    for (const reader of [head, mine]) {
      const { body } = await tracker.expectQueries(1, () => tracker.as(reader).get<QueueList>('/queues'));
      expect(body.items.map(({ queue, count }) => [queue, count])).toEqual([
        ['to_triage', 1],
        ['to_assign', 2],
        ['mine', 0],
        ['overdue', 1],
        ['past_target', 1],
        ['expiring', 1],
        ['on_hold', 0],
        ['to_close', 0],
      ]);
      expect(body.items[1]).toEqual({
        queue: 'to_assign',
        count: 2,
        isComplete: true,
        oldestReceivedAt: '2026-02-25T15:00:00.000Z',
        mostUrgent: 2,
      });
      expect(body.items[6]).toMatchObject({ oldestReceivedAt: null, mostUrgent: null });
      for (const { queue, count } of body.items) {
        expect(await page(reader, `queue=${queue}`)).toMatchObject({ count, isComplete: true });
      }
    }
  });

  it('are on the first page only, stop at 1,000, and examine at most 10,000 with filters', async () => {
    await fill(12_000);

    const first = await page(head, 'queue=to_triage&limit=1');
    const next = await page(head, `queue=to_triage&limit=1&cursor=${String(first.nextCursor)}`);
    const rare = await page(head, 'source=other_agency&limit=1');
    const few = await page(head, 'queue=to_assign&source=other_agency');

    expect(first).toMatchObject({ count: 1000, isComplete: false });
    expect(next).toMatchObject({ count: null, isComplete: null });
    expect(rare).toMatchObject({ count: 500, isComplete: false });
    expect(few).toMatchObject({ items: [], count: 0, isComplete: true });
    expect((await queuesOf(head))['to_triage']).toMatchObject({ count: 1000, isComplete: false });
  });
});

const indexesOfQueues: readonly string[] = [
  'closure_proposals_pending_idx',
  'complaints_due_agency_idx',
  'complaints_due_idx',
  'complaints_due_working_agency_idx',
  'complaints_held_agency_idx',
  'complaints_held_idx',
  'complaints_held_working_agency_idx',
  'complaints_investigator_due_idx',
  'complaints_open_agency_idx',
  'complaints_open_working_agency_idx',
  'complaints_task_force_id_agency_id_received_at_id_idx',
  'complaints_task_force_id_received_at_id_idx',
  'complaints_task_force_id_state_received_at_id_idx',
  'complaints_unassigned_agency_idx',
  'complaints_unassigned_idx',
  'complaints_unassigned_working_agency_idx',
  'complaints_untriaged_agency_idx',
  'complaints_untriaged_idx',
  'complaints_untriaged_working_agency_idx',
];

describe('the indexes of queues', () => {
  it('serve every queue, at a task force and at an agency', async () => {
    await fill(12_000);
    const own = await given.account({ agency, role: 'supervisor' });
    await reportScans();
    const before = await scans();

    for (const reader of [head, own]) {
      for (const queue of complaintQueues) {
        const { nextCursor } = await page(reader, `queue=${queue}&limit=2`);
        if (nextCursor !== null) await page(reader, `queue=${queue}&limit=2&cursor=${nextCursor}`);
      }
      await page(reader, 'state=received,on_hold');
      await queuesOf(reader);
    }

    // A connection that the pool closed meanwhile reports its scans a little later.
    let unused = indexesOfQueues;
    for (let tries = 0; tries < 300 && unused.length > 0; tries += 1) {
      if (tries > 0) await delay(100);
      await reportScans();
      const now = await scans();
      unused = unused.filter((name) => (now[name] ?? 0) === (before[name] ?? 0));
    }
    expect(unused).toEqual([]);
  });

  it('have the rows in the order of the queue, so that no list scans or sorts the table, and no count scans it', async () => {
    await fill(12_000);
    const own = await given.account({ agency, role: 'supervisor' });
    const record = recordStatements(tracker.app.get(DataSource));
    const faults: unknown[] = [];

    for (const reader of [head, own]) {
      const seat = reader === own ? 'agency' : 'task force';
      for (const query of [...complaintQueues.map((queue) => `queue=${queue}`), 'state=received,on_hold']) {
        const statements = await record(async () => {
          const { nextCursor } = await page(reader, `${query}&limit=2`);
          if (nextCursor !== null) await page(reader, `${query}&limit=2&cursor=${nextCursor}`);
        });
        const lists = statements.filter(({ text }) => text.includes(') page ON page.id'));
        expect(lists).not.toEqual([]);
        for (const list of lists) {
          const plan = await planOf(reader, list);
          faults.push(...[...sortedTables(plan), ...scannedTables(plan)].map((table) => ({ query, seat, table })));
        }
      }
      const statements = await record(() => queuesOf(reader));
      const counts = statements.filter(({ text }) => /\bapp"?\."?complaints\b/.test(text));
      expect(counts).not.toEqual([]);
      for (const count of counts) {
        const scanned = scannedTables(await planOf(reader, count));
        faults.push(...scanned.map((table) => ({ query: 'counts', seat, table })));
      }
    }

    expect(faults).toEqual([]);
  });

  it('let GET /attention read no completed task, and the due holds of a task force once', async () => {
    await fill(12_000);
    await fillTasks();
    const record = recordStatements(tracker.app.get(DataSource));

    const statements = await record(() => tracker.as(head).get('/attention'));

    const tasks = await genericPlanOf(head, statements, 'open_tasks');
    const indexes = tasks.filter((node) => node['Relation Name'] === 'tasks').map((node) => node['Index Name']);
    expect(indexes).toHaveLength(2);
    expect(indexes.filter((name) => name?.startsWith('tasks_open_') !== true)).toEqual([]);
    const complaints = await genericPlanOf(head, statements, 'holds_to_review');
    const readOnce = complaints.filter((node) => node['Parent Relationship'] === 'InitPlan');
    expect(readOnce.map((node) => node['Relation Name'])).toContain('complaint_holds');
  });
});

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Parent Relationship'?: string;
  readonly Plans?: readonly PlanNode[];
}

async function planOf(reader: GivenAccount, { text, values }: Statement): Promise<PlanNode[]> {
  const explain = `EXPLAIN (FORMAT JSON) ${text}`;
  const { rows } = await asApp(tracker, reader, (app) =>
    app.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(explain, [...values]),
  );
  return nodesOf(rows[0]?.['QUERY PLAN'][0]?.Plan);
}

/** Returns the nodes of the plan of the statement that counts a kind of `/attention`, without values, as it is served. */
async function genericPlanOf(
  reader: GivenAccount,
  statements: readonly Statement[],
  kind: AttentionKind,
): Promise<PlanNode[]> {
  const text = statements.find((statement) => statement.text.includes(`'${kind}' AS kind`))?.text ?? '';
  const explain = `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`;
  const { rows } = await asApp(tracker, reader, (app) =>
    app.query<{ 'QUERY PLAN': readonly { Plan: PlanNode }[] }>(explain),
  );
  return nodesOf(rows[0]?.['QUERY PLAN'][0]?.Plan);
}

/** Returns the tables whose rows a plan sorts before a limit: all rows of a queue, and not a page. */
function sortedTables(plan: readonly PlanNode[]): string[] {
  return plan
    .filter(
      (sort) => sort['Node Type'].endsWith('Sort') && !nodesOf(sort).some((node) => node['Node Type'] === 'Limit'),
    )
    .flatMap((sort) => inputsOf(sort).flatMap(({ 'Relation Name': table }) => table ?? []))
    .filter((table) => table === 'complaints' || table === 'closure_proposals');
}

function scannedTables(plan: readonly PlanNode[]): string[] {
  return plan
    .filter((node) => node['Node Type'] === 'Seq Scan')
    .flatMap(({ 'Relation Name': table }) => table ?? [])
    .filter((table) => table === 'complaints');
}

function nodesOf(node: PlanNode | undefined): PlanNode[] {
  return node === undefined ? [] : [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

function inputsOf(node: PlanNode): PlanNode[] {
  const inputs = (node.Plans ?? []).filter(({ 'Parent Relationship': of }) => of !== 'SubPlan' && of !== 'InitPlan');
  return [node, ...inputs.flatMap(inputsOf)];
}

async function fill(count: number): Promise<void> {
  const { taskForceId } = agency;
  const neighbour = await given.agency({ taskForceId });
  const investigator = await given.account({ agency });
  await tracker.sql(
    `WITH off AS MATERIALIZED (SELECT set_config('session_replication_role', 'replica', true))
     INSERT INTO app.complaints (id, task_force_id, agency_id, working_agency_id, investigator_id, reference, source, received_at, received_on,
                                 jurisdiction_state, narrative, priority, state, state_before, state_since, disposition, due_at, preserved_until,
                                 intake_digest, logged_at, version)
     SELECT gen_random_uuid(), $1, CASE WHEN n % 3 = 0 THEN $3::uuid ELSE $2 END,
            CASE WHEN n % 8 >= 2 THEN CASE WHEN n % 2 = 0 THEN $3::uuid ELSE $2 END END, CASE WHEN n % 8 = 3 AND n % 5 = 0 THEN $4::uuid END,
            'F-' || n, CASE WHEN n % 20 = 0 THEN 'other_agency' ELSE 'public_complaint' END, at, at::date, 'NE', 'What was reported.',
            CASE WHEN n % 8 >= 2 THEN 1 + n % 4 END,
            (ARRAY['received', 'received', 'triaged', 'assigned', 'on_hold', 'closed', 'closed', 'closed'])[1 + n % 8],
            CASE WHEN n % 8 = 4 THEN 'assigned' END, at,
            CASE WHEN n % 8 > 4 THEN 'duplicate' END, CASE WHEN n % 8 IN (3, 4) THEN at + interval '1 day' END,
            CASE WHEN n % 8 = 1 THEN (at + interval '1 year')::date END, '\\x00', at, 1
       FROM off, generate_series(1, $5::int) n
      CROSS JOIN LATERAL (SELECT timestamptz '2026-03-02T15:00:00Z' - n * interval '1 minute' AS at) r`,
    [taskForceId, agency.id, neighbour.id, investigator.accountId, count],
  );
  await tracker.sql('ANALYZE app.complaints');
}

/** Creates a completed task of each complaint and an open one of a few, all of the supervisor, by SQL without triggers. */
async function fillTasks(): Promise<void> {
  await tracker.sql(
    `WITH off AS MATERIALIZED (SELECT set_config('session_replication_role', 'replica', true))
     INSERT INTO app.tasks (id, task_force_id, complaint_id, title, owner_id, due_on, state, outcome, set_by, set_at, ended_by, ended_at, version)
     SELECT gen_random_uuid(), c.task_force_id, c.id, 'Call', $2, c.received_on, s.state, CASE WHEN s.state = 'done' THEN 'Called' END, $2,
            c.received_at, CASE WHEN s.state = 'done' THEN $2::uuid END, CASE WHEN s.state = 'done' THEN c.received_at END, 1
       FROM off, app.complaints c
      CROSS JOIN LATERAL (VALUES ('done'), (CASE WHEN c.state = 'on_hold' THEN 'open' END)) s (state)
      WHERE c.task_force_id = $1 AND s.state IS NOT NULL`,
    [agency.taskForceId, head.accountId],
  );
  await tracker.sql('ANALYZE app.tasks');
}

/** Lets each backend of the application report its statistics, which it would do later by itself. */
async function reportScans(): Promise<void> {
  const { master } = tracker.app.get(DataSource).driver as unknown as { readonly master: pg.Pool };
  const clients = await Promise.all(Array.from({ length: master.totalCount }, () => master.connect()));
  for (const client of clients) {
    await client.query('SELECT pg_stat_force_next_flush()');
    client.release();
  }
}

async function scans(): Promise<Readonly<Record<string, number>>> {
  const indexes = await tracker.sql<{ name: string; n: string }>(
    `SELECT indexrelname AS name, idx_scan AS n FROM pg_stat_user_indexes WHERE relname IN ('complaints', 'closure_proposals')`,
  );
  return Object.fromEntries(indexes.map(({ name, n }) => [name, Number(n)]));
}
