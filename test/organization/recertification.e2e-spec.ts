import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  RecertificationLinePage,
  RecertificationPage,
  RecertificationView,
} from '../../src/organization/accounts/recertification.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given, madeBy } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Unit {
  readonly agency: GivenAgency;
  readonly account: GivenAccount;
  readonly admin: GivenAccount;
  readonly client: Client;
}

/** Creates an agency with an account, managed by the only administrator of the task force. */
async function unit(): Promise<Unit> {
  const agency = await given.agency();
  const admin = await given.account({ taskForceId: agency.taskForceId, role: 'admin' });
  return { agency, account: await given.account({ agency }), admin, client: tracker.as(admin) };
}

async function start(client: Client): Promise<RecertificationView> {
  return madeBy(await client.post<RecertificationView>('/recertifications'), 201).body;
}

async function linesOf(client: Client, id: string, query = ''): Promise<RecertificationLinePage['items']> {
  return (await client.get<RecertificationLinePage>(`/recertifications/${id}/lines${query}`)).body.items;
}

function decide(
  client: Client,
  id: string,
  ...decisions: readonly [{ readonly accountId: string }, string][]
): Promise<Answer<RecertificationView>> {
  const body = { decisions: decisions.map(([{ accountId }, decision]) => ({ accountId, decision })) };
  return client.put(`/recertifications/${id}/lines`, body);
}

function signOff(client: Client, { id, version }: RecertificationView): Promise<Answer<RecertificationView>> {
  return client.put(`/recertifications/${id}/sign-off`, undefined, { 'if-match': `"v${version}"` });
}

describe('the yearly access review', () => {
  it('lists each account at the seat and below that can sign in, with its last sign-in', async () => {
    const { agency, account, admin, client } = await unit();
    const seen = await given.account({ agency, role: 'supervisor' });
    await given.account({ agency, status: 'disabled' });
    await given.account();
    await tracker.sql(
      `INSERT INTO auth.sign_in_status (account_id, last_signed_in_at) VALUES ($1, '2026-02-01T10:00:00Z')`,
      [seen.accountId],
    );

    const review = await start(client);
    const lines = await linesOf(client, review.id);

    expect(review).toMatchObject({ lines: 3, undecided: 3, startedBy: admin.accountId, signedOffAt: null });
    const { taskForceId } = agency;
    const taskForce = expect.objectContaining({ id: taskForceId, zone: 'America/Chicago' }) as unknown;
    expect(review.seat).toEqual({ level: 'task_force', taskForceId, taskForce, agencyId: null, agency: null });
    expect(lines.map(({ accountId }) => accountId).sort()).toEqual(
      [account.accountId, admin.accountId, seen.accountId].sort(),
    );
    const { name, email } = seen;
    expect(lines).toContainEqual({
      ...{
        accountId: seen.accountId,
        name,
        email,
        role: 'supervisor',
        decision: null,
        decidedBy: null,
        decidedByPerson: null,
        decidedAt: null,
      },
      seat: {
        level: 'agency',
        taskForceId,
        taskForce,
        agencyId: agency.id,
        agency: { id: agency.id, name: agency.name },
      },
      lastSignedInAt: '2026-02-01T10:00:00.000Z',
    });
  });

  it('is signed off once every account is decided, each by another person', async () => {
    const { agency, account, admin, client } = await unit();
    const supervisor = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const review = await start(client);
    const [boss] = (await linesOf(client, review.id)).filter(({ role }) => role === 'supervisor');

    const own = await decide(client, review.id, [admin, 'confirmed']);
    const early = await signOff(client, review);
    const most = await decide(client, review.id, [account, 'confirmed'], [boss ?? account, 'confirmed']);
    const rest = await decide(supervisor, review.id, [admin, 'confirmed']);
    const bySupervisor = await signOff(supervisor, review);
    const signed = await signOff(client, review);
    const twice = await signOff(client, { ...review, version: 2 });

    expect(own).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/decisions/0/accountId' }] } });
    expect(early).toMatchObject({ status: 409, body: { type: '/problems/accounts-undecided', undecided: 3 } });
    expect(most).toMatchObject({ status: 200, body: { undecided: 1, may: { signOff: false } } });
    expect(rest.body.undecided).toBe(0);
    expect(bySupervisor.status).toBe(403);
    expect(signed).toMatchObject({
      status: 200,
      body: { signedOffBy: admin.accountId, dueAt: '2027-03-02T15:00:00.000Z' },
    });
    expect(twice).toMatchObject({ status: 409, body: { type: '/problems/already-signed-off' } });
    expect(await linesOf(client, review.id, '?decided=false')).toEqual([]);
  });

  it('disables unconfirmed accounts at once, which requires an administrator', async () => {
    const { agency, account, admin, client } = await unit();
    const supervisor = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
    const { id } = await start(client);

    const bySupervisor = await decide(supervisor, id, [account, 'disabled']);
    const answer = await decide(client, id, [account, 'disabled']);

    expect(bySupervisor.status).toBe(403);
    expect(answer.status).toBe(200);
    expect((await tracker.as(account).get('/accounts/me')).status).toBe(401);
    const acts = await tracker.sql('SELECT action, account_id AS by, reason FROM audit.entries WHERE subject = $1', [
      account.accountId,
    ]);
    const reason = 'It was not confirmed in the yearly review.';
    expect(acts).toContainEqual({ action: 'account.disabled', by: admin.accountId, reason });
  });

  it('accepts the same decision again, and rejects another decision or an unlisted account', async () => {
    const { account, client } = await unit();
    const { id } = await start(client);
    await decide(client, id, [account, 'confirmed']);

    const same = await decide(client, id, [account, 'confirmed']);
    const other = await decide(client, id, [account, 'disabled']);
    const stranger = await decide(client, id, [account, 'confirmed'], [await given.account(), 'confirmed']);
    const twice = await decide(client, id, [account, 'confirmed'], [account, 'confirmed']);

    expect(same.status).toBe(200);
    expect(other).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/decisions/0/accountId' }] } });
    expect(stranger).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/decisions/1/accountId' }] } });
    expect(twice).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/decisions/1/accountId' }] } });
    expect((await tracker.as(account).get('/accounts/me')).status).toBe(200);
  });

  it('requires a step-up and If-Match for the sign-off', async () => {
    const { admin, client } = await unit();
    const review = await start(client);
    await given.decide(review.id);

    expect((await signOff(client, { ...review, version: 7 })).status).toBe(412);
    await tracker.sql('UPDATE auth.sessions SET stepped_up_at = NULL WHERE id = $1', [admin.sessionId]);
    expect(await signOff(client, review)).toMatchObject({
      status: 403,
      body: { type: '/problems/reauthentication-required' },
    });
  });

  it('is open once per seat, and inaccessible from other seats', async () => {
    const { agency, client } = await unit();
    const agencyAdmin = tracker.as(await given.account({ agency, role: 'admin' }));
    const { id } = await start(client);

    expect(await client.post('/recertifications')).toMatchObject({
      status: 409,
      body: { type: '/problems/already-exists' },
    });
    expect((await agencyAdmin.get(`/recertifications/${id}`)).status).toBe(404);
    expect((await agencyAdmin.get(`/recertifications/${id}/lines`)).status).toBe(404);
    const own = await start(agencyAdmin);
    expect((await client.get<RecertificationPage>('/recertifications')).body.items.map((one) => one.id)).toEqual([
      own.id,
      id,
    ]);
  });

  it('omits accounts that a seat below confirmed within the year', async () => {
    const { agency, account, client } = await unit();
    const agencyAdmin = await given.account({ agency, role: 'admin' });
    const below = await start(tracker.as(agencyAdmin));
    await given.decide(below.id);
    const accountIds = async (): Promise<string[]> => {
      const review = await start(client);
      const ids = (await linesOf(client, review.id)).map(({ accountId }) => accountId);
      await given.decide(review.id);
      madeBy(await signOff(client, review), 200);
      return ids;
    };

    expect(await accountIds()).toContain(account.accountId);
    madeBy(await signOff(tracker.as(agencyAdmin), below), 200);
    expect(await accountIds()).not.toContain(account.accountId);
    await tracker.sql(
      `UPDATE app.recertifications SET signed_off_at = signed_off_at - interval '366 days' WHERE id = $1`,
      [below.id],
    );
    expect(await accountIds()).toContain(account.accountId);
  });

  it('is due when there was none, and 365 days after the last', async () => {
    const { client } = await unit();
    const due = async (): Promise<RecertificationPage['ownReview']> =>
      (await client.get<RecertificationPage>('/recertifications?signedOff=true')).body.ownReview;
    expect(await due()).toEqual({ lastSignedOffAt: null, isDue: true });
    const review = await start(client);
    await given.decide(review.id);
    await signOff(client, review);
    const signedOff = (days: number) =>
      tracker.sql('UPDATE app.recertifications SET signed_off_at = $2 WHERE id = $1', [
        review.id,
        new Date(stoppedAt.getTime() - days * 86_400_000),
      ]);

    expect(await due()).toEqual({ lastSignedOffAt: stoppedAt.toISOString(), isDue: false });
    await signedOff(364.9);
    expect((await due()).isDue).toBe(false);
    await signedOff(365);
    expect((await due()).isDue).toBe(true);
  });

  it('records in the trail its start, its decisions and its sign-off', async () => {
    const { account, admin, client } = await unit();
    const review = await start(client);
    await decide(client, review.id, [account, 'confirmed']);
    await given.decide(review.id);
    await signOff(client, review);

    const acts = await tracker.sql(
      `SELECT DISTINCT action, account_id AS by FROM audit.entries
        WHERE subject = $1 AND action LIKE 'recertification.%' ORDER BY action`,
      [review.id],
    );

    expect(acts).toEqual(
      ['decided', 'signed-off', 'started'].map((act) => ({ action: `recertification.${act}`, by: admin.accountId })),
    );
  });
});
