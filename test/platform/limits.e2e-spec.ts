import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Controller, Put } from '@nestjs/common';
import pg from 'pg';
import { AllowPendingSession } from '../../src/access/access.decorators.js';
import { RateLimitStore } from '../../src/platform/database/rate-limit-store.js';
import { TooManyRequests } from '../../src/platform/http/problems.js';
import { Limits } from '../../src/platform/limits/limits.js';
import { Client, comparableContent, type Answer, type Headers } from '../support/client.js';
import { figure } from '../support/figures.js';
import { providerOf } from '../organization/provisioning-fixtures.js';
import { Given, type GivenAccount } from '../support/given.js';
import { RateClock } from '../support/rate-clock.js';
import { password, setPassword } from '../support/requests.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Tracker } from '../support/tracker.js';

/** Requests a minute of an account and a tenth of those of an address, and the sign-in attempts allowed. */
const requests = 40;
const attempts = 7;
const instances = 4;
const few = { REQUESTS_PER_MINUTE: String(requests), SIGN_INS_PER_MINUTE: String(attempts) };

@Controller('proofs')
class Proofs {
  @Put() @AllowPendingSession() prove(): object {
    return {};
  }
}

let tracker: Tracker;
let given: Given;
let rateClock: RateClock;
let directory: string;
/** Further instances of the tracker, on the same database and behind one proxy. */
let others: TrackerProcess[];

beforeAll(async () => {
  // This instance trusts no proxy.
  tracker = await startTracker({ config: few, controllers: [Proofs] });
  given = new Given(tracker);
  rateClock = await RateClock.stop(tracker);
  directory = await mkdtemp(join(tmpdir(), 'tracker-limits-'));
  const { appUrl: DATABASE_URL, authUrl: DATABASE_AUTH_URL } = tracker.database;
  const environment = { ...few, DATABASE_URL, DATABASE_AUTH_URL, TRUST_PROXY: '1' };
  others = await Promise.all(Array.from({ length: instances }, () => startProcess(directory, { environment })));
});
afterAll(async () => {
  await Promise.all(others.map((other) => other.stop()));
  await tracker.close();
  await rm(directory, { recursive: true, force: true });
});

let addresses = 0;

function fromSomewhere(): Headers {
  addresses += 1;
  return { 'x-forwarded-for': `198.18.${addresses >> 8}.${addresses & 255}` };
}

/** Requests an instance answers at once. More would return 503, and this file tests 429. */
const atOnce = 4;

async function inTurn(
  of: number,
  times: number,
  send: (client: Client, url: string) => Promise<Answer>,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let sent = 0; sent < times; sent += of * atOnce) {
    const wave = Array.from({ length: Math.min(of * atOnce, times - sent) }, (_, index) => {
      const { url } = others[index % of] as TrackerProcess;
      return send(new Client(url.replace('localhost', '127.0.0.1'), {}), url);
    });
    answers.push(...(await Promise.all(wave)));
  }
  return answers;
}

const bearer = ({ token }: { readonly token: string }): Headers => ({ authorization: `Bearer ${token}` });
const ofStatus = (answers: readonly Answer[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

describe.each([1, 2, instances])('rate limits over %i instances', (of) => {
  it('allow an account exactly its requests per minute, and report the reset time', async () => {
    const account = await given.account();
    const began = performance.now();

    const answers = await inTurn(of, requests * 3, (client) =>
      client.get('/accounts/me', { ...bearer(account), ...fromSomewhere() }),
    );
    const elapsed = (performance.now() - began) / 1000;

    expect(ofStatus(answers, 200)).toBe(requests);
    expect(ofStatus(answers, 429)).toBe(requests * 2);
    for (const answer of answers.filter(({ status }) => status === 429)) expectTold(answer, elapsed);
    figure('rate limits', { instances: of, requests: requests * 3, limit: requests, passed: ofStatus(answers, 200) });
  });

  it('allow exactly the permitted sign-in attempts per address and per name', async () => {
    const address = fromSomewhere();
    const signIn = (client: Client, email: string, from: Headers): Promise<Answer> =>
      client.post('/sessions', { email, password }, from);

    const fromOne = await inTurn(of, attempts * 3, (client) => signIn(client, `${Math.random()}@example.gov`, address));
    const onOne = await inTurn(of, attempts * 3, (client) => signIn(client, `on-${of}@example.gov`, fromSomewhere()));

    for (const answers of [fromOne, onOne]) {
      expect(ofStatus(answers, 401)).toBe(attempts);
      expect(ofStatus(answers, 429)).toBe(attempts * 2);
    }
  });
});

describe('a rate limit', () => {
  it('is shared by all sessions of an account, and separate for machine keys and other accounts', async () => {
    const account = await given.account();
    const session = await given.session(account.accountId);
    const key = await given.machineKey({ by: account, networks: ['198.18.0.0/15'] });
    const colleague = await given.account({ agency: await agencyOf(account) });
    await exhaust(account);

    expect(await ask(account)).toMatchObject({ status: 429 });
    expect(await ask(session)).toMatchObject({ status: 429 });
    expect(await ask(key)).toMatchObject({ status: 200 });
    expect(await ask(colleague)).toMatchObject({ status: 200 });
  });

  it('of an address is checked before the request is read, and counts refused and missing routes', async () => {
    const address = fromSomewhere();
    const most = requests * 10;

    const answers = await inTurn(1, most + 30, (client) => client.get('/nothing', address));
    const [unread] = await inTurn(1, 1, (client) =>
      client.post('/complaints', '{"no JSON', { ...address, 'content-type': 'text/plain' }),
    );
    const [probe] = await inTurn(1, 1, (client, url) =>
      client.get(`${url.replace('localhost', '127.0.0.1')}/health/live`, address),
    );

    expect(ofStatus(answers, 404)).toBe(most);
    expect(ofStatus(answers, 429)).toBe(30);
    expect(unread).toMatchObject({ status: 429, body: { type: '/problems/too-many-requests' } });
    expect(probe).toMatchObject({ status: 200 });
  });

  it('counts the callers of an IPv6 /64 network as one', async () => {
    const signInFrom =
      (address: string) =>
      (client: Client): Promise<Answer> =>
        client.post('/sessions', { email: `${Math.random()}@example.gov`, password }, { 'x-forwarded-for': address });

    const answers = await inTurn(1, attempts + 2, (client) =>
      signInFrom(`2001:db8:9:9:${Math.floor(Math.random() * 65_535).toString(16)}::1`)(client),
    );
    const [neighbour] = await inTurn(1, 1, signInFrom('2001:db8:9:a::1'));

    expect(ofStatus(answers, 401)).toBe(attempts);
    expect(ofStatus(answers, 429)).toBe(2);
    expect(neighbour).toMatchObject({ status: 401 });
  });

  it('counts the attempts of an IPv6 /48 network together, as ten of its /64 networks', async () => {
    const ask = (address: string) => (client: Client) =>
      client.post('/passkey-challenges', undefined, { 'x-forwarded-for': address });
    let network = 0;

    const answers = await inTurn(1, attempts * 10 + 4, (client) => ask(`2001:db8:8:${(network += 1)}::1`)(client));
    const [neighbor] = await inTurn(1, 1, ask('2001:db8:7:1::1'));

    expect(ofStatus(answers, 201)).toBe(attempts * 10);
    expect(ofStatus(answers, 429)).toBe(4);
    expect(neighbor).toMatchObject({ status: 201 });
  });

  it('is lower for expensive methods', async () => {
    const account = await given.account();
    const report = (): Promise<Answer> => tracker.as(account).get('/reports/totals?from=2026-01-01&until=2027-01-01');

    // The limit is 60 of 300 requests, here 8 of 40.
    const answers = await Promise.all(Array.from({ length: 10 }, report));

    expect(ofStatus(answers, 200)).toBe(8);
    expect(ofStatus(answers, 429)).toBe(2);
    expect(await ask(account)).toMatchObject({ status: 200 });
  });

  it('is lowest for questions to other task forces, whatever the question', async () => {
    const account = await given.account();

    const answers = await Promise.all(
      Array.from({ length: 5 }, () => tracker.as(account).post('/deconfliction/checks', {})),
    );

    expect(ofStatus(answers, 422)).toBe(3);
    expect(ofStatus(answers, 429)).toBe(2);
  });

  it('of attempts is the same for known and unknown names', async () => {
    const known = await given.account();
    await setPassword(tracker, known.accountId, { withoutPepper: true });
    const onThese = async (email: string): Promise<object[]> => {
      const answers: object[] = [];
      for (let time = 0; time <= attempts; time += 1) {
        const [answer] = await inTurn(1, 1, (client) =>
          client.post('/sessions', { email, password: 'not the password' }, fromSomewhere()),
        );
        const { status, headers, text } = answer as Answer;
        // Retry-After depends on the time of the request, not on the name.
        const told = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'retry-after'));
        answers.push(comparableContent({ status, headers: told, text, body: null, etag: '' }));
      }
      return answers;
    };

    const [ofKnown, ofUnknown, inCapitals] = [
      await onThese(known.email),
      await onThese('nobody@example.gov'),
      await onThese(` ${known.email.toUpperCase()}`),
    ];

    expect(ofUnknown).toEqual(ofKnown);
    expect(ofKnown.at(-2)).toMatchObject({ status: 401 });
    expect(ofKnown.at(-1)).toMatchObject({ status: 429 });
    // A different spelling is the same name.
    expect(inCapitals.every((answer) => (answer as Answer).status === 429)).toBe(true);
  });

  it('stores no list of attempted names', async () => {
    const rows = await tracker.sql<{ subject: string }>(`SELECT subject FROM auth.rates WHERE bucket = 'attempt-on'`);

    expect(rows.length).toBeGreaterThan(0);
    for (const { subject } of rows) expect(subject).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });
});

describe('the RateLimit headers of a response', () => {
  const fieldsOf = ({ headers }: Answer): (string | undefined)[] => [headers['ratelimit-policy'], headers['ratelimit']];
  const leftOf = (answer: Answer): number => Number(/;r=(\d+)/.exec(answer.headers['ratelimit'] ?? '')?.[1]);

  it('report the account’s limit for every session, and the limit of expensive methods', async () => {
    const account = await given.account();
    const session = await given.session(account.accountId);

    const first = await tracker.as(account).get('/task-forces?limit=1');
    const second = await tracker.as(session).get('/task-forces?limit=1');
    const dear = await tracker.as(account).get('/reports/totals?from=2026-01-01&until=2027-01-01');

    expect(fieldsOf(first)).toEqual([
      `"account";q=${requests};w=60`,
      expect.stringMatching(new RegExp(`^"account";r=${requests - 1};t=\\d{1,2}$`)),
    ]);
    expect(leftOf(second)).toBe(requests - 2);
    expect(fieldsOf(dear)).toEqual([
      `"account";q=${requests};w=60, "reports:read";q=8;w=60`,
      expect.stringMatching(new RegExp(`^"account";r=${requests - 3};t=\\d{1,2}, "reports:read";r=7;t=\\d{1,2}$`)),
    ]);
  });

  it('count down to zero, and a 429 reports zero and the reset time', async () => {
    const account = await given.account();

    const left: number[] = [];
    for (let time = 0; time < requests; time += 1) {
      left.push(leftOf(await tracker.as(account).get('/task-forces?limit=1')));
    }
    const refused = await tracker.as(account).get('/task-forces?limit=1');

    expect(left).toEqual(Array.from({ length: requests }, (_, index) => requests - 1 - index));
    expect(refused.status).toBe(429);
    expect(refused.headers['ratelimit']).toMatch(/^"account";r=0;t=\d{1,2}$/);
    expect(Number(/t=(\d+)/.exec(refused.headers['ratelimit'] ?? '')?.[1])).toBe(
      Number(refused.headers['retry-after']),
    );
  });

  it('report only the address limit to anonymous callers, for any name and number of attempts', async () => {
    const known = await given.account();
    await setPassword(tracker, known.accountId, { withoutPepper: true });
    const tried = async (email: string): Promise<Answer[]> => {
      const answers: Answer[] = [];
      for (let time = 0; time <= attempts; time += 1) {
        answers.push(
          ...(await inTurn(1, 1, (client) => client.post('/sessions', { email, password: 'not it' }, fromSomewhere()))),
        );
      }
      return answers;
    };

    const told = [...(await tried(known.email)), ...(await tried('no-one@example.gov'))];

    expect(ofStatus(told, 429)).toBe(2);
    for (const answer of told) {
      // Each request has its own address, so only the name could cause a difference.
      expect(fieldsOf(answer)).toEqual([
        `"address";q=${requests * 10};w=60`,
        expect.stringMatching(new RegExp(`^"address";r=${requests * 10 - 1};t=\\d{1,2}$`)),
      ]);
    }
  });

  it('are absent where no limit applies', async () => {
    const [probe] = await inTurn(1, 1, (client, url) =>
      client.get(`${url.replace('localhost', '127.0.0.1')}/health/live`, fromSomewhere()),
    );

    expect(fieldsOf(probe as Answer)).toEqual([undefined, undefined]);
  });
});

describe('a pending session', () => {
  it('allows a fixed number of proofs per minute with one token, whatever the results', async () => {
    const [one, other] = [await given.account(), await given.account()];
    const prove = ({ token }: { readonly token: string }): Promise<Answer> =>
      new Client(tracker.url, bearer({ token })).put('/proofs', {}, {});

    const answers: number[] = [];
    for (let time = 0; time < attempts + 2; time += 1) answers.push((await prove(one)).status);

    expect(answers.filter((status) => status === 200)).toHaveLength(attempts);
    expect(answers.slice(-2)).toEqual([429, 429]);
    expect(await prove(other)).toMatchObject({ status: 200 });
  });
});

describe('a tracker that cannot reach the counters', () => {
  it('refuses requests that must be counted, and completes earlier ones', async () => {
    const known = fromSomewhere();
    const page = (from: Headers): Promise<Answer> =>
      inTurn(1, 1, (client, url) => client.get(`${url.replace('localhost', '127.0.0.1')}/welcome`, from)).then(
        ([answer]) => answer as Answer,
      );
    expect(await page(known)).toMatchObject({ status: 200 });
    const holding = new pg.Client({ connectionString: tracker.database.adminUrl });
    await holding.connect();
    try {
      await holding.query('BEGIN');
      await holding.query('LOCK TABLE auth.rates');

      const [fresh, again] = await Promise.all([page(fromSomewhere()), page(known)]);

      expect(fresh).toMatchObject({ status: 503, body: { type: '/problems/unavailable' } });
      expect(fresh.headers['retry-after']).toMatch(/^\d+$/);
      expect(again).toMatchObject({ status: 200 });
    } finally {
      await holding.end();
    }
    expect(await page(fromSomewhere())).toMatchObject({ status: 200 });
  });
});

describe('the source address of a request', () => {
  const signIn = (client: Client, forwarded: string): Promise<Answer> =>
    client.post('/sessions', { email: `${Math.random()}@example.gov`, password }, { 'x-forwarded-for': forwarded });

  it('is the address of the connection when no proxy is trusted, whatever the headers claim', async () => {
    const answers = await Promise.all(
      Array.from({ length: attempts + 5 }, (_, index) => signIn(tracker.anonymous(), `203.0.113.${index}`)),
    );

    expect(ofStatus(answers, 401)).toBe(attempts);
    expect(ofStatus(answers, 429)).toBe(5);
  });

  it('is the address that the last trusted proxy reports, ignoring earlier entries', async () => {
    const forged = await inTurn(1, attempts + 5, (client) =>
      signIn(client, `203.0.113.${Math.floor(Math.random() * 255)}, 198.51.100.77`),
    );
    const [another] = await inTurn(1, 1, (client) => signIn(client, '198.51.100.77, 198.51.100.78'));

    expect(ofStatus(forged, 401)).toBe(attempts);
    expect(ofStatus(forged, 429)).toBe(5);
    expect(another).toMatchObject({ status: 401 });
  });
});

describe('a lease of a rate limit', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is used locally, a tenth at a time, and a refusal costs no further query', async () => {
    const asked: number[] = [];
    const store = tracker.app.get(RateLimitStore);
    const counted = {
      acquire: (...[bucket, subject, rate, wanted]: Parameters<RateLimitStore['acquire']>) => {
        asked.push(wanted);
        return store.acquire(bucket, subject, rate, wanted);
      },
    } as RateLimitStore;
    const limits = new Limits(counted);
    const rate = { max: 100, seconds: 86_400 };
    let passed = 0;

    for (let time = 0; time < 300; time += 1) {
      try {
        await limits.consume('test', 'somebody', rate);
        passed += 1;
      } catch (refusal) {
        expect(refusal).toBeInstanceOf(TooManyRequests);
      }
    }

    expect(passed).toBe(100);
    expect(asked).toEqual(Array.from({ length: 11 }, () => 10));
  });

  it('ends with its window, and the next window starts when Retry-After said', async () => {
    const limits = new Limits(tracker.app.get(RateLimitStore));
    const spend = async (): Promise<number> => {
      try {
        await limits.consume('test', 'somebody else', { max: 3, seconds: 3 });
        return 0;
      } catch (refusal) {
        return Number((refusal as TooManyRequests).headers['retry-after']);
      }
    };
    const began = performance.now();
    let seconds = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => began + seconds * 1000);
    await rateClock.advance(1);

    const first = [await spend(), await spend(), await spend(), await spend()];
    seconds = 2;
    const early = await spend();
    await rateClock.advance(2);
    seconds = 4;

    expect(first).toEqual([0, 0, 0, 2]);
    expect(early).toBe(2);
    expect(await spend()).toBe(0);
  });

  it('never exceeds the limit, under concurrent requests', async () => {
    const store = tracker.app.get(RateLimitStore);
    const rate = { max: 95, seconds: 86_400 };

    const leases = await Promise.all(Array.from({ length: 30 }, () => store.acquire('test', 'many', rate, 10)));

    expect(leases.reduce((sum, { count }) => sum + count, 0)).toBe(95);
    expect(leases.filter(({ count }) => count > 0 && count < 10)).toMatchObject([{ count: 5 }]);
  });

  it('is deleted when its window is over', async () => {
    await rateClock.advance(-3600);
    await tracker.app.get(RateLimitStore).acquire('test', 'past', { max: 3, seconds: 1 }, 1);
    await rateClock.advance(3600);
    await tracker.app.get(RateLimitStore).acquire('test', 'present', { max: 3, seconds: 86_400 }, 1);

    await tracker.sql('SELECT auth.delete_rates()');

    const left = await tracker.sql(`SELECT subject FROM auth.rates WHERE subject IN ('past', 'present')`);
    expect(left).toEqual([{ subject: 'present' }]);
  });
});

/** Expects an answer whose Retry-After is the end of a window that had begun at most `elapsed` seconds before. */
function expectTold(answer: Answer, elapsed: number): void {
  const { headers, body } = answer;
  expect(body).toEqual({
    type: '/problems/too-many-requests',
    title: 'You have sent too many requests. Wait and try again.',
    status: 429,
  });
  expect(headers['content-type']).toBe('application/problem+json');
  const after = Number(headers['retry-after']);
  expect(after).toBeGreaterThanOrEqual(60 - Math.ceil(elapsed));
  expect(after).toBeLessThanOrEqual(60);
}

function ask(session: { readonly token: string }): Promise<Answer> {
  return inTurn(1, 1, (client) => client.get('/task-forces?limit=1', { ...bearer(session), ...fromSomewhere() })).then(
    ([answer]) => answer as Answer,
  );
}

async function exhaust(session: { readonly token: string }): Promise<void> {
  await Promise.all(Array.from({ length: requests }, () => ask(session)));
}

async function agencyOf({
  agencyId,
  taskForceId,
}: GivenAccount): Promise<{ id: string; taskForceId: string; name: string }> {
  return Promise.resolve({ id: agencyId ?? '', taskForceId: taskForceId ?? '', name: '' });
}

describe('a rate limit of an identity provider', () => {
  it('is that of its key, and is refused in the form of SCIM', async () => {
    const provider = await providerOf(tracker, given);
    const answers: Answer[] = [];
    for (let sent = 0; sent <= requests; sent += 1) answers.push(await provider.send('GET', '/ResourceTypes'));

    expect(answers.filter(({ status }) => status === 200)).toHaveLength(requests);
    expect(answers.at(-1)).toMatchObject({
      status: 429,
      headers: { 'content-type': 'application/scim+json', 'retry-after': expect.stringMatching(/^\d+$/) },
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '429' },
    });
    expect(await tracker.as(provider.admin).get('/provisioned-users')).toMatchObject({ status: 200 });
  });
});
