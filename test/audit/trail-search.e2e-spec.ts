import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TrailEntryPage, TrailEntryView } from '../../src/audit/trail/trail-search.view.js';
import { newId } from '../../src/platform/ids/ids.js';
import { roles, seatLevels, type Role } from '../../src/platform/actor/actor.js';
import type { Answer } from '../support/client.js';
import { Given, type GivenComplaint } from '../support/given.js';
import { nextCode, type GivenAccount, type GivenAgency } from '../support/people.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;
let own: GivenAgency;
let neighbour: GivenAgency;
let foreign: GivenAgency;
/** One act of each kind that a search may find, with its author and record. */
let acts: Readonly<Record<ActName, { readonly by: GivenAccount; readonly record: string }>>;
let complaints: Readonly<Record<'own' | 'neighbour' | 'foreign', GivenComplaint>>;

const actNames = ['own', 'neighbour', 'foreign', 'keptOwn', 'keptNeighbour', 'keptForeign', 'nation'] as const;
type ActName = (typeof actNames)[number];

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  own = await given.agency();
  neighbour = await given.agency({ taskForceId: own.taskForceId });
  foreign = await given.agency();
  complaints = {
    own: await given.complaint({ agencyId: own.id, by: await given.account({ agency: own }) }),
    neighbour: await given.complaint({ agencyId: neighbour.id, by: await given.account({ agency: neighbour }) }),
    foreign: await given.complaint({ agencyId: foreign.id, by: await given.account({ agency: foreign }) }),
  };
  const nation = await given.account({ role: 'admin', seat: 'national' });
  const body = { code: nextCode(), name: 'A', state: 'NE', coverage: 'statewide', zone: 'America/Chicago' };
  const made = await tracker
    .as(nation)
    .post<{ id: string }>('/task-forces', { ...body, contactPhone: null, contactEmail: null });
  expect(made.status).toBe(201);
  acts = {
    own: { by: complaints.own.by, record: complaints.own.id },
    neighbour: { by: complaints.neighbour.by, record: complaints.neighbour.id },
    foreign: { by: complaints.foreign.by, record: complaints.foreign.id },
    keptOwn: await inviting(own),
    keptNeighbour: await inviting(neighbour),
    keptForeign: await inviting(foreign),
    nation: { by: nation, record: made.body.id },
  };
});
afterAll(() => tracker.close());

async function inviting(agency: GivenAgency): Promise<{ by: GivenAccount; record: string }> {
  const by = await given.account({ role: 'admin', seat: 'task_force', taskForceId: agency.taskForceId });
  const { accountId: record } = await given.account({ agency });
  expect((await tracker.as(by).put(`/accounts/${record}/invitation`, undefined, { 'if-match': '"v1"' })).status).toBe(
    200,
  );
  return { by, record };
}

async function search(as: GivenAccount, query: Readonly<Record<string, string>> = {}): Promise<TrailEntryView[]> {
  const { status, body } = await tracker
    .as(as)
    .get<TrailEntryPage>(`/trail?${new URLSearchParams({ limit: '200', ...query }).toString()}`);
  expect(status).toBe(200);
  return body.items;
}

/** Returns the entries of every page of the trail. */
async function searchAll(as: GivenAccount): Promise<readonly TrailEntryView[]> {
  const items: TrailEntryView[] = [];
  let path: string | null = '/trail?limit=200';
  while (path !== null) {
    const answer: Answer<TrailEntryPage> = await tracker.as(as).get(path);
    expect(answer.status).toBe(200);
    items.push(...answer.body.items);
    path = answer.body.nextCursor === null ? null : `/trail?limit=200&cursor=${answer.body.nextCursor}`;
  }
  return items;
}

function seated(role: Role, seat: (typeof seatLevels)[number]): Promise<GivenAccount> {
  return given.account(seat === 'agency' ? { role, agency: own } : { role, seat, taskForceId: own.taskForceId });
}

describe('the results of a trail search', () => {
  const onlyOwnActs: ActName[] = [];
  const expected: Readonly<Record<string, readonly ActName[]>> = {
    'analyst agency': onlyOwnActs,
    'analyst task_force': onlyOwnActs,
    'analyst national': onlyOwnActs,
    'investigator agency': onlyOwnActs,
    'investigator task_force': onlyOwnActs,
    'investigator national': onlyOwnActs,
    'supervisor agency': ['own', 'keptOwn'],
    'supervisor task_force': ['own', 'neighbour', 'keptOwn', 'keptNeighbour'],
    'supervisor national': onlyOwnActs,
    'admin agency': ['keptOwn'],
    'admin task_force': ['keptOwn', 'keptNeighbour'],
    'admin national': ['keptOwn', 'keptNeighbour', 'keptForeign', 'nation'],
    'auditor agency': ['own', 'keptOwn'],
    'auditor task_force': ['own', 'neighbour', 'keptOwn', 'keptNeighbour'],
    'auditor national': [...actNames],
  };

  it.each(roles.flatMap((role) => seatLevels.map((seat) => [role, seat] as const)))(
    'for the %s at the seat %s are the entries of the seat, with and without names',
    async (role, seat) => {
      const reader = await seated(role, seat);

      const all = await searchAll(reader);
      const found = await Promise.all(
        actNames.map(async (name) => {
          const { by, record } = acts[name];
          const [alone, byWhom, named] = [
            all.some(({ accountId, subject }) => accountId === by.accountId && subject === record),
            (await search(reader, { account: by.accountId })).length > 0,
            (await search(reader, { record })).some(({ accountId }) => accountId === by.accountId),
          ];
          return { name, alone, byWhom, named };
        }),
      );

      const wanted = expected[`${role} ${seat}`] ?? [];
      expect(found).toEqual(
        actNames.map((name) => {
          const isFound = wanted.includes(name);
          return { name, alone: isFound, byWhom: isFound, named: isFound };
        }),
      );
    },
  );

  it('include the own actions of every reader', async () => {
    for (const role of roles) {
      for (const seat of seatLevels) {
        const reader = await seated(role, seat);
        await search(reader);

        const again = await search(reader, { account: reader.accountId });

        const searches = again.filter(({ action }) => action === 'trail.searched');
        // A search of case trails is not an account action, so administrators do not see it either.
        expect([role, seat, searches.length > 0]).toEqual([role, seat, role !== 'admin']);
      }
    }
  });

  it('include for an agency supervisor all actions on a record of the agency', async () => {
    const complaint = await given.complaint({ agencyId: own.id });
    const head = await given.account({ role: 'supervisor', taskForceId: own.taskForceId });
    const triage = { type: 'enticement', mode: 'reactive', priority: 2, rationale: 'The child is known.' };
    await tracker.as(head).put(`/complaints/${complaint.id}/triage`, triage, { 'if-match': complaint.etag });
    const reader = await seated('supervisor', 'agency');

    const named = await search(reader, { record: complaint.id });
    const byWhom = await search(reader, { account: head.accountId });

    expect(named.map(({ action, accountId }) => [action, accountId])).toContainEqual([
      'complaint.triaged',
      head.accountId,
    ]);
    expect(byWhom).toEqual([]);
  });

  it('include for an agency auditor the refused sign-ins of its accounts', async () => {
    const { accountId } = await given.account({ agency: own });
    await tracker.sql(`SELECT audit.note_about($1, 'session.refused', 'refused', 'sign-in')`, [accountId]);
    const [auditor, other] = [
      await seated('auditor', 'agency'),
      await given.account({ role: 'auditor', agency: neighbour }),
    ];

    const seen = await search(auditor, { outcome: 'refused', action: 'session.refused' });
    const unseen = await search(other, { outcome: 'refused', action: 'session.refused' });

    expect(seen).toMatchObject([{ subject: accountId, accountId: null, reason: 'sign-in' }]);
    expect(unseen).toEqual([]);
  });

  it('omit reasons for an administrator, because they may describe a case', async () => {
    const [admin, auditor] = [await seated('admin', 'task_force'), await seated('auditor', 'task_force')];
    const { accountId } = await given.account({ agency: own });
    const body = { reason: 'Left the agency.' };
    await tracker.as(admin).post(`/accounts/${accountId}/disable`, body, { 'if-match': '"v1"' });

    const kept = await search(admin, { action: 'account.disabled', record: accountId });
    const audited = await search(auditor, { action: 'account.disabled', record: accountId });

    expect(kept).toMatchObject([{ subject: accountId, reason: null }]);
    expect(audited).toMatchObject([{ subject: accountId, reason: 'Left the agency.' }]);
  });

  it('omit case entries for an administrator, for any query', async () => {
    const admin = await seated('admin', 'national');
    const complaint = await given.complaint({ agencyId: own.id });
    await given.suspect({ complaint });

    for (const query of [
      { action: 'complaint.received' },
      { action: 'suspect.recorded' },
      { record: complaint.id },
      { account: complaint.by.accountId },
    ]) {
      expect((await search(admin, query)).filter(({ action }) => !action.startsWith('session.'))).toEqual([]);
    }
  });
});

describe('a trail search', () => {
  it('filters by account, record, action, time and outcome, and by all combined', async () => {
    const { id, by, taskForceId } = await given.complaint();
    await given.suspect({ complaint: await given.complaint({ by }) });
    await tracker.as(by).get(`/complaints/${newId()}`);
    const auditor = await given.account({ role: 'auditor', taskForceId });
    const at = (await search(auditor, { record: id }))[0]?.actedAt ?? '';
    const before = new Date(Date.parse(at) - 60_000).toISOString();
    const after = new Date(Date.parse(at) + 60_000).toISOString();
    const whole = { account: by.accountId, action: 'complaint.received', record: id, from: before, until: after };

    const found = await search(auditor, { ...whole, outcome: 'done' });

    expect(found).toMatchObject([{ accountId: by.accountId, action: 'complaint.received', subject: id }]);
    for (const overrides of [
      { account: newId() },
      { action: 'complaint.closed' },
      { record: newId() },
      { from: after },
      { until: before },
      { outcome: 'refused' },
    ]) {
      expect(await search(auditor, { ...whole, outcome: 'done', ...overrides })).toEqual([]);
    }
    expect(new Set((await search(auditor, { account: by.accountId })).map(({ accountId }) => accountId))).toEqual(
      new Set([by.accountId]),
    );
    expect(await search(auditor, { action: 'suspect.recorded' })).toHaveLength(1);
    expect(await search(auditor, { outcome: 'refused' })).toMatchObject([{ action: 'complaints:read' }]);
    expect(await search(auditor, { from: after })).toEqual([]);
    expect(await search(auditor, { until: before })).toEqual([]);
    // A national search for one action uses another index than a search of a seat.
    const nation = await given.account({ role: 'auditor', seat: 'national' });
    const received = await search(nation, { action: 'complaint.received' });
    const ofThese = received.filter(({ accountId }) => accountId === by.accountId);
    expect(ofThese).toHaveLength(2);
    const times = received.map(({ actedAt: at }) => at);
    expect(times).toEqual(times.toSorted().reverse());
    expect(await search(nation, { action: 'complaint.received', outcome: 'refused' })).toEqual([]);
    expect(await search(nation, { action: 'complaint.received', until: before })).not.toContainEqual(
      expect.objectContaining({ accountId: by.accountId }),
    );
  });

  it('finds a record as subject, as written row and as viewed record', async () => {
    const complaint = await given.complaint();
    const { by, taskForceId } = complaint;
    const suspect = await given.suspect({ complaint });
    await given.suspect({ complaint });
    await tracker.as(by).get(`/suspects?complaintId=${complaint.id}`);
    const [row] = await tracker.sql<{ id: string }>(
      'SELECT id FROM app.agency_memberships WHERE task_force_id = $1 LIMIT 1',
      [taskForceId],
    );
    await tracker.sql(
      `WITH named AS MATERIALIZED (SELECT audit.begin_change('agency.membership-changed', $2, NULL, NULL))
       UPDATE app.agency_memberships SET version = version + 1 FROM named WHERE id = $1`,
      [row?.id, complaint.agencyId],
    );
    const auditor = await given.account({ role: 'auditor', taskForceId });

    const ofSuspect = await search(auditor, { record: suspect.id });
    const ofRow = await search(auditor, { record: row?.id ?? '' });
    const ofAgency = await search(auditor, { record: complaint.agencyId });

    expect(ofSuspect.map(({ action }) => action)).toEqual(['suspects.listed', 'suspect.recorded']);
    expect(ofSuspect[0]).toMatchObject({ recordCount: 3, subject: null, record: null, fields: [] });
    expect(ofRow.map(({ action }) => action)).toContain('agency.membership-changed');
    expect(ofAgency.map(({ action }) => action)).toContain('agency.membership-changed');
  });

  it('describes each action with its origin and request, and written texts by field name only', async () => {
    const by = await given.account({ name: 'Dana Reyes' });
    const complaint = await given.complaint({ by });
    const { taskForceId } = complaint;
    const suspect = await given.suspect({
      complaint,
      by,
      givenName: 'Alex',
      familyName: 'Sample',
      bornOn: '1979-11-02',
    });
    const answer = await tracker.as(by).get(`/suspects/${suspect.id}`);
    await tracker.as(by).get(`/suspects/${newId()}`);
    const auditor = await given.account({ role: 'auditor', taskForceId });

    const [refused, read, recorded, received] = await search(auditor, { account: by.accountId });

    const at = expect.stringMatching(/^Dana Reyes, investigator at Agency \d+, read the record of a suspect\.$/);
    expect(read).toMatchObject({ sentence: at, address: '127.0.0.1', request: answer.headers['x-request-id'] });
    expect(refused).toMatchObject({
      sentence: expect.stringMatching(
        /, was refused an action, because their role lacks the permission suspects:read\.$/,
      ),
      outcome: 'refused',
      reason: 'not-found',
    });
    expect(recorded).toMatchObject({ record: 'suspect', recordId: suspect.id, subject: suspect.id, recordCount: null });
    expect(recorded?.fields).toEqual(
      expect.arrayContaining(['given name', 'family name', 'born on', 'offender class']),
    );
    expect(received).toMatchObject({
      record: 'complaint',
      sentence: expect.stringMatching(/, logged the complaint\.$/),
    });
    expect(JSON.stringify([refused, read, recorded, received])).not.toMatch(/Alex|Sample|1979|game chat/);
  });

  it('pages newest first without gaps or repetition, also within one instant', async () => {
    const taskForce = await given.taskForce();
    await tracker.sql(
      `INSERT INTO app.agencies (id, task_force_id, name, kind, level, state, version)
       SELECT gen_random_uuid(), $1, 'Agency of ' || n, 'sheriff', 'county', 'NE', 1 FROM generate_series(1, 7) n`,
      [taskForce.id],
    );
    const auditor = await given.account({ role: 'auditor', taskForceId: taskForce.id });
    const seqs: number[] = [];
    let cursor = '';

    do {
      const path = `/trail?action=test.arranged&limit=2${cursor && `&cursor=${cursor}`}`;
      const { body } = await tracker.as(auditor).get<TrailEntryPage>(path);
      seqs.push(...body.items.filter(({ record }) => record === 'agency').map(({ seq }) => seq));
      cursor = body.nextCursor ?? '';
    } while (cursor !== '');

    const there = await tracker.sql<{ seq: number }>(
      `SELECT seq FROM audit.entries WHERE task_force_id = $1 AND source = 'agencies' ORDER BY at DESC, seq DESC`,
      [taskForce.id],
    );
    expect(there).toHaveLength(7);
    expect(seqs).toEqual(there.map(({ seq }) => seq));
  });

  it('writes an audit entry with the requested record and account', async () => {
    const auditor = await given.account({ role: 'auditor', taskForceId: own.taskForceId });
    await search(auditor, { record: complaints.own.id, account: complaints.own.by.accountId });

    const [entry] = await tracker.sql(
      'SELECT action, outcome, records, address::text, task_force_id FROM audit.entries WHERE account_id = $1',
      [auditor.accountId],
    );

    expect(entry).toEqual({
      action: 'trail.searched',
      outcome: 'done',
      records: [complaints.own.id, complaints.own.by.accountId].sort(),
      address: '127.0.0.1/32',
      task_force_id: own.taskForceId,
    });
  });

  it('requires a step-up of an auditor only, and writes an entry when it is refused', async () => {
    const [auditor, supervisor] = [await seated('auditor', 'task_force'), await seated('supervisor', 'task_force')];
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = ANY ($1)', [
      [auditor.sessionId, supervisor.sessionId],
    ]);

    const [refused, found] = [await tracker.as(auditor).get('/trail'), await tracker.as(supervisor).get('/trail')];

    expect(refused).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(found.status).toBe(200);
    expect(
      await tracker.sql('SELECT action, outcome, reason FROM audit.entries WHERE account_id = $1', [auditor.accountId]),
    ).toEqual([{ action: 'trail:read', outcome: 'refused', reason: 'reauthentication-required' }]);
  });

  it.each([
    ['account', 'nobody'],
    ['record', '1'],
    ['action', 'Complaint Received'],
    ['action', `a${'b'.repeat(60)}`],
    ['from', '2026-03-01'],
    ['until', 'yesterday'],
    ['outcome', 'failed'],
    ['limit', '201'],
    ['cursor', 'WzFd'],
  ])('with %s=%s is rejected at that parameter', async (name, value) => {
    const reader = await seated('supervisor', 'task_force');

    const { status, body } = await tracker.as(reader).get(`/trail?${name}=${encodeURIComponent(value)}`);

    expect({ status, body }).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${name}` }] } });
  });

  it('rejects a cursor of another filter', async () => {
    const reader = await seated('auditor', 'national');
    const { body } = await tracker.as(reader).get<TrailEntryPage>('/trail?outcome=done&limit=1');

    const other = await tracker.as(reader).get(`/trail?limit=1&cursor=${body.nextCursor ?? ''}`);

    expect(other).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/cursor' }] } });
  });
});
