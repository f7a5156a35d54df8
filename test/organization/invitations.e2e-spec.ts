import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { Passwords } from '../../src/organization/accounts/passwords.js';
import { atOnce, comparableContent, type Client } from '../support/client.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { inviteTo, password } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';
import { asHolder, untilSessionWaits } from '../support/transactions.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('an invitation', () => {
  it('gives its account a password once', async () => {
    const { account, keeper } = await invitee();
    const answer = await keeper.put<{ link: string; expiresAt: string }>(`/accounts/${account.accountId}/invitation`);
    const token = tokenIn(answer.body.link);

    const first = await enrol(token);
    const second = await enrol(token, 'lantern harbour mistake eleven');

    expect(answer.status).toBe(200);
    expect(answer.body.link).toMatch(/^http:\/\/localhost:\d+\/welcome#/);
    expect(Math.round((Date.parse(answer.body.expiresAt) - Date.now()) / 3_600_000)).toBe(72);
    expect([first.status, second.status]).toEqual([204, 403]);
    const { email } = account;
    expect(await tracker.anonymous().post('/sessions', { email, password })).toMatchObject({ status: 201 });
  });

  it('gets one identical refusal when expired, void, used, unknown or of a disabled account', async () => {
    const { account, keeper } = await invitee();
    const { accountId } = account;
    const invite = async (): Promise<string> =>
      tokenIn((await keeper.put<{ link: string }>(`/accounts/${accountId}/invitation`)).body.link);
    const replaced = await invite();
    const expired = await inviteTo(tracker, accountId);
    await tracker.sql(`UPDATE auth.invitations SET expires_at = now() WHERE account_id = $1`, [accountId]);
    const living = await invite();
    const gone = await inviteTo(tracker, (await disabled()).accountId);

    const answers = [];
    for (const token of [replaced, expired, gone, 'A'.repeat(43)]) answers.push(comparableContent(await enrol(token)));

    expect(answers[0]).toMatchObject({ status: 403, text: expect.stringContaining('/problems/invalid-link') });
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await enrol(living)).status).toBe(204);
  });

  it.each([
    ['is disabled', 'disabled_at = now()'],
    ['gets another role', `role = 'auditor'`],
  ])('is void once the administrator who made it %s', async (_, change) => {
    const { account, keeper, inviter } = await invitee();
    const { accountId } = account;
    const { body } = await keeper.put<{ link: string }>(`/accounts/${accountId}/invitation`);
    await tracker.sql(`UPDATE app.accounts SET ${change}, version = version + 1 WHERE id = $1`, [inviter.accountId]);

    expect(await enrol(tokenIn(body.link))).toMatchObject({ status: 403 });
  });

  it('remains valid after a weak password', async () => {
    const { account } = await invitee();
    const token = await inviteTo(tracker, account.accountId);

    const weak = await enrol(token, 'passwordpassword');

    expect(weak).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/password' }] } });
    expect((await enrol(token)).status).toBe(204);
  });

  it('rejects a password made of the account’s name or address', async () => {
    const account = await given.account({ name: 'Robin Placeholder', email: 'lighthouse.keeper@example.gov' });
    const token = await inviteTo(tracker, account.accountId);

    const answers = [
      await enrol(token, 'Robin.Placeholder1'),
      await enrol(token, 'lighthouse-keeper-99'),
      await enrol(token, 'orchard violin gravel'),
    ];

    expect(answers.map(({ status }) => status)).toEqual([422, 422, 204]);
  });

  it('that is invalid costs no password hash', async () => {
    const { account } = await invitee();
    const token = await inviteTo(tracker, account.accountId);
    const passwords = tracker.app.get(Passwords);
    let hashed = 0;
    const hash = passwords.hash.bind(passwords);
    passwords.hash = (secret) => {
      hashed += 1;
      return hash(secret);
    };

    const answers = await atOnce(10, () => enrol(randomBytes(32).toString('base64url')));
    const wasted = hashed;
    await enrol(token, 'passwordpassword');
    await enrol(token);

    expect(answers.every(({ status }) => status === 403)).toBe(true);
    expect([wasted, hashed]).toEqual([0, 1]);
  });

  it('is accepted once under concurrent requests', async () => {
    const { account } = await invitee();
    const token = await inviteTo(tracker, account.accountId);

    const answers = await atOnce(5, () => enrol(token));

    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403, 403, 403, 403]);
  });

  it('is void once its account has another password', async () => {
    const { account } = await invitee();
    const token = await inviteTo(tracker, account.accountId);
    await tracker.sql('SELECT auth.set_password($1, $2)', [account.accountId, 'a hash']);

    expect((await enrol(token)).status).toBe(403);
  });

  it('is refused while the owner sets a password by another one', async () => {
    const { account, keeper } = await invitee();
    const token = await inviteTo(tracker, account.accountId);

    const answer = await asHolder(tracker, async (owner) => {
      await owner.query(`SELECT auth.enrol($1, 'a hash')`, [hashOf(token)]);
      const asked = keeper.put(`/accounts/${account.accountId}/invitation`);
      await untilSessionWaits(tracker);
      await owner.query('COMMIT');
      return asked;
    });

    expect(answer).toMatchObject({ status: 409, body: { type: '/problems/already-enrolled' } });
  });

  it('is stored as a hash, and the trail names the inviter and the account', async () => {
    const { account, keeper } = await invitee();
    const { body } = await keeper.put<{ link: string }>(`/accounts/${account.accountId}/invitation`);

    const [kept] = await tracker.sql('SELECT i::text AS row FROM auth.invitations i WHERE account_id = $1', [
      account.accountId,
    ]);
    const acts = await tracker.sql('SELECT action FROM audit.entries WHERE subject = $1', [account.accountId]);

    expect(kept?.['row']).not.toContain(tokenIn(body.link));
    expect(acts).toContainEqual({ action: 'account.invited' });
  });
});

async function invitee(): Promise<{ account: GivenAccount; keeper: Client; inviter: GivenAccount }> {
  const account = await given.account();
  const { taskForceId } = account;
  const inviter = await given.account({ role: 'admin', taskForceId: taskForceId ?? '' });
  return { account, keeper: tracker.as(inviter), inviter };
}

async function disabled(): Promise<GivenAccount> {
  const account = await given.account();
  await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [account.accountId]);
  return account;
}

function enrol(token: string, secret = password) {
  return tracker.anonymous().post('/enrolments', { token, password: secret });
}

/** Returns the token behind the #, which browsers send to no server. */
function tokenIn(link: string): string {
  return /#(?:\w+=)?([\w-]{43})$/.exec(link)?.[1] ?? '';
}
