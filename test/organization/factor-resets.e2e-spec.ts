import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InvitationView } from '../../src/organization/accounts/account.view.js';
import type { FactorResetPage, FactorResetView } from '../../src/organization/accounts/factor-reset.view.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { password, setPassword } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

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
  readonly second: GivenAccount;
}

async function unit(): Promise<Unit> {
  const agency = await given.agency();
  const { taskForceId } = agency;
  const account = await given.account({ agency });
  await setPassword(tracker, account.accountId);
  const admin = await given.account({ taskForceId, role: 'admin' });
  return { agency, account, admin, second: await given.account({ taskForceId, role: 'admin' }) };
}

const reason = 'Lost the phone; came to the desk with the badge.';

function request(by: GivenAccount, { accountId }: { readonly accountId: string }): Promise<Answer<FactorResetView>> {
  return tracker.as(by).post('/factor-resets', { accountId, reason });
}

function approve(by: GivenAccount, { id }: { readonly id: string }): Promise<Answer<InvitationView>> {
  return tracker.as(by).put(`/factor-resets/${id}/approval`);
}

function signIn(email: string, secret = password): Promise<Answer> {
  return tracker.anonymous().post('/sessions', { email, password: secret });
}

async function rowsOf(accountId: string): Promise<unknown> {
  const [row] = await tracker.sql(
    `SELECT (SELECT count(*)::int FROM auth.credentials WHERE account_id = $1) AS passwords,
            (SELECT count(*)::int FROM auth.totps WHERE account_id = $1) AS totps,
            (SELECT count(*)::int FROM auth.passkeys WHERE account_id = $1) AS passkeys,
            (SELECT count(*)::int FROM auth.recovery_codes WHERE account_id = $1) AS codes,
            (SELECT count(*)::int FROM auth.sessions WHERE account_id = $1 AND ended_at IS NULL) AS sessions`,
    [accountId],
  );
  return row;
}

describe('a factor reset', () => {
  it('changes nothing before another person approves it', async () => {
    const { account, admin } = await unit();
    const before = await rowsOf(account.accountId);

    const asked = await request(admin, account);

    expect(asked).toMatchObject({ status: 201, body: { accountId: account.accountId, reason, approvedAt: null } });
    expect(asked.body).toMatchObject({ requestedBy: admin.accountId, may: { approve: false } });
    expect(Date.parse(asked.body.lapsesAt) - Date.parse(asked.body.requestedAt)).toBe(86_400_000);
    expect(await rowsOf(account.accountId)).toEqual(before);
  });

  it('removes every credential at once, and gives its owner a link for an hour', async () => {
    const { account, admin, second } = await unit();
    const { accountId, email } = account;
    const key = await given.machineKey({ by: account });
    await tracker.sql(
      `WITH a AS (INSERT INTO auth.totps (id, account_id, secret, confirmed_at) VALUES (gen_random_uuid(), $1, '\\x00', now())),
            b AS (INSERT INTO auth.passkeys (id, account_id, credential_id, public_key, counter, name, is_synced)
                  VALUES (gen_random_uuid(), $1, decode(replace($1::text, '-', ''), 'hex'), '\\x00', 0, 'A key', false)),
            c AS (INSERT INTO auth.sign_in_status (account_id, locked_at) VALUES ($1, now()))
       INSERT INTO auth.recovery_codes (account_id, hash) VALUES ($1, '\\x00')`,
      [accountId],
    );
    const { body: asked } = await request(admin, account);

    const approved = await approve(second, asked);

    expect(approved.status).toBe(200);
    expect(Math.round((Date.parse(approved.body.expiresAt) - Date.now()) / 60_000)).toBe(60);
    expect(await rowsOf(accountId)).toEqual({ passwords: 0, totps: 0, passkeys: 0, codes: 0, sessions: 0 });
    expect((await tracker.as(account).get('/accounts/me')).status).toBe(401);
    expect((await tracker.as(key).get('/agencies')).status).toBe(401);
    expect((await signIn(email)).status).toBe(401);
    const token = approved.body.link.split('#invite=')[1];
    const fresh = 'lantern harbour mistake eleven';
    expect((await tracker.anonymous().post('/enrolments', { token, password: fresh })).status).toBe(204);
    expect((await signIn(email, fresh)).status).toBe(201);
  });

  it('is in the trail with both persons and the reason, without a secret', async () => {
    const { account, admin, second } = await unit();
    const { body: asked } = await request(admin, account);
    const { body } = await approve(second, asked);

    const acts = await tracker.sql<{ said: string }>(
      `SELECT action, account_id AS by, reason, e::text AS said FROM audit.entries e
        WHERE subject = $1 AND action LIKE 'factor-reset.%' ORDER BY seq`,
      [account.accountId],
    );

    expect(acts).toMatchObject([
      { action: 'factor-reset.requested', by: admin.accountId, reason },
      { action: 'factor-reset.approved', by: second.accountId },
    ]);
    expect(acts.map(({ said }) => said).join()).not.toContain(body.link.split('#invite=')[1]);
  });

  it('is refused to its requester, its subject and accounts that cannot see the subject as approvers', async () => {
    const { agency, account, admin } = await unit();
    const { taskForceId } = agency;
    const about = await given.account({ taskForceId, role: 'supervisor', status: 'enrolled' });
    const { body: ofColleague } = await request(admin, account);
    const { body: ofSupervisor } = await request(admin, about);
    const status = async (by: GivenAccount, reset: FactorResetView): Promise<number> =>
      (await approve(by, reset)).status;

    expect(await status(admin, ofColleague)).toBe(403);
    expect(await status(about, ofSupervisor)).toBe(403);
    expect(await status(await given.account({ agency }), ofColleague)).toBe(403);
    expect(await status(await given.account({ role: 'admin' }), ofColleague)).toBe(404);
    expect(
      await status(await given.account({ agency: await given.agency({ taskForceId }), role: 'admin' }), ofColleague),
    ).toBe(404);
    expect(await rowsOf(account.accountId)).toMatchObject({ passwords: 1 });
  });

  it('is approved by a supervisor who sees the account and has stepped up', async () => {
    const { agency, account, admin } = await unit();
    const { body: asked } = await request(admin, account);
    const supervisor = await given.account({ agency, role: 'supervisor' });
    const stepUp = (since: string) =>
      tracker.sql('UPDATE auth.sessions SET stepped_up_at = now() - $2::interval WHERE id = $1', [
        supervisor.sessionId,
        since,
      ]);

    await stepUp('6 minutes');
    expect(await approve(supervisor, asked)).toMatchObject({
      status: 403,
      body: { type: '/problems/reauthentication-required' },
    });
    await stepUp('1 minute');
    expect((await approve(supervisor, asked)).status).toBe(200);
  });

  it('is requested by administrators for visible accounts with credentials, except their own', async () => {
    const { agency, account, admin } = await unit();
    const supervisor = await given.account({ agency, role: 'supervisor' });
    const fresh = await given.account({ agency });

    expect((await request(supervisor, account)).status).toBe(403);
    expect((await request(admin, admin)).status).toBe(403);
    expect(await request(admin, await given.account())).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '#/accountId' }] },
    });
    expect(await request(admin, fresh)).toMatchObject({ status: 409, body: { type: '/problems/not-enrolled' } });
  });

  it('expires after a day', async () => {
    const { account, admin, second } = await unit();
    const { body: asked } = await request(admin, account);
    const age = (since: string) =>
      tracker.sql('UPDATE app.factor_resets SET requested_at = now() - $2::interval WHERE id = $1', [asked.id, since]);

    await age('24 hours');
    expect(await approve(second, asked)).toMatchObject({ status: 409, body: { type: '/problems/reset-not-open' } });
    const list = await tracker.as(second).get<FactorResetPage>('/factor-resets?open=true');
    expect(list.body.items).toEqual([]);
    await age('23 hours');
    expect((await approve(second, asked)).status).toBe(200);
  });

  it.each(['disabled', 'an investigator', 'an administrator of another agency'] as const)(
    'is no longer open once its requester is %s',
    async (becomes) => {
      const { agency, account, admin, second } = await unit();
      const { taskForceId } = agency;
      // An investigator keeps a seat that includes the account, so that the role alone ends the request.
      const { id: agencyId } = becomes === 'an investigator' ? agency : await given.agency({ taskForceId });
      const { body: asked } = await request(admin, account);
      const path = `/accounts/${admin.accountId}`;
      const match = { 'if-match': (await tracker.as(second).get(path)).etag };
      const role = becomes === 'an investigator' ? 'investigator' : 'admin';
      const change = { role, seat: { level: 'agency', taskForceId, agencyId }, reason: 'Moved.' };
      const changed = await (becomes === 'disabled'
        ? tracker.as(second).post(`${path}/disable`, { reason: 'Left.' }, match)
        : tracker.as(second).put(`${path}/role`, change, match));
      // Somebody has approved the account with its new seat.
      await tracker.sql('UPDATE app.accounts SET approved_at = now() WHERE id = $1', [admin.accountId]);

      expect(changed.status).toBe(200);
      expect(await approve(second, asked)).toMatchObject({ status: 409, body: { type: '/problems/reset-not-open' } });
      expect(await rowsOf(account.accountId)).toMatchObject({ passwords: 1 });
      expect((await request(second, account)).status).toBe(201);
    },
  );

  it('is applied once, and cancels other requests for the account', async () => {
    const { account, admin, second } = await unit();
    const { body: earlier } = await request(admin, account);
    const { body: asked } = await request(admin, account);

    const answers = await Promise.all([approve(second, asked), approve(second, asked), approve(second, asked)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await approve(second, earlier)).status).toBe(409);
  });

  it('blocks links by one person for the account from then on', async () => {
    const { account, admin, second } = await unit();
    const { body: asked } = await request(admin, account);
    await approve(second, asked);

    const answer = await tracker.as(admin).put(`/accounts/${account.accountId}/invitation`);

    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/already-enrolled' } });
    expect((await request(admin, account)).status).toBe(201);
  });
});

describe('GET /factor-resets', () => {
  it('lists requests for visible accounts, latest first, with the allowed actions', async () => {
    const { agency, account, admin, second } = await unit();
    const { body: older } = await request(admin, account);
    const { body: newer } = await request(second, account);
    const client: Client = tracker.as(second);

    const { body } = await client.get<FactorResetPage>('/factor-resets?open=true');
    const read = await client.get<FactorResetView>(`/factor-resets/${older.id}`);
    const stranger = tracker.as(await given.account({ role: 'supervisor' }));

    expect(body.items.map(({ id, may }) => [id, may.approve])).toEqual([
      [newer.id, false],
      [older.id, true],
    ]);
    expect(read).toMatchObject({ status: 200, body: older.reason === reason ? { id: older.id } : {} });
    expect((await stranger.get<FactorResetPage>('/factor-resets')).body.items).toEqual([]);
    expect((await stranger.get(`/factor-resets/${older.id}`)).status).toBe(404);
    expect((await tracker.as(await given.account({ agency })).get('/factor-resets')).status).toBe(403);
  });
});
