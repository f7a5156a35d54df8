import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type {
  VictimIdentifiedPage,
  VictimIdentifiedView,
} from '../../src/casework/victims-identified/victim-identified.view.js';
import { atOnce, comparableContent } from '../support/client.js';
import { Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const found = {
  abuseTiming: 'ongoing',
  productionVictim: true,
  safeguardingStatus: 'identified',
  identifiedOn: '2026-03-01',
} as const;

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('POST /victims-identified', () => {
  it('gives the child a pseudonym and writes an audit entry', async () => {
    const { id: complaintId, taskForceId, agencyId, by } = await given.complaint();

    const response = await tracker.as(by).post<VictimIdentifiedView>('/victims-identified', { complaintId, ...found });

    const { id } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/victims-identified/${id}` });
    expect(response.body).toMatchObject({ ...found, pseudonym: 'MV1', complaintId, taskForceId, agencyId, version: 1 });
    const { accountId } = by;
    expect((await tracker.trailOf(complaintId)).at(-1)).toMatchObject({
      action: 'victim.identified',
      subject: id,
      accountId,
    });
  });

  it('numbers pseudonyms beyond nine, and from one in each complaint', async () => {
    const complaint = await given.complaint();
    const other = await given.complaint({ by: complaint.by });
    for (let child = 1; child < 10; child += 1) await given.victim({ complaint });

    const next = [
      await given.victim({ complaint }),
      await given.victim({ complaint }),
      await given.victim({ complaint: other }),
    ];

    expect(next.map(({ pseudonym }) => pseudonym)).toEqual(['MV10', 'MV11', 'MV1']);
  });

  it('gives concurrent records distinct pseudonyms', async () => {
    const complaint = await given.complaint();
    const by = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });

    const victims = await atOnce(6, (index) => given.victim(index % 2 === 0 ? { complaint } : { complaint, by }));

    const pseudonyms = victims.map(({ pseudonym }) => pseudonym).sort();
    expect(pseudonyms).toEqual(['MV1', 'MV2', 'MV3', 'MV4', 'MV5', 'MV6']);
  });

  it.each([
    ['a name', { name: 'x' }, 'name'],
    ['a day of birth', { bornOn: '2012-01-01' }, 'bornOn'],
    ['a chosen pseudonym', { pseudonym: 'MV7' }, 'pseudonym'],
    ['a child identified tomorrow', { identifiedOn: '2026-03-03' }, 'identifiedOn'],
    ['an unknown status', { safeguardingStatus: 'fine' }, 'safeguardingStatus'],
    ['a text for a boolean', { productionVictim: 'no' }, 'productionVictim'],
    ['a missing agency', { agencyId: newId() }, 'agencyId'],
  ])('rejects %s at that field, and uses no number', async (_, overrides, field) => {
    const complaint = await given.complaint();
    const { id: complaintId, by } = complaint;

    const response = await tracker.as(by).post('/victims-identified', { complaintId, ...found, ...overrides });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
    expect((await given.victim({ complaint })).pseudonym).toBe('MV1');
  });

  it('answers for an invisible complaint as for a missing one', async () => {
    const { id: complaintId, taskForceId } = await given.complaint();
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const foreigner = await given.account({ role: 'supervisor', seat: 'task_force' });

    const answers = [
      await tracker.as(neighbour).post('/victims-identified', { ...found, complaintId }),
      await tracker.as(foreigner).post('/victims-identified', { ...found, complaintId }),
      await tracker.as(foreigner).post('/victims-identified', { ...found, complaintId: newId() }),
    ].map(comparableContent);

    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/complaintId"') });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

describe('GET /victims-identified', () => {
  it('lists those of a complaint, in pages, with one statement', async () => {
    const complaint = await given.complaint();
    const { id: complaintId, by } = complaint;
    const older = await given.victim({ complaint, identifiedOn: '2025-01-01' });
    const latest = await given.victim({ complaint });
    await given.victim({ complaint: await given.complaint({ by }) });
    const path = `/victims-identified?complaintId=${complaintId}&limit=1`;

    const first = await tracker.expectQueries(1, () => tracker.as(by).get<VictimIdentifiedPage>(path));
    const second = await tracker.as(by).get<VictimIdentifiedPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);

    expect(first.body.items).toMatchObject([{ id: latest.id, pseudonym: 'MV2' }]);
    expect(second.body).toMatchObject({ items: [{ id: older.id, pseudonym: 'MV1' }], nextCursor: null });
  });

  it('returns identical 404s for a foreign and a missing child', async () => {
    const { id } = await given.victim();
    const stranger = tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' }));

    const there = await stranger.get(`/victims-identified/${id}`);
    const missing = await stranger.get(`/victims-identified/${newId()}`);
    const list = await stranger.get<VictimIdentifiedPage>('/victims-identified');

    expect(there.status).toBe(404);
    expect(comparableContent(there)).toEqual(comparableContent(missing));
    expect(list.body.items).toEqual([]);
  });
});

describe('POST /victims-identified/:id/safeguarding', () => {
  it('records the status, and its reason in the trail', async () => {
    const { id, etag, by, complaintId } = await given.victim();
    const step = { status: 'safe_verified', reason: 'A visit' };

    const response = await tracker.as(by).post(`/victims-identified/${id}/safeguarding`, step, { 'if-match': etag });

    expect(response).toMatchObject({ status: 200, etag: '"v2"', body: { safeguardingStatus: 'safe_verified' } });
    expect((await tracker.trailOf(complaintId)).at(-1)).toMatchObject({
      action: 'victim.safeguarded',
      reason: 'A visit',
      was: { safeguarding_status: 'identified' },
      became: { safeguarding_status: 'safe_verified' },
    });
  });

  it('rejects a request without If-Match, on an outdated version, and from a reader without access', async () => {
    const { id, etag, by } = await given.victim();
    const stranger = await given.account({ role: 'supervisor', seat: 'task_force' });
    const path = `/victims-identified/${id}/safeguarding`;

    const answers = [
      await tracker.as(by).post(path, { status: 'at_risk' }),
      await tracker.as(by).post(path, { status: 'at_risk' }, { 'if-match': '"v2"' }),
      await tracker.as(stranger).post(path, { status: 'at_risk' }, { 'if-match': etag }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([428, 412, 404]);
  });

  it('is limited to accounts that may work the complaint, and returns that permission', async () => {
    const complaint = await given.complaint({ state: 'triaged' });
    const { agencyId, taskForceId, by } = complaint;
    const { id, etag } = await given.victim({ complaint });
    const supervisor = await given.account({ taskForceId, role: 'supervisor' });
    const assignment = { agencyId, investigatorId: by.accountId };
    const version = { 'if-match': complaint.etag };
    await tracker.as(supervisor).put(`/complaints/${complaint.id}/assignment`, assignment, version);
    const colleague = tracker.as(await given.account({ agency: { id: agencyId, taskForceId, name: '' } }));
    const path = `/victims-identified/${id}`;

    const refused = await colleague.post(`${path}/safeguarding`, { status: 'at_risk' }, { 'if-match': etag });
    const seen = await colleague.get<VictimIdentifiedView>(path);
    const own = await tracker.as(by).get<VictimIdentifiedView>(path);

    expect(refused.status).toBe(403);
    const may = (all: boolean): object => ({
      safeguard: all,
      voidStep: all,
      correct: all,
      relate: all,
      link: all,
      void: all,
    });
    const none = { voidRelationship: false, unlink: false };
    expect([seen.body.may, own.body.may]).toEqual([
      { ...may(false), ...none },
      { ...may(true), ...none },
    ]);
  });
});
