import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { PeoplePage } from '../../src/casework/people/people.view.js';
import type { AccountPage, AccountView, ManagedAccountView } from '../../src/organization/accounts/account.view.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { nextNumber, type GivenAccount, type GivenAgency } from '../support/people.js';
import { password, setPassword } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Unit {
  readonly agency: GivenAgency;
  readonly admin: GivenAccount;
  readonly client: Client;
}

/** Creates a task force with one agency and its only administrator. */
async function unit(): Promise<Unit> {
  const agency = await given.agency();
  const admin = await given.account({ taskForceId: agency.taskForceId, role: 'admin' });
  return { agency, admin, client: tracker.as(admin) };
}

function seatAt({ taskForceId, id: agencyId }: GivenAgency): object {
  return { level: 'agency', taskForceId, agencyId };
}

function create(client: Client, seat: object, overrides: object = {}): Promise<Answer<ManagedAccountView>> {
  const email = `person-${nextNumber()}@example.gov`;
  return client.post('/accounts', { email, name: 'Dana Reyes', role: 'investigator', seat, ...overrides });
}

function approve(by: Client, id: string, etag = '"v1"'): Promise<Answer<ManagedAccountView>> {
  return by.put(`/accounts/${id}/approval`, undefined, { 'if-match': etag });
}

function refusalsOf({ accountId }: GivenAccount): Promise<Record<string, unknown>[]> {
  return tracker.sql(
    `SELECT action, subject, reason FROM audit.entries WHERE account_id = $1 AND outcome = 'refused' ORDER BY seq`,
    [accountId],
  );
}

function actsOn(accountId: string): Promise<Record<string, unknown>[]> {
  return tracker.sql(
    `SELECT action, account_id AS by, reason FROM audit.entries WHERE subject = $1 AND action LIKE 'account.%' ORDER BY seq`,
    [accountId],
  );
}

describe('an account', () => {
  it('is created at the creator’s seat or below, and returns the allowed actions', async () => {
    const { agency, client } = await unit();

    const { status, body } = await create(client, seatAt(agency), { affiliation: 'contractor' });

    expect(status).toBe(201);
    expect(body).toMatchObject({ kind: 'permanent', affiliation: 'contractor', endsAt: null, disabledAt: null });
    expect(body).toMatchObject({ isEnrolled: false, lockedAt: null, lastSignedInAt: null });
    expect(body.approvedAt).not.toBeNull();
    const may = { invite: true, requestReset: false, approve: false, changeRole: true, disable: true, enable: false };
    expect(body.may).toEqual({ ...may, releaseLock: false, noteTraining: true, setTitle: true });
  });

  it('has a title, which its administrator sets and which gives no permission', async () => {
    const { agency, client } = await unit();
    const { taskForceId } = agency;
    const titled = await create(client, seatAt(agency), { title: 'forensic_examiner' });
    const account = await given.account({ agency, name: 'Casey Title' });
    const path = `/accounts/${account.accountId}/title`;
    const put = (by: Client, title: unknown, etag = '"v1"') =>
      by.put<ManagedAccountView>(path, { title }, { 'if-match': etag });

    const commander = await put(client, 'commander');
    const stale = await put(client, 'prosecutor');
    const unknown = await put(client, 'chief', '"v2"');
    const refused = [
      await put(tracker.as(account), 'analyst', '"v2"'),
      await put(tracker.as(await given.account({ agency, role: 'supervisor' })), 'analyst', '"v2"'),
      await put(tracker.as(await given.account({ role: 'admin' })), 'analyst', '"v2"'),
    ];
    const own = await tracker.as(account).get<AccountView>('/accounts/me');
    const colleague = tracker.as(await given.account({ taskForceId }));
    const people = await colleague.get<PeoplePage>('/people?q=casey');
    const complaint = await given.complaint({ agencyId: agency.id });
    const decision = { type: 'enticement', mode: 'reactive', priority: 3, rationale: 'A meeting is near.' };
    const triage = await tracker
      .as(account)
      .put(`/complaints/${complaint.id}/triage`, decision, { 'if-match': complaint.etag });
    const removed = await put(client, null, '"v2"');

    expect(titled).toMatchObject({ status: 201, body: { title: 'forensic_examiner' } });
    expect(commander).toMatchObject({ status: 200, body: { title: 'commander', role: 'investigator', version: 2 } });
    expect(stale.status).toBe(412);
    expect(unknown).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/title' }] } });
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 404]);
    expect(own.body).toMatchObject({ title: 'commander' });
    expect(people.body.items).toMatchObject([{ name: 'Casey Title', title: 'commander' }]);
    expect(triage.status).toBe(403);
    expect(removed.body).toMatchObject({ title: null, version: 3 });
    const entries = await tracker.sql(
      `SELECT became ->> 'title' AS title FROM audit.entries WHERE action = 'account.title-set' AND subject = $1 ORDER BY seq`,
      [account.accountId],
    );
    expect(entries).toEqual([{ title: 'commander' }, { title: null }]);
  });

  it('belongs to the agency’s staff unless another employer is set', async () => {
    const { agency, client } = await unit();

    expect((await create(client, seatAt(agency))).body.affiliation).toBe('agency');
    const other = await create(client, seatAt(agency), { affiliation: 'friend' });
    expect(other).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/affiliation' }] } });
  });

  it('keeps its address permanently, in any spelling and long after it was disabled', async () => {
    const { agency, client } = await unit();
    const email = `unique-${nextNumber()}@example.gov`;
    const { body, etag } = await create(client, seatAt(agency), { email });
    await client.post(`/accounts/${body.id}/disable`, { reason: 'Left.' }, { 'if-match': etag });
    await tracker.sql(`UPDATE app.accounts SET disabled_at = now() - interval '2 years' WHERE id = $1`, [body.id]);

    const again = await create(client, seatAt(agency), { email: email.toUpperCase() });

    expect(again).toMatchObject({ status: 409, body: { type: '/problems/already-exists' } });
  });

  it('has no password until its owner follows a link, and afterwards requires a factor reset', async () => {
    const { agency, client } = await unit();
    const { accountId } = await given.account({ agency, status: 'enrolled' });

    const answer = await client.put(`/accounts/${accountId}/invitation`);

    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/already-enrolled' } });
    const { body } = await client.get<ManagedAccountView>(`/accounts/${accountId}`);
    expect(body).toMatchObject({ isEnrolled: true, may: { invite: false, requestReset: true } });
  });
});

describe('an administrator’s account', () => {
  it('waits for approval by a person other than its requester', async () => {
    const { agency, admin, client } = await unit();
    const { taskForceId } = agency;
    const second = await given.account({ taskForceId, role: 'admin', status: 'enrolled' });
    const { body } = await create(client, seatAt(agency), { role: 'admin' });
    expect(body).toMatchObject({ approvedAt: null, may: { invite: false, approve: false } });

    const invitation = await client.put(`/accounts/${body.id}/invitation`);
    const own = await approve(client, body.id);
    const approved = await approve(tracker.as(second), body.id);
    const twice = await approve(tracker.as(second), body.id);

    expect(invitation).toMatchObject({ status: 409, body: { type: '/problems/approval-pending' } });
    expect(own.status).toBe(403);
    expect(await refusalsOf(admin)).toEqual([{ action: 'accounts:approve', subject: body.id, reason: 'forbidden' }]);
    expect(approved).toMatchObject({ status: 200, body: { version: 2, may: { approve: false } } });
    expect(approved.body.approvedAt).not.toBeNull();
    expect(twice).toMatchObject({ status: 409, body: { type: '/problems/already-approved' } });
    expect((await client.put(`/accounts/${body.id}/invitation`)).status).toBe(200);
    expect(await actsOn(body.id)).toEqual([
      { action: 'account.created', by: admin.accountId, reason: null },
      { action: 'account.approved', by: second.accountId, reason: null },
      { action: 'account.invited', by: admin.accountId, reason: null },
    ]);
  });

  it('is approved only with the role and seat that the approver has read', async () => {
    const { agency, client } = await unit();
    const second = await given.account({ taskForceId: agency.taskForceId, role: 'admin', status: 'enrolled' });
    const { body, etag } = await create(client, seatAt(agency), { role: 'supervisor' });
    const { id } = body;
    const change = { role: 'admin', seat: seatAt(agency), reason: 'Keeps accounts.' };
    await client.put(`/accounts/${id}/role`, change, { 'if-match': etag });

    const asRead = await approve(tracker.as(second), id, etag);
    const unread = await tracker.as(second).put(`/accounts/${id}/approval`);

    expect([asRead.status, unread.status]).toEqual([412, 428]);
    const current = await tracker.as(second).get<ManagedAccountView>(`/accounts/${id}`);
    expect(current.body).toMatchObject({ role: 'admin', approvedAt: null, version: 2 });
    expect(await actsOn(id)).not.toContainEqual(expect.objectContaining({ action: 'account.approved' }));
    expect((await approve(tracker.as(second), id, current.etag)).status).toBe(200);
  });

  it('is approved by a supervisor who sees it, and by nobody else', async () => {
    const { agency, client } = await unit();
    const { taskForceId } = agency;
    const supervisor = await given.account({ agency, role: 'supervisor', status: 'enrolled' });
    const { body } = await create(client, seatAt(agency), { role: 'admin' });
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }), role: 'supervisor' });
    const statusFor = async (by: GivenAccount): Promise<number> => (await approve(tracker.as(by), body.id)).status;

    expect(await statusFor(await given.account({ agency, role: 'investigator' }))).toBe(403);
    expect(await statusFor(await given.account({ agency, role: 'auditor' }))).toBe(403);
    expect(await statusFor(neighbour)).toBe(404);
    expect(await statusFor(supervisor)).toBe(200);
  });

  it('requires the approver to have stepped up', async () => {
    const { agency, client } = await unit();
    const second = await given.account({ taskForceId: agency.taskForceId, role: 'admin', status: 'enrolled' });
    const { body } = await create(client, seatAt(agency), { role: 'admin' });
    await tracker.sql(`UPDATE auth.sessions SET stepped_up_at = now() - interval '5 minutes' WHERE id = $1`, [
      second.sessionId,
    ]);

    const answer = await approve(tracker.as(second), body.id);

    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
  });

  it('is approved by its creator while nobody else exists, as the trail records', async () => {
    const { agency, admin, client } = await unit();
    await given.account({ taskForceId: agency.taskForceId, role: 'admin' });

    const { body } = await create(client, seatAt(agency), { role: 'admin' });

    expect(body.approvedAt).not.toBeNull();
    expect(await actsOn(body.id)).toContainEqual({
      action: 'account.approved-alone',
      by: admin.accountId,
      reason: 'There is nobody else who could approve it.',
    });
  });

  it('is not approved within a week by an administrator who disabled the others', async () => {
    const { agency, client } = await unit();
    const { taskForceId } = agency;
    const sent = await given.account({ taskForceId, role: 'admin', status: 'enrolled' });
    await client.post(`/accounts/${sent.accountId}/disable`, { reason: 'Out.' }, { 'if-match': '"v1"' });
    const moved = await given.account({ taskForceId, role: 'admin', status: 'enrolled' });
    const change = { role: 'investigator', seat: seatAt(agency), reason: 'Down.' };
    const demoted = await client.put(`/accounts/${moved.accountId}/role`, change, { 'if-match': '"v1"' });
    expect(demoted.status).toBe(200);

    const { body } = await create(client, seatAt(agency), { role: 'admin' });
    const early = await approve(client, body.id);
    await tracker.sql(`UPDATE app.accounts SET relieved_at = now() - interval '8 days' WHERE id = ANY ($1)`, [
      [sent.accountId, moved.accountId],
    ]);
    const late = await approve(client, body.id);

    expect(body.approvedAt).toBeNull();
    expect(early.status).toBe(403);
    expect(late.status).toBe(200);
    expect(await actsOn(body.id)).toContainEqual(expect.objectContaining({ action: 'account.approved-alone' }));
  });

  it.each(['approved_at', 'enabled_at', 'requested_by', 'relieved_at', 'email'])(
    'has a column that no statement of the application can write: %s',
    async (column) => {
      const { admin } = await unit();
      const app = new pg.Client({ connectionString: tracker.database.appUrl });
      await app.connect();
      await app.query('BEGIN');
      await app.query(`SELECT auth.begin_request($1, false, 'a request', '127.0.0.1')`, [hashOf(admin.token)]);
      const statement = `UPDATE app.accounts SET ${column} = NULL WHERE id <> auth.account()`;

      await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
      await app.end();
    },
  );
});

describe('a national account', () => {
  it('waits for a second person, too', async () => {
    const national = await given.account({ seat: 'national', role: 'admin' });
    const second = await given.account({ seat: 'national', role: 'supervisor', status: 'enrolled' });

    const { body } = await create(tracker.as(national), { level: 'national' }, { role: 'supervisor' });
    const own = await approve(tracker.as(national), body.id);
    const approved = await approve(tracker.as(second), body.id);

    expect(body.approvedAt).toBeNull();
    expect([own.status, approved.status]).toEqual([403, 200]);
    await tracker.sql('DELETE FROM auth.credentials WHERE account_id = $1', [second.accountId]);
  });
});

describe('a change of role or seat', () => {
  it('is allowed within the administrator’s seat and below, and ends sessions and machine keys at once', async () => {
    const { agency, client } = await unit();
    const account = await given.account({ agency });
    const key = await given.machineKey({ by: account });
    expect((await tracker.as(key).get('/agencies')).status).toBe(200);
    const { taskForceId } = agency;
    const change = { role: 'supervisor', seat: { level: 'task_force', taskForceId }, reason: 'Leads the unit.' };

    const answer = await client.put<ManagedAccountView>(`/accounts/${account.accountId}/role`, change, {
      'if-match': '"v1"',
    });

    expect(answer).toMatchObject({ status: 200, etag: '"v2"', body: { role: 'supervisor' } });
    const taskForce = expect.objectContaining({ id: taskForceId, zone: 'America/Chicago' }) as unknown;
    expect(answer.body.seat).toEqual({ level: 'task_force', taskForceId, taskForce, agencyId: null, agency: null });
    expect((await tracker.as(account).get('/accounts/me')).status).toBe(401);
    expect((await tracker.as(key).get('/agencies')).status).toBe(401);
    expect(await actsOn(account.accountId)).toContainEqual(
      expect.objectContaining({ action: 'account.role-changed', reason: 'Leads the unit.' }),
    );
  });

  it('is refused for the administrator’s own account', async () => {
    const { agency, admin, client } = await unit();
    const { taskForceId } = agency;
    const path = `/accounts/${admin.accountId}`;
    const change = { role: 'supervisor', seat: { level: 'task_force', taskForceId }, reason: 'For me.' };
    const version = { 'if-match': '"v1"' };

    for (const [act, body] of [
      ['role', change],
      ['disable', { reason: 'For me.' }],
      ['enable', { reason: 'For me.' }],
      ['unlock', { reason: 'For me.' }],
      ['approval', undefined],
      ['invitation', undefined],
    ] as const) {
      expect({ act, status: (await client.change(`${path}/${act}`, body, version)).status }).toEqual({
        act,
        status: 403,
      });
    }
    const may = await client.get<ManagedAccountView>('/accounts/me');
    expect(Object.values(may.body.may)).toEqual(Array<boolean>(9).fill(false));
  });

  it('requires the version read, and a step-up', async () => {
    const { agency, admin, client } = await unit();
    const { accountId } = await given.account({ agency });
    const path = `/accounts/${accountId}/role`;
    const change = { role: 'auditor', seat: seatAt(agency), reason: 'Audits.' };

    expect((await client.put(path, change)).status).toBe(428);
    expect((await client.put(path, change, { 'if-match': '"v9"' })).status).toBe(412);
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [admin.sessionId]);
    const cold = await client.put(path, change, { 'if-match': '"v1"' });
    expect(cold).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
  });

  it('is refused above the own seat, in another task force and for accounts outside the seat', async () => {
    const { agency, client } = await unit();
    const [mine, theirs] = [await given.account({ agency }), await given.account()];
    const change = (seat: object) => ({ role: 'investigator', seat, reason: 'Moves.' });
    const put = async (id: string, seat: object) =>
      (await client.put(`/accounts/${id}/role`, change(seat), { 'if-match': '"v1"' })).status;
    const foreign = await given.agency();
    const agencyAdmin = tracker.as(await given.account({ agency, role: 'admin' }));
    const { taskForceId } = agency;
    const up = await agencyAdmin.put(`/accounts/${mine.accountId}/role`, change({ level: 'task_force', taskForceId }), {
      'if-match': '"v1"',
    });

    expect(await put(mine.accountId, seatAt(foreign))).toBe(422);
    expect(await put(mine.accountId, { level: 'national' })).toBe(403);
    expect(await put(theirs.accountId, seatAt(agency))).toBe(404);
    expect(up.status).toBe(403);
  });

  it('to administrator waits for a second person, and blocks sign-in meanwhile', async () => {
    const { agency, client } = await unit();
    const second = await given.account({ taskForceId: agency.taskForceId, role: 'admin', status: 'enrolled' });
    const account = await given.account({ agency });
    const { accountId, email } = account;
    await setPassword(tracker, accountId);
    const signIn = async () => (await tracker.anonymous().post('/sessions', { email, password })).status;
    expect(await signIn()).toBe(201);
    const change = { role: 'admin', seat: seatAt(agency), reason: 'Keeps accounts.' };

    await client.put(`/accounts/${accountId}/role`, change, { 'if-match': '"v1"' });
    const waiting = await signIn();
    await approve(tracker.as(second), accountId, '"v2"');

    expect(waiting).toBe(401);
    expect(await signIn()).toBe(201);
  });

  it('voids the link created for the old role or seat', async () => {
    const { agency, client } = await unit();
    const { accountId } = await given.account({ agency });
    const { body } = await client.put<{ link: string }>(`/accounts/${accountId}/invitation`);
    const change = { role: 'supervisor', seat: seatAt(agency), reason: 'Leads the unit.' };
    await client.put(`/accounts/${accountId}/role`, change, { 'if-match': '"v1"' });

    const token = body.link.split('#invite=')[1];
    const answer = await tracker.anonymous().post('/enrolments', { token, password });

    expect(answer).toMatchObject({ status: 403, body: { type: '/problems/invalid-link' } });
  });

  it('to another task force is refused while cases name the account', async () => {
    const administrator = await given.account({ seat: 'national', role: 'admin' });
    const national = tracker.as(administrator);
    const { id, taskForceId, agencyId, etag } = await given.complaint({ state: 'triaged' });
    const agency = { id: agencyId, taskForceId, name: '' };
    const [named, unnamed] = [await given.account({ agency }), await given.account({ agency })];
    const supervisor = await given.account({ taskForceId, role: 'supervisor' });
    const assignment = { agencyId, investigatorId: named.accountId, reason: 'Knows the case.' };
    const assigned = await tracker.as(supervisor).put(`/complaints/${id}/assignment`, assignment, { 'if-match': etag });
    expect(assigned.status).toBe(200);
    const move = async ({ accountId }: GivenAccount, to: GivenAgency) =>
      national.put(
        `/accounts/${accountId}/role`,
        { role: 'investigator', seat: seatAt(to), reason: 'Moves.' },
        { 'if-match': '"v1"' },
      );
    const elsewhere = await given.agency();

    expect(await move(named, elsewhere)).toMatchObject({ status: 409, body: { type: '/problems/named-in-cases' } });
    const entered = await tracker.sql(
      `SELECT account_id AS "accountId", outcome FROM audit.entries WHERE action = 'account-cases.disclosed' AND subject = $1`,
      [named.accountId],
    );
    expect(entered).toEqual([{ accountId: administrator.accountId, outcome: 'refused' }]);
    expect((await move(unnamed, elsewhere)).status).toBe(200);
    expect((await move(named, await given.agency({ taskForceId }))).status).toBe(200);
  });
});

describe('the list of accounts', () => {
  it('filters accounts that wait for approval', async () => {
    const { agency, client } = await unit();
    const waiting = await given.account({ agency, role: 'admin', status: 'waiting' });

    const { body } = await client.get<AccountPage>('/accounts?awaitingApproval=true');
    const others = await client.get<AccountPage>('/accounts?awaitingApproval=false');

    expect(body.items.map(({ id }) => id)).toEqual([waiting.accountId]);
    expect(others.body.items.map(({ id }) => id)).not.toContain(waiting.accountId);
  });

  it('reads the status of every account with one statement', async () => {
    const { agency, client } = await unit();
    for (let n = 0; n < 5; n += 1) await given.account({ agency });

    await tracker.expectQueries(2, () => client.get('/accounts'));
  });
});
