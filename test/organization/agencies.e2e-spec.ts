import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgencyPage, AgencyView } from '../../src/organization/agencies/agency.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { atOnce, comparableContent, type Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const joining = {
  name: 'Police Department',
  kind: 'local_police',
  level: 'local',
  state: 'NE',
  membership: { kind: 'affiliate', beganOn: '2017-10-01', mouSignedOn: '2017-09-20' },
} as const;
const particulars = {
  name: 'Sheriff’s Office',
  kind: 'sheriff',
  level: 'county',
  state: 'NE',
  ori: null,
  contactPhone: '+1 402 555 0100',
  contactEmail: null,
} as const;

let tracker: Tracker;
let given: Given;
let national: Client;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  national = tracker.as(await given.account({ role: 'admin', seat: 'national' }));
});
afterAll(() => tracker.close());

/** Creates a task force with an administrator, and an agency with an administrator. */
async function kept() {
  const { id: taskForceId } = await given.taskForce();
  const agency = await given.agency({ taskForceId });
  const admin = tracker.as(await given.account({ taskForceId, role: 'admin' }));
  return { taskForceId, agency, admin, inside: tracker.as(await given.account({ agency, role: 'admin' })) };
}

describe('POST /agencies', () => {
  it('adds an agency to the administrator’s own task force, with its first membership', async () => {
    const { taskForceId, admin } = await kept();

    const response = await admin.post<AgencyView>('/agencies', joining);

    const { membership, ...agency } = joining;
    const { id } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/agencies/${id}` });
    expect(response.body).toMatchObject({ ...agency, taskForceId, ori: null, contactPhone: null });
    expect(response.body.memberships).toMatchObject([{ ...membership, endedOn: null, standardsAdoptedOn: null }]);
    expect(response.body.may).toEqual({ describe: true, changeMembership: true });
    const entered = await tracker.sql('SELECT action, source FROM audit.entries WHERE subject = $1 ORDER BY seq', [id]);
    expect(entered).toEqual([
      { action: 'agency.created', source: 'agencies' },
      { action: 'agency.created', source: 'agency_memberships' },
    ]);
  });

  it('requires the name of the task force from the national seat', async () => {
    const { id: taskForceId } = await given.taskForce();

    const named = await national.post<AgencyView>('/agencies', { ...joining, taskForceId });
    const unnamed = await national.post('/agencies', joining);
    const missing = await national.post('/agencies', { ...joining, taskForceId: newId() });

    expect(named).toMatchObject({ status: 201, body: { taskForceId } });
    for (const refused of [unnamed, missing]) {
      expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/taskForceId' }] } });
    }
  });

  it('returns identical errors for missing and foreign task forces', async () => {
    const { taskForceId, admin } = await kept();
    const foreign = await given.taskForce();

    const own = await admin.post('/agencies', { ...joining, taskForceId: taskForceId.toUpperCase() });
    const answers = [
      await admin.post('/agencies', { ...joining, taskForceId: foreign.id }),
      await admin.post('/agencies', { ...joining, taskForceId: newId() }),
    ].map(comparableContent);

    expect(own.status).toBe(201);
    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/taskForceId"') });
    expect(answers[1]).toEqual(answers[0]);
  });

  it('is refused to an agency’s administrator, for any task force', async () => {
    const { taskForceId, inside } = await kept();

    const answers = [
      await inside.post('/agencies', joining),
      await inside.post('/agencies', { ...joining, taskForceId }),
      await inside.post('/agencies', { ...joining, taskForceId: newId() }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('accepts a name once per task force, and an ORI once', async () => {
    const [{ admin }, other] = [await kept(), await kept()];
    const ori = 'NB0280200';
    await admin.post('/agencies', { ...joining, ori });

    const sameName = await admin.post('/agencies', joining);
    const nameElsewhere = await other.admin.post('/agencies', joining);
    const sameOri = await other.admin.post('/agencies', { ...joining, name: 'Another', ori });

    expect(sameName).toMatchObject({ status: 409, body: { errors: [{ pointer: '#/name' }] } });
    expect(nameElsewhere.status).toBe(201);
    expect(sameOri).toMatchObject({ status: 409, body: { errors: [{ pointer: '#/ori' }] } });
  });

  it.each([
    ['an ORI of another length', { ori: 'NB02' }, 'ori'],
    ['no membership', { membership: undefined }, 'membership'],
    ['an invalid date', { membership: { kind: 'lead', beganOn: '2018-02-30' } }, 'membership/beganOn'],
    ['an end date', { membership: { kind: 'lead', beganOn: '2018-02-03', endedOn: null } }, 'membership/endedOn'],
    ['an unknown field', { budget: 1 }, 'budget'],
  ])('rejects %s by field name', async (_, overrides, field) => {
    const { admin } = await kept();

    const response = await admin.post('/agencies', { ...joining, ...overrides });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });
});

describe('GET /agencies', () => {
  it('lists the task force by name, in pages, with one statement', async () => {
    const { id: taskForceId } = await given.taskForce();
    const reader = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    for (const name of ['Beatrice', 'Alliance', 'Crete']) await given.agency({ taskForceId, name });
    await given.agency({ name: 'Elsewhere' });

    const first = await tracker.expectQueries(1, () => reader.get<AgencyPage>('/agencies?limit=2'));
    const second = await reader.get<AgencyPage>(`/agencies?limit=2&cursor=${first.body.nextCursor ?? ''}`);

    expect(first.body.items.map(({ name }) => name)).toEqual(['Alliance', 'Beatrice']);
    expect(second.body.items.map(({ name }) => name)).toEqual(['Crete']);
    expect(second.body.nextCursor).toBeNull();
  });

  it('finds agencies by a part of the name, in any case, and takes no character of it as a pattern', async () => {
    const { id: taskForceId } = await given.taskForce();
    const reader = tracker.as(await given.account({ taskForceId, role: 'supervisor' }));
    const names = ['Amber County Sheriff', 'Brock Police', 'Cedar Police (100%)', 'Étang Police'];
    for (const name of names) await given.agency({ taskForceId, name });
    await given.agency({ name: 'Police Elsewhere' });
    const found = async (q: string, more = ''): Promise<string[]> => {
      const { status, body } = await reader.get<AgencyPage>(`/agencies?q=${encodeURIComponent(q)}${more}`);
      expect(status).toBe(200);
      return body.items.map(({ name }) => name);
    };

    expect(await found('police')).toEqual(names.slice(1));
    expect(await found('COUNTY sh')).toEqual(names.slice(0, 1));
    expect(await found('éTANG')).toEqual(names.slice(3));
    expect(await found('%')).toEqual(names.slice(2, 3));
    expect(await found('_')).toEqual([]);
    const first = await reader.get<AgencyPage>('/agencies?q=police&limit=2');
    const cursor = `&limit=2&cursor=${first.body.nextCursor ?? ''}`;
    expect(await found('police', cursor)).toEqual(names.slice(3));
    expect((await reader.get(`/agencies?q=brock${cursor}`)).status).toBe(422);
    expect((await reader.get(`/agencies?q=${'a'.repeat(101)}`)).status).toBe(422);
  });

  it('filters by kind, task force and membership on a date', async () => {
    const { taskForceId, agency, admin } = await kept();
    const change = { kind: 'non_member', beganOn: '2018-04-01' };
    await admin.put(`/agencies/${agency.id}/membership`, change, { 'if-match': '"v1"' });
    const found = async (query: string): Promise<string[]> => {
      const { body } = await national.get<AgencyPage>(`/agencies?taskForceId=${taskForceId}${query}`);
      return body.items.map(({ id }) => id);
    };

    expect(await found('')).toEqual([agency.id]);
    expect(await found('&kind=local_police')).toEqual([agency.id]);
    expect(await found('&kind=tribal')).toEqual([]);
    expect(await found('&memberOn=1999-12-31')).toEqual([]);
    expect(await found('&memberOn=2000-01-01')).toEqual([agency.id]);
    expect(await found('&memberOn=2018-03-31')).toEqual([agency.id]);
    expect(await found('&memberOn=2018-04-01')).toEqual([]);
  });

  it('shows every role the agencies of its task force, and none of another', async () => {
    const { agency } = await kept();
    const foreigner = tracker.as(await given.account({ role: 'admin', seat: 'task_force' }));

    for (const role of ['analyst', 'investigator', 'supervisor', 'admin', 'auditor'] as const) {
      const reader = tracker.as(await given.account({ agency, role }));
      const seen = await reader.get<AgencyView>(`/agencies/${agency.id}`);
      expect(seen).toMatchObject({ status: 200, body: { may: { describe: false, changeMembership: false } } });
    }
    const there = await foreigner.get(`/agencies/${agency.id}`);
    expect(there.status).toBe(404);
    expect(comparableContent(there)).toEqual(comparableContent(await foreigner.get(`/agencies/${newId()}`)));
  });
});

describe('PUT /agencies/:id', () => {
  it('updates the agency on the version read', async () => {
    const { agency, admin } = await kept();
    const path = `/agencies/${agency.id}`;

    const response = await admin.put(path, particulars, { 'if-match': '"v1"' });
    const stale = await admin.put(path, particulars, { 'if-match': '"v1"' });
    const moved = await admin.put(path, { ...particulars, taskForceId: newId() }, { 'if-match': '"v2"' });

    expect(response).toMatchObject({ status: 200, etag: '"v2"', body: { ...particulars, memberships: [{}] } });
    expect(stale.status).toBe(412);
    expect(moved).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/taskForceId' }] } });
  });

  it('returns 403 to the agency itself and 404 to another task force', async () => {
    const { agency, inside } = await kept();
    const { admin: foreigner } = await kept();
    const path = `/agencies/${agency.id}`;
    const change = { kind: 'lead', beganOn: '2026-01-01' };

    const answers = [
      await inside.put(path, particulars, { 'if-match': '"v1"' }),
      await inside.put(`${path}/membership`, change, { 'if-match': '"v1"' }),
      await foreigner.put(path, particulars, { 'if-match': '"v1"' }),
      await foreigner.put(`${path}/membership`, change, { 'if-match': '"v1"' }),
      await national.put(path, particulars, { 'if-match': '"v1"' }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 404, 404, 200]);
  });
});

describe('PUT /agencies/:id/membership', () => {
  it('ends the present membership and starts another', async () => {
    const { agency, admin } = await kept();
    const next = { kind: 'lead', beganOn: '2018-04-01', mouSignedOn: null, standardsAdoptedOn: '2018-03-15' };
    const body = { ...next, reason: 'Takes over' };

    const response = await admin.put<AgencyView>(`/agencies/${agency.id}/membership`, body, { 'if-match': '"v1"' });

    expect(response).toMatchObject({ status: 200, etag: '"v2"' });
    expect(response.body.memberships).toMatchObject([
      { kind: 'affiliate', beganOn: '2000-01-01', endedOn: '2018-04-01' },
      { ...next, endedOn: null },
    ]);
    const [entered] = await tracker.sql(
      `SELECT DISTINCT reason FROM audit.entries WHERE subject = $1 AND action = 'agency.membership-changed'`,
      [agency.id],
    );
    expect(entered).toEqual({ reason: 'Takes over' });
  });

  it.each(['1999-12-31', '2000-01-01'])(
    'rejects a start on %s, on or before the start of the present one',
    async (beganOn) => {
      const { agency, admin } = await kept();
      const path = `/agencies/${agency.id}`;

      const response = await admin.put(`${path}/membership`, { kind: 'lead', beganOn }, { 'if-match': '"v1"' });

      expect(response).toMatchObject({ status: 409, body: { type: '/problems/membership-overlap' } });
      expect(response.body).toMatchObject({ errors: [{ pointer: '#/beganOn' }], presentBeganOn: '2000-01-01' });
      expect((await admin.get(path)).body).toMatchObject({ version: 1, memberships: [{ endedOn: null }] });
    },
  );

  it('succeeds once under concurrent requests', async () => {
    const { agency, admin } = await kept();
    const path = `/agencies/${agency.id}`;

    const answers = await atOnce(4, (index) =>
      admin.put(`${path}/membership`, { kind: 'lead', beganOn: `2018-04-0${index + 1}` }, { 'if-match': '"v1"' }),
    );

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    expect((await admin.get<AgencyView>(path)).body.memberships).toHaveLength(2);
  });
});
