import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TrailPage } from '../../src/casework/complaints/complaint-trail.view.js';
import type { ComplaintView } from '../../src/casework/complaints/complaint.view.js';
import { aTip, Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

async function workedComplaint(): Promise<{ id: string; investigator: GivenAccount; supervisor: GivenAccount }> {
  const investigator = await given.account({ name: 'Dana Reyes' });
  const { body, etag } = await tracker.as(investigator).post<ComplaintView>('/complaints', aTip);
  const { id, taskForceId, agencyId } = body;
  const supervisor = await given.account({ taskForceId, role: 'supervisor', name: 'Pat Morgan' });
  const triage = { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'The child is known to the sender.' };
  const triaged = await tracker.as(supervisor).put(`/complaints/${id}/triage`, triage, { 'if-match': etag });
  const assignment = { agencyId, reason: 'Nearest to where the child lives.' };
  await tracker.as(supervisor).put(`/complaints/${id}/assignment`, assignment, { 'if-match': triaged.etag });
  return { id, investigator, supervisor };
}

describe('the trail of a complaint', () => {
  it('states author, action, time and reason in words', async () => {
    const { id, investigator, supervisor } = await workedComplaint();

    const { status, body } = await tracker.as(investigator).get<TrailPage>(`/complaints/${id}/trail`);

    expect(status).toBe(200);
    expect(body.items).toMatchObject([
      { sentence: expect.stringMatching(/^Dana Reyes, investigator at .+, logged the complaint\.$/), reason: null },
      { sentence: 'Pat Morgan, supervisor, triaged the complaint.', reason: null },
      { sentence: 'Pat Morgan, supervisor, assigned the complaint.', reason: 'Nearest to where the child lives.' },
    ]);
    expect(body.items.map(({ accountId }) => accountId)).toEqual([
      investigator.accountId,
      supervisor.accountId,
      supervisor.accountId,
    ]);
    const [{ now }] = (await tracker.sql<{ now: Date }>('SELECT now()')) as [{ now: Date }];
    for (const { actedAt: at } of body.items) expect(Math.abs(now.getTime() - Date.parse(at))).toBeLessThan(60_000);
  });

  it('states the old and new value of each field, agencies by name, and free text only as written', async () => {
    const { id, investigator } = await workedComplaint();

    const { body, text } = await tracker.as(investigator).get<TrailPage>(`/complaints/${id}/trail`);

    const [logged, triaged, assigned] = body.items;
    const [agency] = await tracker.sql<{ name: string }>(
      'SELECT a.name FROM app.agencies a JOIN app.complaints c ON c.agency_id = a.id WHERE c.id = $1',
      [id],
    );
    expect(logged?.changes).toContainEqual(
      expect.objectContaining({ field: 'narrative', after: null, isWithheld: true }),
    );
    expect(triaged?.changes).toContainEqual(
      expect.objectContaining({ record: 'complaint', field: 'state', before: 'received', after: 'triaged' }),
    );
    expect(assigned?.changes).toContainEqual(
      expect.objectContaining({ record: 'complaint', field: 'working agency', before: null, after: agency?.name }),
    );
    expect(text).not.toContain(aTip.narrative);
  });

  it('is paged by whole actions in order, without gaps or repetition', async () => {
    const { id, investigator } = await workedComplaint();
    const sentences: string[] = [];
    let cursor = '';

    do {
      const path = `/complaints/${id}/trail?limit=1${cursor && `&cursor=${cursor}`}`;
      const { body } = await tracker.as(investigator).get<TrailPage>(path);
      sentences.push(...body.items.map(({ sentence }) => sentence));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');

    expect(sentences.map((sentence) => /(logged|triaged|assigned)/.exec(sentence)?.[1])).toEqual([
      'logged',
      'triaged',
      'assigned',
    ]);
  });

  it('returns 404 to a reader who cannot see the complaint', async () => {
    const { id } = await workedComplaint();
    const stranger = tracker.as(await given.account({ role: 'supervisor' }));

    const foreign = await stranger.get(`/complaints/${id}/trail`);
    const missing = await stranger.get('/complaints/019a0000-0000-7000-8000-000000000000/trail');

    expect([foreign.status, foreign.text]).toEqual([404, missing.text]);
  });
});
