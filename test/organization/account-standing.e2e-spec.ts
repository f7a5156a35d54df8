import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountExpiryJob } from '../../src/organization/accounts/account-expiry-job.js';
import type { ManagedAccountView } from '../../src/organization/accounts/account.view.js';
import { atOnce, Client } from '../support/client.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import { nextNumber, type GivenAccount } from '../support/people.js';
import { password, setPassword } from '../support/requests.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

const first = { 'if-match': '"v1"' };

/** Creates an account with a password, and its administrator. */
async function kept(overrides: object = {}): Promise<{ account: GivenAccount; keeper: Client; path: string }> {
  const agency = await given.agency();
  const keeper = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'admin' }));
  const account = await given.account({ agency, ...overrides });
  await setPassword(tracker, account.accountId, { withoutPepper: true });
  return { account, keeper, path: `/accounts/${account.accountId}` };
}

async function signIn({ email }: { readonly email: string }): Promise<number> {
  return (await tracker.anonymous().post('/sessions', { email, password })).status;
}

function actsOn(accountId: string): Promise<Record<string, unknown>[]> {
  return tracker.sql(
    `SELECT action, reason FROM audit.entries
      WHERE subject = $1 AND action IN ('account.ended', 'account.lapsed', 'account.enabled', 'account.unlocked') ORDER BY seq`,
    [accountId],
  );
}

describe('disabling an account', () => {
  let directory: string;
  let other: TrackerProcess;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'tracker-other-'));
    const { appUrl, authUrl } = tracker.database;
    other = await startProcess(directory, { environment: { DATABASE_URL: appUrl, DATABASE_AUTH_URL: authUrl } });
  });
  afterAll(async () => {
    await other.stop();
    await rm(directory, { recursive: true });
  });

  it('ends its sessions and keys at once, on every instance', async () => {
    const { account, keeper, path } = await kept();
    const key = await given.machineKey({ by: account });
    const there = (token: string): Client => new Client(other.url, { authorization: `Bearer ${token}` });
    const [session, machine] = [there(account.token), there(key.token)];
    expect([(await session.get('/accounts/me')).status, (await machine.get('/agencies')).status]).toEqual([200, 200]);

    const began = performance.now();
    const disabled = await keeper.post(`${path}/disable`, { reason: 'Left the agency.' }, first);
    // Both are sent at once, so that the speed of the machine does not matter.
    const answers = await Promise.all([session.get('/accounts/me'), machine.get('/agencies')]);
    const ms = performance.now() - began;

    expect(disabled.status).toBe(200);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    figure('disablement', { instances: 2, ms: Math.round(ms) });
  });

  it('is undone by enabling, which keeps the password and restores no session', async () => {
    const { account, keeper, path } = await kept();
    await keeper.post(`${path}/disable`, { reason: 'On leave.' }, first);
    expect(await signIn(account)).toBe(401);

    const enabled = await keeper.post<ManagedAccountView>(
      `${path}/enable`,
      { reason: 'Back.' },
      { 'if-match': '"v2"' },
    );
    const again = await keeper.post(`${path}/enable`, { reason: 'Back.' }, { 'if-match': '"v3"' });

    expect(enabled).toMatchObject({ status: 200, body: { disabledAt: null, kind: 'permanent' } });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/not-disabled' } });
    expect((await tracker.as(account).get('/accounts/me')).status).toBe(401);
    expect(await signIn(account)).toBe(201);
    expect(await actsOn(account.accountId)).toEqual([{ action: 'account.enabled', reason: 'Back.' }]);
  });

  it('of an administrator is undone by two persons', async () => {
    const { account, keeper, path } = await kept({ role: 'admin' });
    const { taskForceId } = account;
    const second = await given.account({ taskForceId: taskForceId ?? '', role: 'admin', status: 'enrolled' });
    await keeper.post(`${path}/disable`, { reason: 'On leave.' }, first);

    const enabled = await keeper.post<ManagedAccountView>(
      `${path}/enable`,
      { reason: 'Back.' },
      { 'if-match': '"v2"' },
    );
    const waiting = await signIn(account);
    await tracker.as(second).put(`${path}/approval`, undefined, { 'if-match': enabled.etag });

    expect(enabled.body).toMatchObject({ disabledAt: null, approvedAt: null });
    expect(waiting).toBe(401);
    expect(await signIn(account)).toBe(201);
  });
});

describe('a temporary account', () => {
  const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();
  const hour = 3_600_000;

  it.each([
    ['the past', -1000],
    ['more than 72 hours ahead', 72 * hour + 60_000],
  ])('rejects an end in %s', async (_, ms) => {
    const { account, keeper, path } = await kept();
    const { taskForceId, agencyId } = account;
    const seat = { level: 'agency', taskForceId, agencyId };
    const email = `temp-${nextNumber()}@example.gov`;
    const person = { email, name: 'Sam Temp', role: 'investigator', seat, endsAt: inMs(ms) };
    await keeper.post(`${path}/disable`, { reason: 'Over.' }, first);

    const made = await keeper.post('/accounts', person);
    const enabled = await keeper.post(`${path}/enable`, { reason: 'Back.', endsAt: inMs(ms) }, { 'if-match': '"v2"' });

    expect(made).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/endsAt' }] } });
    expect(enabled).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/endsAt' }] } });
    expect((await keeper.post('/accounts', { ...person, endsAt: inMs(71.9 * hour) })).status).toBe(201);
  });

  it('ends by itself with its sessions and keys, as housekeeping records in the trail', async () => {
    const { account, keeper } = await kept();
    const { taskForceId, agencyId } = account;
    const endsAt = inMs(hour);
    const email = `temp-${nextNumber()}@example.gov`;
    const seat = { level: 'agency', taskForceId, agencyId };
    const person = { email, name: 'Sam Temp', role: 'investigator', seat, endsAt };
    const { body } = await keeper.post<ManagedAccountView>('/accounts', person);
    await setPassword(tracker, body.id, { withoutPepper: true });
    const opened = await tracker
      .anonymous()
      .post<{ token: string; expiresAt: string }>('/sessions', { email, password });
    const session = tracker.as(opened.body);

    expect(body).toMatchObject({ kind: 'temporary', endsAt });
    expect(opened.body.expiresAt).toBe(endsAt);
    expect((await session.get('/accounts/me')).status).toBe(200);
    await tracker.sql(`UPDATE auth.sessions SET expires_at = expires_at - interval '1 hour' WHERE account_id = $1`, [
      body.id,
    ]);
    await tracker.sql(`UPDATE app.accounts SET ends_at = ends_at - interval '1 hour' WHERE id = $1`, [body.id]);
    expect((await session.get('/accounts/me')).status).toBe(401);
    const late = await tracker.anonymous().post('/sessions', { email, password });
    expect(late).toMatchObject({ status: 401, body: { type: '/problems/wrong-credentials' } });
    await atOnce(4, () => tracker.app.get(AccountExpiryJob).disableExpiredAccounts());
    const ended = await keeper.get<ManagedAccountView>(`/accounts/${body.id}`);
    expect(ended.body).toMatchObject({ version: 2, disabledAt: expect.any(String) });
    expect(await actsOn(body.id)).toEqual([{ action: 'account.ended', reason: 'It was temporary.' }]);
  });

  it('has no key that expires after it', async () => {
    const { account, keeper, path } = await kept();
    const endsAt = inMs(hour);
    await keeper.post(`${path}/disable`, { reason: 'Over.' }, first);
    await keeper.post(`${path}/enable`, { reason: 'Helps out.', endsAt }, { 'if-match': '"v2"' });
    const { token } = await given.session(account.accountId);

    const key = await given.machineKey({ by: { ...account, token } });

    const [row] = await tracker.sql<{ expires_at: Date }>('SELECT expires_at FROM auth.sessions WHERE id = $1', [
      key.id,
    ]);
    expect(row?.expires_at.toISOString()).toBe(endsAt);
  });
});

describe('an unused account', () => {
  const age = (accountId: string, days: number): Promise<unknown> =>
    tracker.sql('UPDATE app.accounts SET enabled_at = now() - make_interval(days => $2) WHERE id = $1', [
      accountId,
      days,
    ]);

  it('rejects sign-in from the 90th day on, and is disabled', async () => {
    const [young, old] = [await kept(), await kept()];
    await age(young.account.accountId, 89);
    await age(old.account.accountId, 91);

    expect(await signIn(old.account)).toBe(401);
    await tracker.app.get(AccountExpiryJob).disableExpiredAccounts();

    expect((await old.keeper.get<ManagedAccountView>(old.path)).body.disabledAt).not.toBeNull();
    expect(await actsOn(old.account.accountId)).toEqual([
      { action: 'account.lapsed', reason: 'Nobody signed in with it for too long.' },
    ]);
    expect((await young.keeper.get<ManagedAccountView>(young.path)).body.disabledAt).toBeNull();
    expect(await signIn(young.account)).toBe(201);
  });

  it('is measured from its last sign-in', async () => {
    const { account, keeper, path } = await kept();
    await signIn(account);
    await age(account.accountId, 400);

    await tracker.app.get(AccountExpiryJob).disableExpiredAccounts();

    const { body } = await keeper.get<ManagedAccountView>(path);
    expect(body.disabledAt).toBeNull();
    expect(body.lastSignedInAt).not.toBeNull();
  });

  it('stays enabled when it is the last that could enable the others', async () => {
    const { taskForceId, agencyId } = await given.account();
    const lone = await given.account({ taskForceId: taskForceId ?? '', role: 'admin' });
    const below = await given.account({
      agency: { id: agencyId ?? '', taskForceId: taskForceId ?? '', name: '' },
      role: 'admin',
    });
    await age(lone.accountId, 400);
    await age(below.accountId, 400);
    const disabled = async (): Promise<unknown[]> => {
      await tracker.app.get(AccountExpiryJob).disableExpiredAccounts();
      const ids = [[lone.accountId, below.accountId]];
      return tracker.sql('SELECT id FROM app.accounts WHERE id = ANY ($1) AND disabled_at IS NOT NULL', ids);
    };

    expect(await disabled()).toEqual([]);
    await age(lone.accountId, 1);
    expect(await disabled()).toEqual([{ id: below.accountId }]);
  });
});

describe('a locked password', () => {
  it('is listed, and unlocked by an administrator with a reason', async () => {
    const { account, keeper, path } = await kept();
    await tracker.sql('INSERT INTO auth.sign_in_status (account_id, locked_at) VALUES ($1, now())', [
      account.accountId,
    ]);
    expect(await signIn(account)).toBe(401);
    const before = await keeper.get<ManagedAccountView>(path);

    const released = await keeper.post<ManagedAccountView>(`${path}/unlock`, {
      reason: 'Called the number on file.',
    });
    const again = await keeper.post(`${path}/unlock`, { reason: 'Called again.' });

    expect(before.body).toMatchObject({ lockedAt: expect.any(String), may: { releaseLock: true } });
    expect(released).toMatchObject({ status: 200, body: { lockedAt: null, may: { releaseLock: false } } });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/not-locked' } });
    expect(await signIn(account)).toBe(201);
    expect(await actsOn(account.accountId)).toEqual([
      { action: 'account.unlocked', reason: 'Called the number on file.' },
    ]);
  });
});
