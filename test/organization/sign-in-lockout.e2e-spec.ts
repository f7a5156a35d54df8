import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { atOnce, Client, comparableContent } from '../support/client.js';
import { SignInClient, type Session } from '../support/factors.js';
import { figure } from '../support/figures.js';
import { Given, madeBy } from '../support/given.js';
import type { AccountOver, GivenAccount } from '../support/people.js';
import { password, setPassword } from '../support/requests.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { itIfLong, times } from '../support/times.js';

const wrong = 'lantern harbour mistake eleven';
const most = 5;
const rounds = times('LOCKOUT_ROUNDS', { api: 1, long: 5 });

let tracker: Tracker;
let given: Given;
let signInClient: SignInClient;
let directory: string;
/** Four processes on one database; in the last a lock ends by itself. */
let instances: TrackerProcess[];

beforeAll(async () => {
  tracker = await startTracker({ hashesSlowly: true });
  given = new Given(tracker);
  signInClient = new SignInClient(tracker);
  directory = await mkdtemp(join(tmpdir(), 'tracker-lockout-'));
  const { appUrl: DATABASE_URL, authUrl: DATABASE_AUTH_URL } = tracker.database;
  const environment = { DATABASE_URL, DATABASE_AUTH_URL };
  instances = [await startProcess(directory, { environment })];
  instances.push(...(await Promise.all([1, 2].map(() => startProcess(directory, { environment })))));
  instances.push(await startProcess(directory, { environment: { ...environment, LOCKOUT_RELEASE: '15m' } }));
});
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.stop()));
  await rm(directory, { recursive: true, force: true });
  await tracker.close();
});

describe('five failed sign-ins', () => {
  it.each([1, 2, 4])('lock the account for passwords, and four do not, with %i instances', async (count) => {
    const [spared, locked] = [await person(), await person()];

    for (let failure = 0; failure < most - 1; failure += 1) await signInAt(failure % count, spared.email, wrong);
    const atFour = await standingOf(spared);
    const right = await signInAt(0, spared.email);
    for (let failure = 0; failure < most; failure += 1) await signInAt(failure % count, locked.email, wrong);
    const afterwards = await Promise.all(Array.from({ length: count }, (_, at) => signInAt(at, locked.email)));

    expect(atFour).toEqual({ failures: 4, locked: false });
    expect(right.status).toBe(201);
    expect(await standingOf(spared)).toEqual({ failures: 0, locked: false });
    expect(await standingOf(locked)).toEqual({ failures: 5, locked: true });
    expect(afterwards.map(({ status }) => status)).toEqual(Array.from({ length: count }, () => 401));
    figure('lockout', { instances: count, inTurn: 1, lockedAtFailure: 5 });
  });

  it.each([1, 2, 4])(
    'are counted as five when eight are concurrent, with %i instances',
    async (count) => {
      let right = 0;
      for (let round = 0; round < rounds; round += 1) {
        const account = await person();
        const answers = await atOnce(8, (at) => signInAt(at % count, account.email, wrong));

        expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 401));
        expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
        expect(await timesEntered(account, 'account.locked')).toBe(1);
        expect(await timesEntered(account, 'session.refused')).toBe(8);
        expect(await signInAt(round % count, account.email)).toMatchObject({ status: 401 });
        right += 1;
      }
      figure('lockout', { instances: count, atOnce: 8, rounds, lockedAtFailure5: right });
    },
    60_000,
  );

  it('are all counted when they finish at the same moment, on four instances', async () => {
    const account = await person();
    const barrier = await signInClient.hold(account);

    const sent = atOnce(most, (at) => signInAt(at % 4, account.email, wrong));
    await barrier.waiting(most);
    await barrier.open();
    await sent;

    expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
    expect(await timesEntered(account, 'account.locked')).toBe(1);
  });

  it('reject a correct password that finishes after the last of them', async () => {
    const account = await person();
    for (let failure = 0; failure < most - 1; failure += 1) await signInClient.signIn(account.email, wrong);
    const barrier = await signInClient.hold(account);

    const last = signInAt(0, account.email, wrong);
    await barrier.waiting(1);
    const right = signInAt(1, account.email);
    await barrier.waiting(2);
    await barrier.open();

    expect([(await last).status, (await right).status]).toEqual([401, 401]);
    expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
  });

  it('are counted together for password, code and recovery code, at sign-in and step-up', async () => {
    const account = await person();
    const session = await enrolled(account);

    await signInClient.signIn(account.email, wrong);
    const waiting = madeBy(await signInClient.signIn(account.email), 201).body;
    await signInClient.secondFactor(waiting, '000000');
    await signInClient.secondFactor(waiting, 'ABCDE-FGHIJ-KLMNO-PQRST-UVWXYZ');
    await tracker.as(session).put('/sessions/current/step-up', { code: '' });
    expect(await standingOf(account)).toEqual({ failures: 4, locked: false });
    await tracker.as(session).put('/accounts/me/password', { current: wrong, password: `${wrong} twelve` });

    expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
  });

  it('are not reset by a correct password without its second factor', async () => {
    const account = await person();
    await enrolled(account);

    for (let failure = 0; failure < most; failure += 1) {
      const { body } = await signInClient.signIn(account.email);
      await signInClient.secondFactor(body, '000000');
    }

    expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
  });

  it('are counted within any fifteen minutes', async () => {
    const account = await person();
    for (let failure = 0; failure < 4; failure += 1) await signInClient.signIn(account.email, wrong);
    await tracker.sql(
      `UPDATE auth.sign_in_status SET failed_at = (SELECT array_agg(f - interval '15 minutes') FROM unnest(failed_at) f) WHERE account_id = $1`,
      [account.accountId],
    );
    await signInClient.signIn(account.email, wrong);

    expect(await standingOf(account)).toEqual({ failures: 1, locked: false });
  });

  it('are counted per account, for any notation of its address', async () => {
    const account = await person({ email: `mixed-${Date.now()}@example.gov` });
    const { email } = account;
    const written = [email, email.toUpperCase(), ` ${email}`, `${email}\t`, `  ${email.replace('mixed', 'Mixed')}  `];

    for (const one of written) expect(await signInClient.signIn(one, wrong)).toMatchObject({ status: 401 });

    expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
  });

  it('end no session and block no passkey, and a passkey sign-in does not release the lock', async () => {
    const account = await person();
    const { authenticator, session } = await signInClient.enrolPasskey(account);
    for (let failure = 0; failure < most; failure += 1) await signInClient.signIn(account.email, wrong);

    const byPasskey = await signInClient.signInByPasskey(authenticator.sign(await signInClient.challenge()));

    expect(await tracker.as(session).get('/accounts/me')).toMatchObject({ status: 200 });
    expect(byPasskey).toMatchObject({ status: 201, body: { pendingStep: null, sinceLastSignIn: { failures: 5 } } });
    expect(await tracker.as(byPasskey.body).get('/accounts/me')).toMatchObject({ status: 200 });
    expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
    expect(await signInClient.signIn(account.email)).toMatchObject({ status: 401 });
  });

  it('with passkeys lock nothing, because a passkey id is not secret', async () => {
    const account = await person();
    const { authenticator } = await signInClient.enrolPasskey(account);

    for (let failure = 0; failure < most + 1; failure += 1) {
      const forged = authenticator.sign(await signInClient.challenge(), {
        signature: Buffer.from('3006020101020101', 'hex'),
      });
      expect(await signInClient.signInByPasskey(forged)).toMatchObject({ status: 401 });
    }

    expect(await standingOf(account)).toEqual({ failures: 0, locked: false });
  });
});

describe('a lock of an account', () => {
  it('lasts until another administrator of the seat releases it', async () => {
    const account = await locked();
    await tracker.sql(
      `UPDATE auth.sign_in_status SET locked_at = locked_at - interval '30 days' WHERE account_id = $1`,
      [account.accountId],
    );
    expect(await signInClient.signIn(account.email)).toMatchObject({ status: 401 });
    const keeper = await given.account({ role: 'admin', taskForceId: account.taskForceId ?? '' });
    const stranger = await given.account({ role: 'admin', seat: 'task_force' });

    const answers = [];
    for (const sender of [account, stranger, keeper]) answers.push(await released(sender, account.accountId));

    expect(answers).toEqual(['42501', '42501', true]);
    expect(await released(keeper, keeper.accountId)).toBe('42501');
    expect(await standingOf(account)).toEqual({ failures: 0, locked: false });
    expect(await signInClient.signIn(account.email)).toMatchObject({ status: 201 });
  });

  it('ends by itself where configured, and five more failures lock again', async () => {
    const account = await locked();
    const timed = instances.length - 1;
    const early = await signInAt(timed, account.email);
    await tracker.sql(
      `UPDATE auth.sign_in_status SET locked_at = locked_at - interval '15 minutes',
              failed_at = (SELECT array_agg(f - interval '15 minutes') FROM unnest(failed_at) f) WHERE account_id = $1`,
      [account.accountId],
    );

    for (let failure = 0; failure < most - 1; failure += 1) await signInAt(timed, account.email, wrong);
    const atFour = await standingOf(account);
    const right = await signInAt(timed, account.email);
    for (let failure = 0; failure < most; failure += 1) await signInAt(timed, account.email, wrong);

    expect([early.status, right.status]).toEqual([401, 201]);
    expect(atFour).toEqual({ failures: 4, locked: false });
    expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
  });
});

describe('a refused sign-in', () => {
  it('answers the same for an unknown, locked, disabled or passwordless account and a wrong password', async () => {
    const [known, disabled, without] = [await person(), await person(), await given.account()];
    await tracker.sql('UPDATE app.accounts SET disabled_at = now() WHERE id = $1', [disabled.accountId]);
    const shut = await locked();

    const answers = [
      await signInClient.signIn(known.email, wrong),
      await signInClient.signIn('nobody@example.gov'),
      await signInClient.signIn(disabled.email),
      await signInClient.signIn(without.email),
      await signInClient.signIn(shut.email),
      await signInClient.signIn(shut.email, wrong),
      await signInClient.signIn(known.email, ''),
    ];

    const told = answers.map((answer) => JSON.stringify(comparableContent(answer)));
    expect(answers[0]).toMatchObject({ status: 401, body: { type: '/problems/wrong-credentials' } });
    expect(new Set(told).size).toBe(1);
  });

  // Comparing times requires many of them.
  itIfLong(
    'waits as long for it, over a hundred rounds of each',
    async () => {
      const rounds = await measured(108, await locked());
      const medians = mediansOf(quieterHalf(rounds));

      figure('sign-in-timing', {
        rounds: rounds.length,
        wrongMs: rounded(medians.wrong),
        unknownMs: rounded(medians.unknown),
        lockedMs: rounded(medians.locked),
      });
      for (const kind of kinds) {
        expect(medians[kind] / medians.wrong).toBeGreaterThan(1 / maxRatio);
        expect(medians[kind] / medians.wrong).toBeLessThan(maxRatio);
      }
    },
    600_000,
  );
});

const kinds = ['wrong', 'unknown', 'locked'] as const;
type Kind = (typeof kinds)[number];

/**
 * Ratio of two refusals above which one of them lacks its hash, which takes most of the time. The medians differ by a
 * hundredth on a quiet machine. The figure has them, and other load may double one.
 */
const maxRatio = 3;

/** Duration of each kind in milliseconds, measured in turn. */
type Round = Readonly<Record<Kind, number>>;

/** Returns the faster half of the rounds, which excludes rounds under other load. */
function quieterHalf(rounds: readonly Round[]): Round[] {
  const lengthOf = (round: Round): number => kinds.reduce((sum, kind) => sum + round[kind], 0);
  return rounds.toSorted((a, b) => lengthOf(a) - lengthOf(b)).slice(0, Math.ceil(rounds.length / 2));
}

function mediansOf(rounds: readonly Round[]): Round {
  const [wrongMs, unknownMs, lockedMs] = kinds.map((kind) => medianOf(rounds.map((round) => round[kind])));
  return { wrong: wrongMs ?? NaN, unknown: unknownMs ?? NaN, locked: lockedMs ?? NaN };
}

/** Measures rounds of each kind in turn, each equally often first, without locking the account. */
async function measured(rounds: number, shut: GivenAccount): Promise<Round[]> {
  const found: Round[] = [];
  let known = await person();
  for (let round = 0; round < rounds; round += 1) {
    if (round % (most - 1) === 0) known = await person();
    const { email } = known;
    const signIn: Readonly<Record<Kind, () => Promise<unknown>>> = {
      wrong: () => signInClient.signIn(email, wrong),
      unknown: () => signInClient.signIn(`nobody-${round}@example.gov`, wrong),
      locked: () => signInClient.signIn(shut.email),
    };
    const taken = { wrong: NaN, unknown: NaN, locked: NaN };
    for (const turn of kinds.keys()) {
      const kind = kinds[(round + turn) % kinds.length] ?? 'wrong';
      taken[kind] = await timeOf(signIn[kind]);
    }
    found.push(taken);
  }
  return found;
}

/** Signs in at one instance. On a busy machine it may answer 503 without a write, and is asked again. */
async function signInAt(instance: number, email: string, secret = password) {
  const client = new Client(instances[instance]?.url ?? '', {});
  for (;;) {
    const answer = await client.post<Session>('/sessions', { email, password: secret });
    if (answer.status !== 503) return answer;
  }
}

async function person(overrides: AccountOver = {}): Promise<GivenAccount> {
  const account = await given.account(overrides);
  await setPassword(tracker, account.accountId, { withoutPepper: true });
  return account;
}

async function enrolled(account: GivenAccount): Promise<Session> {
  const { session } = await signInClient.enrolTotp(account);
  return (await signInClient.recoveryCodes(session)).session;
}

async function locked(): Promise<GivenAccount> {
  const account = await person();
  for (let failure = 0; failure < most; failure += 1) await signInClient.signIn(account.email, wrong);
  expect(await standingOf(account)).toEqual({ failures: 5, locked: true });
  return account;
}

async function standingOf({ accountId }: GivenAccount): Promise<{ failures: number; locked: boolean }> {
  const [row] = await tracker.sql<{ failures: number; locked: boolean }>(
    'SELECT failures, locked_at IS NOT NULL AS locked FROM auth.sign_in_status WHERE account_id = $1',
    [accountId],
  );
  return row ?? { failures: 0, locked: false };
}

async function timesEntered({ accountId }: GivenAccount, action: string): Promise<number> {
  const [row] = await tracker.sql<{ n: number }>(
    'SELECT count(*)::int AS n FROM audit.entries WHERE subject = $1 AND action = $2',
    [accountId, action],
  );
  return row?.n ?? 0;
}

async function released({ token }: { readonly token: string }, accountId: string): Promise<boolean | string> {
  const client = await connected(tracker.database.appUrl);
  try {
    await client.query('BEGIN');
    await client.query(`SELECT auth.begin_request(sha256($1::text::bytea), false, 'a request', '192.0.2.1')`, [token]);
    const { rows } = await client.query<{ released: boolean }>('SELECT auth.release_lock($1) AS released', [accountId]);
    await client.query('COMMIT');
    return rows[0]?.released ?? false;
  } catch (fault) {
    return (fault as { code?: string }).code ?? String(fault);
  } finally {
    await client.end();
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function medianOf(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function rounded(milliseconds = NaN): number {
  return Math.round(milliseconds * 10) / 10;
}
