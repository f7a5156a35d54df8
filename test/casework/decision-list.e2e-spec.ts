import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ComplaintPage } from '../../src/casework/complaints/complaint-line.view.js';
import { decisionKinds } from '../../src/casework/complaints/complaints.enums.js';
import type { DecisionPage, DecisionView } from '../../src/casework/complaints/decision-list.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { comparableContent } from '../support/client.js';
import { Given, type GivenAccount, type GivenComplaint } from '../support/given.js';
import { startTracker, stoppedAt, type Tracker } from '../support/tracker.js';

/** A stopped clock, advanced by an hour between decisions. */
const clock = new Date(stoppedAt);

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await startTracker({ clock });
  given = new Given(tracker);
});
beforeEach(() => {
  clock.setTime(stoppedAt.getTime());
});
afterAll(() => tracker.close());

const closing = { code: 'insufficient_information', narrative: 'No lead is left in the logs.' };
const hold = { reason: 'The laboratory has the devices.', reviewOn: '2026-04-01' };

describe('GET /complaints/:id/decisions', () => {
  it('lists the decisions of every cycle with author and reason, latest first, with two statements', async () => {
    const { complaint, by, head, kept } = await decidedOn();

    const { items } = await tracker.expectQueries(2, () => read(by, complaint.id));

    const told = items.map(({ kind, reason: why, author: who }) => [kind, why, who?.name]);
    expect(told).toEqual([
      ['separated', 'Two accounts.', head.name],
      ['merged', 'The same account.', head.name],
      ['reopened', 'Another tip.', head.name],
      ['closed', closing.narrative, head.name],
      ['closure_proposed', closing.narrative, by.name],
      ['closure_proposed', 'Nothing is left.', by.name],
      ['resumed', 'It has answered.', head.name],
      ['held', hold.reason, head.name],
      ['assigned', 'Nearest.', head.name],
      ['triaged', 'A meeting was proposed.', head.name],
    ]);
    expect([...new Set(items.map(({ kind }) => kind))].sort()).toEqual([...decisionKinds].sort());
    const of = (kind: string): DecisionView | undefined => items.findLast((item) => item.kind === kind);
    expect(of('triaged')).toMatchObject({
      type: 'enticement',
      mode: 'reactive',
      priority: 1,
      code: null,
      answer: null,
    });
    expect(of('triaged')?.proposedFor).toEqual(expect.any(Array));
    expect(of('assigned')).toMatchObject({
      agencyId: complaint.agencyId,
      investigator: { id: by.accountId, name: by.name, role: 'investigator' },
      dueAt: '2026-03-09T23:00:00.000Z',
    });
    expect(of('held')).toMatchObject({ reviewOn: '2026-04-01', decidedAt: '2026-03-02T18:00:00.000Z' });
    expect(of('closure_proposed')?.answer).toMatchObject({
      outcome: 'returned',
      author: { name: head.name },
      reason: 'One lead is left.',
    });
    expect(items[4]?.answer).toMatchObject({ outcome: 'accepted', reason: null });
    expect(of('closed')).toMatchObject({ code: closing.code, answer: null });
    expect(of('merged')).toMatchObject({ mergedInto: kept.id });
    expect(of('separated')).toMatchObject({ mergedInto: kept.id });
  });

  it('returns pages without repeats or gaps', async () => {
    const { complaint, by } = await decidedOn();
    const whole = (await read(by, complaint.id)).items;
    const paged: DecisionView[] = [];
    let cursor: string | null = null;
    do {
      const page: DecisionPage = await read(by, complaint.id, `?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`);
      paged.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);

    expect(paged).toEqual(whole);
    expect(whole).toHaveLength(10);
  });

  it('shows authors of another task force by account id only', async () => {
    const { id, by } = await given.complaint({ state: 'triaged' });
    const { accountId } = await given.account();
    await tracker.sql('UPDATE app.triages SET triaged_by = $2 WHERE complaint_id = $1', [id, accountId]);

    const { items } = await read(by, id);

    expect(items.map(({ author: who }) => who)).toEqual([{ id: accountId, name: null, role: null, agency: null }]);
  });

  it('is readable with the complaint, and returns identical 404s otherwise', async () => {
    const { id, taskForceId } = await given.complaint({ state: 'triaged' });
    const neighbour = tracker.as(await given.account({ agency: await given.agency({ taskForceId }) }));

    const there = await neighbour.get(`/complaints/${id}/decisions`);
    const missing = await neighbour.get(`/complaints/${newId()}/decisions`);

    expect(there.status).toBe(404);
    expect(comparableContent(there)).toEqual(comparableContent(missing));
  });
});

describe('GET /complaints', () => {
  it('filters complaints on hold by review date', async () => {
    const first = await given.complaint({ state: 'triaged' });
    const { by } = first;
    const [later, resumed] = [
      await given.complaint({ by, state: 'triaged' }),
      await given.complaint({ by, state: 'triaged' }),
    ];
    await given.moved(first, [['hold', hold]]);
    await given.moved(later, [['hold', { ...hold, reviewOn: '2026-04-02' }]]);
    await given.moved(resumed, [
      ['hold', hold],
      ['resume', { reason: 'It has answered.' }],
    ]);

    expect(await found(by, 'reviewBy=2026-03-31')).toEqual([]);
    expect(await found(by, 'reviewBy=2026-04-01')).toEqual([first.id]);
    expect(await found(by, 'reviewBy=2026-04-02&state=on_hold')).toEqual([first.id, later.id].sort());
    expect((await tracker.as(by).get('/complaints?reviewBy=soon')).status).toBe(422);
  });

  it('filters complaints merged into another', async () => {
    const kept = await given.complaint();
    const { by } = kept;
    const twin = await given.complaint({ by, state: 'triaged' });
    await given.moved(twin, [['merge', { into: kept.id, reason: 'The same account.' }]]);

    expect(await found(by, `mergedInto=${kept.id}`)).toEqual([twin.id]);
    expect(await found(by, `mergedInto=${twin.id}`)).toEqual([]);
  });
});

async function read(by: GivenAccount, id: string, query = ''): Promise<DecisionPage> {
  const answer = await tracker.as(by).get<DecisionPage>(`/complaints/${id}/decisions${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
}

async function found(by: GivenAccount, query: string): Promise<string[]> {
  const answer = await tracker.as(by).get<ComplaintPage>(`/complaints?${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body.items.map(({ id }) => id).sort();
}

async function decidedOn() {
  const complaint: GivenComplaint = await given.complaint();
  const { by, taskForceId, agencyId, id } = complaint;
  const kept = await given.complaint({ by });
  const head = await given.account({ taskForceId, role: 'supervisor' });
  let { etag } = complaint;
  const decide = async (sender: GivenAccount, act: string, body: object): Promise<void> => {
    const answer = await tracker.as(sender).change(`/complaints/${id}/${act}`, body, { 'if-match': etag });
    expect({ act, ...answer }).toMatchObject({ act, status: 200 });
    etag = answer.etag;
    clock.setTime(clock.getTime() + 3_600_000);
  };

  const rationale = 'A meeting was proposed.';
  const due = { dueAt: '2026-03-09T17:00:00-06:00', reason: 'Nearest.' };
  await decide(head, 'triage', { type: 'enticement', mode: 'reactive', priority: 1, rationale });
  await decide(head, 'assignment', { agencyId, investigatorId: by.accountId, ...due });
  clock.setTime(new Date('2026-03-02T18:00:00Z').getTime());
  await decide(head, 'hold', hold);
  await decide(head, 'resume', { reason: 'It has answered.' });
  await decide(by, 'closure-proposal', { ...closing, narrative: 'Nothing is left.' });
  await decide(head, 'closure-proposal/rejection', { reason: 'One lead is left.' });
  await decide(by, 'closure-proposal', closing);
  await decide(head, 'disposition', closing);
  await decide(head, 'reopen', { reason: 'Another tip.' });
  await decide(head, 'merge', { into: kept.id, reason: 'The same account.' });
  await decide(head, 'unmerge', { reason: 'Two accounts.' });
  return { complaint, by, head, kept };
}
