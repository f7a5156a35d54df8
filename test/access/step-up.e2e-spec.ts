import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Post } from '@nestjs/common';
import { Requires, StepUp } from '../../src/access/access.decorators.js';
import { Public } from '../../src/platform/http/public.decorator.js';
import type { CurrentSessionView } from '../../src/organization/accounts/sign-in.view.js';
import type { Answer } from '../support/client.js';
import { SignInClient, codeOf, type Session } from '../support/factors.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { password, setPassword } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const wrong = 'lantern harbour mistake eleven';

@Controller('sensitive')
class SensitiveController {
  @Post()
  @Requires('account:own')
  @StepUp()
  act(): { readonly id: string } {
    return { id: '' };
  }

  @Get()
  @Public()
  get(): void {
    return;
  }
}

let tracker: Tracker;
let given: Given;
let signInClient: SignInClient;

beforeAll(async () => {
  tracker = await startTracker({ controllers: [SensitiveController], config: { LOCKOUT_FAILURES: '100' } });
  given = new Given(tracker);
  signInClient = new SignInClient(tracker);
});
afterAll(() => tracker.close());

describe('a sensitive action', () => {
  it('is refused without a proof within five minutes', async () => {
    const { session, secret } = await withTotp();
    expect(await act(session)).toMatchObject({ status: 201 });

    await pass(session, '4 minutes 50 seconds');
    const late = await act(session);
    await pass(session, '15 seconds');
    const tooLate = await act(session);
    const proven = await stepUp(session, { code: codeOf(secret) });

    expect(late).toMatchObject({ status: 201 });
    expect(tooLate).toMatchObject({ status: 403, body: { type: '/problems/reauthentication-required' } });
    expect(proven).toMatchObject({ status: 200, body: { id: session.id, pendingStep: null, sinceLastSignIn: null } });
    expect(await act(proven.body)).toMatchObject({ status: 201 });
    expect(await act(session)).toMatchObject({ status: 401 });
  });

  it('is allowed right after a complete sign-in', async () => {
    const account = await person();

    const { body } = await signInClient.signIn(account.email);

    expect(await act(body)).toMatchObject({ status: 201 });
    const { body: current } = await tracker.as(body).get<CurrentSessionView>('/sessions/current');
    expect(Math.round((Date.parse(current.steppedUpUntil ?? '') - Date.now()) / 60_000)).toBe(5);
  });

  it('is refused to a machine key with any proof', async () => {
    const { by, ...key } = await given.machineKey({});
    await setPassword(tracker, by.accountId);

    expect(await stepUp(key, { password })).toMatchObject({ status: 401 });
  });
});

describe('a step-up proof', () => {
  it.each([
    ['a wrong code', { code: '000000' }],
    ['no code', { code: '' }],
    ['a malformed code', { code: 'open sesame' }],
    ['an invalid recovery code', { code: 'A'.repeat(26) }],
    ['the password, where there is a factor', { password }],
    ['a wrong password', { password: wrong }],
  ])('rejects %s, leaves the session unchanged and counts the failure', async (_, shown) => {
    const { account, session } = await withTotp();
    await pass(session, '5 minutes');

    const answer = await stepUp(session, shown);

    expect(answer).toMatchObject({ status: 401, body: { type: '/problems/invalid-credential' } });
    expect(await act(session)).toMatchObject({ status: 403 });
    const [row] = await tracker.sql('SELECT failures FROM auth.sign_in_status WHERE account_id = $1', [
      account.accountId,
    ]);
    expect(row).toEqual({ failures: 1 });
    const [entry] = await tracker.sql(
      `SELECT outcome FROM audit.entries WHERE subject = $1 AND action = 'session.stepped-up'`,
      [session.id],
    );
    expect(entry).toEqual({ outcome: 'refused' });
  });

  it.each([{}, { code: '1', password }, { code: null }, { password: 1 }, { response: {} }, []])(
    'rejects %j as malformed',
    async (body) => {
      expect(await stepUp(await given.account(), body)).toMatchObject({ status: 422 });
    },
  );

  it('accepts the password when the account has no factor', async () => {
    const account = await person();
    await pass(account, '5 minutes');

    const refused = await stepUp(account, { password: wrong });
    const proven = await stepUp(account, { password });

    expect([refused.status, proven.status]).toEqual([401, 200]);
    expect(proven.body.factors).toEqual(['password']);
    expect(await act(proven.body)).toMatchObject({ status: 201 });
  });

  it('accepts a passkey, once per challenge', async () => {
    const account = await person();
    const { authenticator, session } = await signInClient.enrolPasskey(account);
    await pass(session, '5 minutes');
    const response = authenticator.sign(await signInClient.challenge());

    const proven = await stepUp(session, { response });
    const replayed = await stepUp(proven.body, { response });

    expect([proven.status, replayed.status]).toEqual([200, 401]);
    expect(await act(proven.body)).toMatchObject({ status: 201 });
  });

  it('keeps the session and its expiry, and does not affect other sessions', async () => {
    const account = await person();
    const other = await given.session(account.accountId);
    const { body: before } = await tracker.as(account).get<CurrentSessionView>('/sessions/current');

    const proven = await stepUp(account, { password });

    expect(proven.body).toMatchObject({ id: before.id, expiresAt: before.expiresAt });
    expect(proven.body.token).not.toBe(account.token);
    expect(await act(other)).toMatchObject({ status: 201 });
  });
});

function act(session: { readonly token: string }): Promise<Answer> {
  return tracker.as(session).post('/sensitive');
}

function stepUp(session: { readonly token: string }, shown: unknown): Promise<Answer<Session>> {
  return tracker.as(session).put<Session>('/sessions/current/step-up', shown);
}

async function pass(session: { readonly token: string }, time: string): Promise<void> {
  await tracker.sql(
    `UPDATE auth.sessions SET stepped_up_at = stepped_up_at - $2::interval WHERE hash = sha256(sha256($1::text::bytea))`,
    [session.token, time],
  );
}

async function person(): Promise<GivenAccount> {
  const account = await given.account();
  await setPassword(tracker, account.accountId);
  return account;
}

async function withTotp() {
  const account = await person();
  return { account, ...(await signInClient.enrolTotp(account)) };
}
