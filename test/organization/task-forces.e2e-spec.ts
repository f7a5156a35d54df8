import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type { TaskForcePage, TaskForceView } from '../../src/organization/task-forces/task-force.view.js';
import { type Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const joining = {
  code: 'CA-SJ',
  name: 'San Jose ICAC Task Force',
  state: 'CA',
  coverage: 'regional',
  zone: 'America/Los_Angeles',
} as const;
const particulars = {
  name: 'Silicon Valley ICAC Task Force',
  coverage: 'metropolitan',
  contactPhone: null,
  contactEmail: 'icac@example.gov',
  verified: true,
} as const;

let tracker: Tracker;
let given: Given;
let national: Client;
beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  national = tracker.as(await given.account({ role: 'admin', seat: 'national' }));
});
afterAll(() => tracker.close());

describe('POST /task-forces', () => {
  it('adds an unconfirmed task force, which can receive complaints', async () => {
    const response = await national.post<TaskForceView>('/task-forces', joining);

    const { id } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/task-forces/${id}` });
    expect(response.body).toMatchObject({ ...joining, verified: false, contactPhone: null, may: { describe: true } });
    expect((await given.complaint({ taskForceId: id })).reference).toBe('CA-SJ-000001');
  });

  it('rejects a duplicate code at its field', async () => {
    await national.post('/task-forces', { ...joining, code: 'CA-LA' });

    const response = await national.post('/task-forces', { ...joining, code: 'CA-LA' });

    expect(response).toMatchObject({ status: 409, body: { errors: [{ pointer: '#/code' }] } });
  });

  it.each([
    ['an invalid time zone', { zone: 'America/Nowhere' }, 'zone'],
    ['an offset for a zone', { zone: '-08:00' }, 'zone'],
    ['a code in lower case', { code: 'ca' }, 'code'],
    ['an unknown coverage', { coverage: 'galactic' }, 'coverage'],
    ['an invalid email address', { contactEmail: 'nobody' }, 'contactEmail'],
    ['an unknown field', { budget: 1 }, 'budget'],
  ])('rejects %s at that field', async (_, overrides, field) => {
    const response = await national.post('/task-forces', { ...joining, code: 'CA-SD', ...overrides });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });
});

describe('GET /task-forces', () => {
  it('lists all by code to every account, in one page or several', async () => {
    for (let more = 0; more < 61; more += 1) await given.taskForce();
    const reader = tracker.as(await given.account());

    const whole = await tracker.expectQueries(1, () => reader.get<TaskForcePage>('/task-forces'));
    const first = await reader.get<TaskForcePage>('/task-forces?limit=40');
    const second = await reader.get<TaskForcePage>(`/task-forces?limit=100&cursor=${first.body.nextCursor ?? ''}`);

    const codes = whole.body.items.map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(61);
    expect(codes).toEqual([...codes].sort());
    expect(whole.body.nextCursor).toBeNull();
    expect([...first.body.items, ...second.body.items].map(({ code }) => code)).toEqual(codes);
  });

  it.each(['analyst', 'investigator', 'supervisor', 'admin', 'auditor'] as const)(
    'shows one to an %s of any seat',
    async (role) => {
      const { id } = await given.taskForce();
      const reader = tracker.as(await given.account({ role }));

      const response = await reader.get<TaskForceView>(`/task-forces/${id}`);

      expect(response).toMatchObject({ status: 200, body: { id, may: { describe: false } } });
      expect((await reader.get(`/task-forces/${newId()}`)).status).toBe(404);
    },
  );
});

describe('PUT /task-forces/:id', () => {
  it('changes its particulars with If-Match, and never its time zone', async () => {
    const { id, zone } = await given.taskForce();
    const path = `/task-forces/${id}`;

    const response = await national.put(path, particulars, { 'if-match': '"v1"' });
    const stale = await national.put(path, particulars, { 'if-match': '"v1"' });
    const blind = await national.put(path, particulars);
    const moved = await national.put(path, { ...particulars, zone: 'UTC' }, { 'if-match': '"v2"' });

    expect(response).toMatchObject({ status: 200, etag: '"v2"', body: { ...particulars, zone } });
    expect([stale.status, blind.status]).toEqual([412, 428]);
    expect(moved).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/zone' }] } });
  });

  it('is limited to the national administrator, as is POST', async () => {
    const { id: taskForceId } = await given.taskForce();
    const agency = await given.agency({ taskForceId });
    const path = `/task-forces/${taskForceId}`;

    for (const account of [
      await given.account({ taskForceId, role: 'admin' }),
      await given.account({ agency, role: 'admin' }),
      await given.account({ seat: 'national', role: 'supervisor' }),
    ]) {
      const put = await tracker.as(account).put(path, particulars, { 'if-match': '"v1"' });
      const post = await tracker.as(account).post('/task-forces', { ...joining, code: 'CA-FR' });
      expect([put.status, post.status]).toEqual([403, 403]);
    }
  });
});
