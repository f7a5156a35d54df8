import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SessionView } from '../../src/organization/accounts/sign-in.view.js';
import { SignInClient, codeOf, timeLeft } from '../support/factors.js';
import { Given, madeBy } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { RateClock } from '../support/rate-clock.js';
import { password, setPassword } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const wrong = 'lantern harbour mistake eleven';
const maxFailures = 5;
const maxAttempts = 15;

let tracker: Tracker;
let given: Given;
let signInClient: SignInClient;

beforeAll(async () => {
  tracker = await startTracker({ config: { SIGN_INS_PER_MINUTE: String(maxAttempts), TRUST_PROXY: '127.0.0.1' } });
  given = new Given(tracker);
  await RateClock.stop(tracker);
  signInClient = new SignInClient(tracker);
});
afterAll(() => tracker.close());

interface Came {
  readonly status: number;
  readonly body: SessionView & { readonly token: string };
  readonly cookies: Readonly<Record<string, string>>;
}

let addresses = 0;

async function signIn(email: string, secret = password, device = '', address = someAddress()): Promise<Came> {
  const response = await fetch(`${tracker.url}/api/v1/sessions`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': address,
      ...(device === '' ? {} : { cookie: `localhost-device=${device}` }),
    },
    body: JSON.stringify({ email, password: secret }),
  });
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split('=', 2) as [string, string]);
  return {
    status: response.status,
    body: (await response.json()) as Came['body'],
    cookies: Object.fromEntries(cookies.map(([name, value]) => [name, value.split(';')[0] ?? ''])),
  };
}

function someAddress(): string {
  addresses += 1;
  return `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${addresses & 255}`;
}

async function person(): Promise<GivenAccount> {
  const account = await given.account();
  await setPassword(tracker, account.accountId);
  return account;
}

/** Creates an account that signed in from a device, and the token of the device. */
async function known(): Promise<{ readonly account: GivenAccount; readonly device: string }> {
  const account = await person();
  const { status, cookies } = await signIn(account.email);
  expect(status).toBe(201);
  return { account, device: deviceIn(cookies) };
}

function deviceIn(cookies: Came['cookies']): string {
  const device = cookies['localhost-device'];
  if (device === undefined) throw new Error('The answer sets no device cookie.');
  return device;
}

async function fail({ email }: GivenAccount, times: number, device = ''): Promise<void> {
  for (let failure = 0; failure < times; failure += 1) expect((await signIn(email, wrong, device)).status).toBe(401);
}

async function entriesOf({ accountId }: GivenAccount, action: string): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM audit.entries WHERE subject = $1 AND action = $2',
    [accountId, action],
  );
  return row?.n ?? 0;
}

describe('an attacker who knows an email address', () => {
  it('locks every unknown device by five failures, and no device that the owner signed in from', async () => {
    const { account, device } = await known();

    await fail(account, maxFailures);

    expect((await signIn(account.email)).status).toBe(401);
    const owner = await signIn(account.email, password, device);
    expect(owner).toMatchObject({ status: 201, body: { sinceLastSignIn: { failures: maxFailures + 1 } } });
    expect(await entriesOf(account, 'account.locked')).toBe(1);
    expect((await signIn(account.email)).status).toBe(401);
  });

  it('does not lock the second factor of a known device, which still requires the password', async () => {
    const { account } = await known();
    const { secret } = await signInClient.enrolTotp(account);
    await timeLeft(5);
    const first = await signIn(account.email);
    const enter = (session: { readonly token: string }, code: string, device: string) =>
      tracker
        .as(session)
        .post<SessionView>('/sessions/second-factor', { code }, { cookie: `localhost-device=${device}` });
    expect(first.body.pendingStep).toBe('second_factor');
    expect(first.cookies).not.toHaveProperty('localhost-device');
    const second = await fetch(`${tracker.url}/api/v1/sessions/second-factor`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${first.body.token}` },
      body: JSON.stringify({ code: codeOf(secret) }),
    });
    expect(second.status).toBe(201);
    const device = /localhost-device=([\w-]{43})/.exec(second.headers.getSetCookie().join(' '))?.[1] ?? '';

    await fail(account, maxFailures);
    const again = await signIn(account.email, password, device);
    const guessed = await enter(again.body, '000000', device);

    expect(again).toMatchObject({ status: 201, body: { pendingStep: 'second_factor' } });
    expect(guessed).toMatchObject({ status: 401, body: { type: '/problems/invalid-credential' } });
  });

  it('uses up no attempt of a known device, from another address or from its own', async () => {
    const { account, device } = await known();
    const address = '192.0.2.77';

    const statuses = [];
    for (let attempt = 0; attempt < maxAttempts + 2; attempt += 1)
      statuses.push((await signIn(account.email, wrong, '', address)).status);
    const elsewhere = await signIn(account.email, wrong);

    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(elsewhere.status).toBe(429);
    expect((await signIn(account.email, password, device, address)).status).toBe(201);
  });

  it('gains nothing from a forged device token or from one of another account', async () => {
    const account = await person();
    const other = await known();

    for (let failure = 0; failure < maxFailures; failure += 1) {
      const token = failure % 2 === 0 ? `${String(failure)}${'A'.repeat(42)}` : other.device;
      expect((await signIn(account.email, wrong, token)).status).toBe(401);
    }

    expect((await signIn(account.email)).status).toBe(401);
    expect(await entriesOf(account, 'account.locked')).toBe(1);
  });

  it('gets identical responses with and without a device token, for known and unknown accounts', async () => {
    const { account, device } = await known();

    const answers = [
      await signIn(account.email, wrong, device),
      await signIn(account.email, wrong),
      await signIn('nobody@example.gov', wrong, device),
      await signIn('nobody@example.gov', wrong),
    ];

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

describe('a known device', () => {
  it('is locked by five own failures, which lock no other device, until an administrator unlocks it', async () => {
    const { account, device } = await known();
    const keeper = await given.account({ role: 'admin', taskForceId: account.taskForceId ?? '' });

    await fail(account, maxFailures, device);

    expect((await signIn(account.email, password, device)).status).toBe(401);
    expect(await entriesOf(account, 'device.locked')).toBe(1);
    expect(await entriesOf(account, 'account.locked')).toBe(0);
    expect((await signIn(account.email)).status).toBe(201);
    const path = `/accounts/${account.accountId}`;
    expect((await tracker.as(keeper).get(path)).body).toMatchObject({ lockedAt: expect.any(String) });
    madeBy(await tracker.as(keeper).post(`${path}/unlock`, { reason: 'Called.' }), 200);
    expect((await signIn(account.email, password, device)).status).toBe(201);
  });

  it('gets a new HttpOnly token at each sign-in, stored as a hash', async () => {
    const { account, device } = await known();

    const response = await fetch(`${tracker.url}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `localhost-device=${device}` },
      body: JSON.stringify({ email: account.email, password }),
    });

    const [cookie = ''] = response.headers.getSetCookie().filter((set) => set.startsWith('localhost-device='));
    expect(cookie).toMatch(/^localhost-device=[\w-]{43}; Path=\/; Expires=.+; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(device);
    const rows = await tracker.sql<{ hash: Buffer }>('SELECT hash FROM auth.devices WHERE account_id = $1', [
      account.accountId,
    ]);
    expect(rows).toHaveLength(1);
    expect(rows.map(({ hash }) => hash.toString('base64url'))).not.toContain(device);
    await fail(account, maxFailures);
    expect((await signIn(account.email, password, device)).status).toBe(401);
  });

  it('stays known to other accounts that signed in from it', async () => {
    const { account, device } = await known();
    const colleague = await person();

    const shared = deviceIn((await signIn(colleague.email, password, device)).cookies);
    await fail(account, maxFailures);

    expect((await signIn(account.email, password, shared)).status).toBe(201);
  });

  it.each([
    ['90 days have passed', `UPDATE auth.devices SET expires_at = now() WHERE account_id = $1`],
    [
      'its owner set a password by a link',
      `SELECT auth.set_password($1, (SELECT password_hash FROM auth.credentials WHERE account_id = $1))`,
    ],
    ['the factors were reset', `SELECT auth.delete_factors($1)`],
    ['the account was disabled', `UPDATE app.accounts SET disabled_at = now() WHERE id = $1`],
  ])('is forgotten when %s', async (_, statement) => {
    const { account, device } = await known();
    await tracker.sql(statement, [account.accountId]);
    await tracker.sql('UPDATE app.accounts SET disabled_at = NULL WHERE id = $1', [account.accountId]);

    await fail(account, maxFailures);

    expect((await signIn(account.email, password, device)).status).toBe(401);
  });

  it('is the only one that stays known when its owner changes the password on it', async () => {
    const { account, device } = await known();
    const elsewhere = deviceIn((await signIn(account.email)).cookies);
    const { body } = await signIn(account.email, password, device);
    const kept = deviceIn((await signIn(account.email, password, elsewhere)).cookies);
    const next = 'orchard violin gravel seventy two';
    madeBy(
      await tracker
        .as(body)
        .put('/accounts/me/password', { current: password, password: next }, { cookie: `localhost-device=${kept}` }),
      200,
    );

    await fail(account, maxFailures);

    expect((await signIn(account.email, next, kept)).status).toBe(201);
    const [row] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM auth.devices WHERE account_id = $1',
      [account.accountId],
    );
    expect(row?.n).toBe(1);
  });

  it('is one of the ten most recently used', async () => {
    const account = await person();
    for (let time = 0; time < 12; time += 1) expect((await signIn(account.email)).status).toBe(201);

    const [row] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM auth.devices WHERE account_id = $1',
      [account.accountId],
    );

    expect(row?.n).toBe(10);
  });

  it('grants no access without a password', async () => {
    const { device } = await known();

    const answer = await tracker.anonymous().get('/accounts/me', { cookie: `localhost-device=${device}` });

    expect(answer.status).toBe(401);
  });
});

describe('the address of a sign-in', () => {
  it('is stored without the zone of a link-local one', async () => {
    const account = await person();

    expect((await signIn(account.email, password, '', 'fe80::1%eth0')).status).toBe(201);

    const addresses = await tracker.sql(
      'SELECT DISTINCT host(address) AS address FROM audit.entries WHERE account_id = $1 AND address IS NOT NULL',
      [account.accountId],
    );
    expect(addresses).toEqual([{ address: 'fe80::1' }]);
  });
});
