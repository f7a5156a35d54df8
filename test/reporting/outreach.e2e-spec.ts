import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PresentationPage, PresentationView } from '../../src/reporting/outreach/presentation.view.js';
import type { TrainingPage, TrainingView } from '../../src/reporting/outreach/training.view.js';
import { madeBy } from './counted-record.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const nobody = '00000000-0000-7000-8000-000000000000';
const talk = { heldOn: '2026-03-01', title: 'Staying safe in game chats', attendeesYouth: 180, attendeesAdult: 22 };
const course = {
  endedOn: '2026-03-01',
  title: 'Undercover chats',
  trainedLawEnforcement: 24,
  trainedProsecutors: 6,
  trainedOther: 3,
};

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

/** Creates an agency account, the supervisor of its task force, and a neighbor in the same task force. */
async function desks(): Promise<{ desk: GivenAccount; head: GivenAccount; neighbour: GivenAccount; agencyId: string }> {
  const agency = await given.agency();
  const { taskForceId } = agency;
  return {
    desk: await given.account({ agency }),
    head: await given.account({ taskForceId, role: 'supervisor' }),
    neighbour: await given.account({ agency: await given.agency({ taskForceId }) }),
    agencyId: agency.id,
  };
}

describe.each([
  ['/presentations', talk, 'heldOn', { title: 'Staying safe', attendeesYouth: 0, attendeesAdult: 5 }],
  [
    '/trainings',
    course,
    'endedOn',
    { title: 'Chats', trainedLawEnforcement: 1, trainedProsecutors: 0, trainedOther: 0 },
  ],
] as const)('outreach records at %s', (path, facts, day, others) => {
  type View = PresentationView & TrainingView;
  type Page = PresentationPage & TrainingPage;

  it('are recorded by an agency as its own, and visible to that agency and its task force only', async () => {
    const { desk, head, neighbour, agencyId } = await desks();

    const recorded = madeBy(await tracker.as(desk).post<View>(path, facts), 201);
    const { id } = recorded.body;
    expect(recorded.headers).toMatchObject({ etag: '"v1"', location: `/api/v1${path}/${id}` });
    expect(recorded.body).toEqual({
      ...facts,
      id,
      version: 1,
      taskForceId: desk.taskForceId,
      taskForce: expect.objectContaining({ id: desk.taskForceId }) as unknown,
      agencyId,
      agency: { id: agencyId, name: expect.stringMatching(/^Agency \d+$/) as unknown },
      voidedAt: null,
      voidReason: null,
      may: { correct: true, void: true },
    });
    for (const reader of [desk, head])
      expect((await tracker.as(reader).get(`${path}/${id}`)).body).toEqual(recorded.body);
    const missing = await tracker.as(desk).get(`${path}/${nobody}`);
    for (const stranger of [neighbour, (await desks()).head, await given.account({ seat: 'national' })]) {
      const answer = await tracker.as(stranger).get(`${path}/${id}`);
      expect([answer.status, answer.text]).toEqual([404, missing.text]);
      expect((await tracker.as(stranger).get<Page>(path)).body).toEqual({ items: [], nextCursor: null });
    }
  });

  it('are recorded by a task force for one of its own agencies', async () => {
    const { desk, head, agencyId } = await desks();
    const elsewhere = (await given.agency()).id;

    expect((await tracker.as(head).post<View>(path, { ...facts, agencyId })).body.agencyId).toBe(agencyId);
    expect((await tracker.as(desk).post<View>(path, { ...facts, agencyId })).status).toBe(201);
    for (const body of [
      facts,
      { ...facts, agencyId: elsewhere },
      { ...facts, agencyId: nobody },
      { ...facts, agencyId: null },
    ]) {
      const answer = await tracker.as(head).post(path, body);
      expect([answer.status, answer.body['errors']]).toEqual([
        422,
        [expect.objectContaining({ pointer: '#/agencyId' })],
      ]);
    }
  });

  it('are rejected for a neighboring agency, at the national seat and from an administrator', async () => {
    const { desk, neighbour } = await desks();
    const answer = await tracker.as(desk).post(path, { ...facts, agencyId: neighbour.agencyId });

    expect([answer.status, answer.body['errors']]).toEqual([422, [expect.objectContaining({ pointer: '#/agencyId' })]]);
    const nation = await given.account({ seat: 'national', role: 'supervisor' });
    expect((await tracker.as(nation).post(path, facts)).status).toBe(403);
    const admin = await given.account({ seat: 'national', role: 'admin' });
    expect((await tracker.as(admin).post(path, facts)).status).toBe(403);
    expect((await tracker.as(admin).get(path)).status).toBe(403);
  });

  it('are listed by day, latest first, in pages', async () => {
    const { desk, head, agencyId, neighbour } = await desks();
    const made = [];
    for (const on of ['2026-02-01', '2026-02-03', '2026-02-02', '2026-02-03']) {
      made.push(madeBy(await tracker.as(desk).post<View>(path, { ...facts, [day]: on }), 201).body);
    }
    madeBy(await tracker.as(neighbour).post(path, facts), 201);
    const [first, second, third, fourth] = made.map(({ id }) => id);

    const page = await tracker.as(head).get<Page>(`${path}?limit=3&agencyId=${agencyId}`);
    expect(page.body.items.map(({ id }) => id)).toEqual([fourth, second, third]);
    const cursor = page.body.nextCursor ?? '';
    const rest = await tracker.as(head).get<Page>(`${path}?limit=3&agencyId=${agencyId}&cursor=${cursor}`);
    expect([rest.body.items.map(({ id }) => id), rest.body.nextCursor]).toEqual([[first], null]);
    expect((await tracker.as(head).get<Page>(path)).body.items).toHaveLength(5);
    expect((await tracker.as(head).get(`${path}?cursor=${cursor}`)).status).toBe(422);
  });

  it('are corrected with If-Match and keep their agency', async () => {
    const { desk, neighbour, head } = await desks();
    const { id } = madeBy(await tracker.as(desk).post<View>(path, facts), 201).body;
    const right = { ...others, [day]: '2026-02-27' };

    expect((await tracker.as(desk).put(`${path}/${id}`, right)).status).toBe(428);
    expect((await tracker.as(neighbour).put(`${path}/${id}`, right, { 'if-match': '"v1"' })).status).toBe(404);
    const corrected = await tracker.as(head).put<View>(`${path}/${id}`, right, { 'if-match': '"v1"' });
    expect([corrected.status, corrected.etag]).toEqual([200, '"v2"']);
    expect(corrected.body).toMatchObject({ ...right, id, agencyId: desk.agencyId });
    expect((await tracker.as(desk).put(`${path}/${id}`, right, { 'if-match': '"v1"' })).status).toBe(412);
    const moved = await tracker
      .as(desk)
      .put(`${path}/${id}`, { ...right, agencyId: desk.agencyId }, { 'if-match': '"v2"' });
    expect([moved.status, moved.body['errors']]).toEqual([
      422,
      [expect.objectContaining({ pointer: '#/agencyId', detail: 'is not a known field' })],
    ]);
  });

  it('reject a day after today in the time zone of the task force', async () => {
    // The stopped clock shows 15:00 UTC on 2 March, which is already 3 March in Guam.
    for (const [zone, today, tomorrow] of [
      ['America/Chicago', '2026-03-02', '2026-03-03'],
      ['Pacific/Guam', '2026-03-03', '2026-03-04'],
    ] as const) {
      const { id: taskForceId } = await given.taskForce({ zone });
      const desk = tracker.as(await given.account({ agency: await given.agency({ taskForceId }) }));

      expect((await desk.post(path, { ...facts, [day]: today })).status).toBe(201);
      const answer = await desk.post(path, { ...facts, [day]: tomorrow });
      expect([answer.status, answer.body['errors']]).toEqual([
        422,
        [expect.objectContaining({ pointer: `#/${day}`, detail: 'must not be in the future' })],
      ]);
    }
  });

  it.each([
    [{ title: undefined }, '#/title'],
    [{ title: ' ' }, '#/title'],
    [{ title: 'a'.repeat(201) }, '#/title'],
    [{ title: 'data:image/png;base64,iVBORw0KGgo=' }, '#/title'],
    [{ [day]: '2026-02-30' }, `#/${day}`],
    [{ [day]: '2026-03-01T00:00:00Z' }, `#/${day}`],
    [{ [Object.keys(others)[1] ?? '']: -1 }, `#/${Object.keys(others)[1] ?? ''}`],
    [{ [Object.keys(others)[2] ?? '']: 1.5 }, `#/${Object.keys(others)[2] ?? ''}`],
    [{ [Object.keys(others)[2] ?? '']: 1_000_001 }, `#/${Object.keys(others)[2] ?? ''}`],
    [{ [Object.keys(others)[2] ?? '']: '5' }, `#/${Object.keys(others)[2] ?? ''}`],
    [{ agencyId: 'x' }, '#/agencyId'],
    [{ colour: 'red' }, '#/colour'],
  ])('are rejected with %j, at %s', async (wrong, pointer) => {
    const { desk } = await desks();
    const answer = await tracker.as(desk).post(path, { ...facts, ...wrong });

    expect([answer.status, answer.body['errors']]).toEqual([422, [expect.objectContaining({ pointer })]]);
  });

  it('are recorded once per Idempotency-Key', async () => {
    const { desk } = await desks();
    const key = { 'idempotency-key': 'one' };
    const first = await tracker.as(desk).post<View>(path, facts, key);
    const again = await tracker.as(desk).post<View>(path, facts, key);

    expect(again.body.id).toBe(first.body.id);
    expect((await tracker.as(desk).get<Page>(path)).body.items).toHaveLength(1);
  });

  it('write one audit entry per change', async () => {
    const { desk } = await desks();
    const { id } = madeBy(await tracker.as(desk).post<View>(path, facts), 201).body;
    madeBy(
      await tracker.as(desk).put(`${path}/${id}`, { ...others, [day]: '2026-02-27' }, { 'if-match': '"v1"' }),
      200,
    );

    const one = path.slice(1, -1);
    const entries = await tracker.sql(
      'SELECT action, account_id AS "accountId" FROM audit.entries WHERE row_id = $1 ORDER BY seq',
      [id],
    );
    expect(entries).toEqual([
      { action: `${one}.recorded`, accountId: desk.accountId },
      { action: `${one}.corrected`, accountId: desk.accountId },
    ]);
  });
});
