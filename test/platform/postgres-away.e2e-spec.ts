import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { urlOfDatabase } from '../../src/platform/database/database-roles.js';
import { OutageLog } from '../../src/platform/logs/outage-log.js';
import { atOnce, type Answer } from '../support/client.js';
import { aTip, Given, type GivenComplaint } from '../support/given.js';
import { startProxiedTracker, type PostgresProxy } from './postgres-proxy.js';
import { password } from '../support/requests.js';
import type { Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

let tracker: Tracker;
let given: Given;
let proxy: PostgresProxy;
let complaint: GivenComplaint;

beforeAll(async () => {
  ({ tracker, proxy } = await startProxiedTracker());
  given = new Given(tracker);
  complaint = await given.complaint();
});
afterEach(() => proxy.back());
afterAll(async () => {
  await tracker.close();
  await proxy.stop();
});

const requests: readonly (readonly [string, () => Promise<Answer>])[] = [
  ['a read', () => tracker.as(complaint.by).get(`/complaints/${complaint.id}`)],
  ['a list', () => tracker.as(complaint.by).get('/complaints')],
  ['a new complaint', () => tracker.as(complaint.by).post('/complaints', aTip)],
  ['a new complaint under a key', () => tracker.as(complaint.by).post('/complaints', aTip, { 'idempotency-key': 'k' })],
  ['a change', () => tracker.as(complaint.by).put(`/suspects/${complaint.id}`, {}, { 'if-match': '"v1"' })],
  ['a sign-in', () => tracker.anonymous().post('/sessions', { email: 'nobody@example.gov', password })],
  ['the readiness probe', () => tracker.anonymous().get(`${tracker.url}/health/ready`)],
];

describe('an unavailable Postgres', () => {
  it.each(requests)('answers %s with 503 and Retry-After', async (_, send) => {
    await proxy.away();

    expectUnavailable(await send());
  });

  it('answers 503 while an administrator closes the database, and recovers when it is opened', async () => {
    await shut(true);
    try {
      expectUnavailable(await tracker.as(complaint.by).get('/complaints'));
      expectUnavailable(await tracker.as(complaint.by).get('/complaints'));
    } finally {
      await shut(false);
    }

    expect(await tracker.as(complaint.by).get('/complaints')).toMatchObject({ status: 200 });
  });

  it('does not fail the liveness check', async () => {
    await proxy.away();

    expect(await tracker.anonymous().get(`${tracker.url}/health/live`)).toMatchObject({ status: 200 });
  });

  it('loses no write, and the service recovers by itself', async () => {
    const { taskForceId } = complaint;
    const before = await complaintsOf(taskForceId);
    await proxy.away();
    for (const { status } of await atOnce(30, () => tracker.as(complaint.by).post('/complaints', aTip))) {
      expect(status).toBe(503);
    }
    await proxy.back();

    const answers = await atOnce(30, () => tracker.as(complaint.by).get(`/complaints/${complaint.id}`));

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await complaintsOf(taskForceId)).toEqual(before);
    expect(await tracker.anonymous().get(`${tracker.url}/health/ready`)).toMatchObject({ status: 200 });
  });
});

describe('a lost connection to Postgres', () => {
  it.each([
    ['cut off', () => proxy.away()],
    ['ended by an administrator', () => endSessions()],
  ])('leaves each request acknowledged and stored, or answered 503, when it is %s', async (_, cut) => {
    const { by, taskForceId } = await given.complaint();
    const before = new Set(await complaintsOf(taskForceId));

    const answers: Answer<{ id: string }>[] = [];
    // Repeats until a request is interrupted, because the speed of the machine is not under test.
    for (let round = 0; round < 25 && answers.every(({ status }) => status === 201); round += 1) {
      const writing = atOnce(60, () => tracker.as(by).post<{ id: string }>('/complaints', aTip));
      await delay(5 + round * 4);
      await cut();
      answers.push(...(await writing));
      await proxy.back();
    }

    const kept = await complaintsOf(taskForceId);
    const acknowledged = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
    const others = answers.filter(({ status }) => status !== 201);
    expect(others.length).toBeGreaterThan(0);
    for (const answer of others) expectUnavailable(answer);
    for (const id of kept.filter((one) => !before.has(one))) expect(await tracker.trailOf(id)).toHaveLength(1);
    expect(await tracker.as(by).get(`/complaints`)).toMatchObject({ status: 200 });
  });

  it('answers 503 when Postgres stops responding, and the service recovers by itself', async () => {
    await atOnce(20, () => tracker.as(complaint.by).get('/complaints'));
    proxy.silent();

    const answers = await Promise.all([...requests, ...requests, ...requests].map(([, send]) => send()));

    for (const answer of answers) expectUnavailable(answer);
    await proxy.back();
    expect(await tracker.as(complaint.by).get('/complaints')).toMatchObject({ status: 200 });
  });
});

describe('old connections that went silent', () => {
  const name = 'task-force-tracker';
  const read = (): Promise<Answer> => tracker.as(complaint.by).get(`/complaints/${complaint.id}`);

  it('are all closed at the first silent statement, so that one request fails and none waits for the read timeout', async () => {
    await atOnce(40, read);
    const old = await backends();
    const refused = jest.spyOn(tracker.app.get(OutageLog), 'recordFailure');
    proxy.silence(name);

    const answers = [await read(), await read(), await read(), ...(await atOnce(20, read))];

    expect(old.length).toBeGreaterThan(4);
    expect(answers.map(({ status }) => status)).toEqual([503, ...Array<number>(22).fill(200)]);
    expect(refused.mock.calls.map(([{ code }]) => code)).toEqual(['CONNECTION_LOST']);
    refused.mockRestore();
  });

  it('are closed while requests hold all of them', async () => {
    await atOnce(40, read);
    proxy.silence(name);

    const held = await atOnce(40, read);
    const after = await atOnce(20, read);

    expect(held.filter(({ status }) => status === 503).length).toBeGreaterThan(4);
    for (const answer of held.filter(({ status }) => status !== 200)) expectUnavailable(answer);
    expect(new Set(after.map(({ status }) => status))).toEqual(new Set([200]));
  });

  it('repeat no change whose confirmation was lost', async () => {
    const { by, taskForceId } = await given.complaint();
    const send = (): Promise<Answer> =>
      tracker.as(by).post('/complaints', aTip, { 'idempotency-key': 'without-confirmation' });
    const before = await complaintsOf(taskForceId);
    await withTrigger('CONSTRAINT TRIGGER spec_slow AFTER', 'DEFERRABLE INITIALLY DEFERRED', 2, async () => {
      const first = send();
      await until(async () => (await backends(`wait_event = 'PgSleep'`)).length === 1);
      proxy.silence(name, 'answers');
      expectUnavailable(await first);
    });
    expect(await complaintsOf(taskForceId)).toHaveLength(before.length + 1);

    expect(await send()).toMatchObject({ status: 201 });

    expect(await complaintsOf(taskForceId)).toHaveLength(before.length + 1);
  });

  it('do not include one whose statement runs, although Postgres takes long', async () => {
    await withTrigger('TRIGGER spec_slow BEFORE', '', 3.5, async () => {
      expect(await tracker.as(complaint.by).post('/complaints', aTip)).toMatchObject({ status: 201 });
    });
  });

  /** Runs work while each new complaint takes these seconds. */
  async function withTrigger(
    kind: string,
    deferral: string,
    seconds: number,
    work: () => Promise<void>,
  ): Promise<void> {
    await tracker.sql(`CREATE FUNCTION app.spec_slow() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(${seconds}); RETURN NEW; END $$`);
    await tracker.sql(
      `CREATE ${kind} INSERT ON app.complaints ${deferral} FOR EACH ROW EXECUTE FUNCTION app.spec_slow()`,
    );
    try {
      await work();
    } finally {
      await tracker.sql('DROP FUNCTION app.spec_slow() CASCADE');
    }
  }

  /** Returns the processes of the server for the connections of the requests. */
  async function backends(condition = 'true'): Promise<number[]> {
    const rows = await tracker.sql<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = '${name}' AND ${condition}`,
    );
    return rows.map(({ pid }) => pid);
  }
});

function expectUnavailable({ status, headers, body }: Answer<unknown>): void {
  expect({ status, body }).toMatchObject({ status: 503, body: { type: '/problems/unavailable' } });
  expect(headers['content-type']).toBe('application/problem+json');
  expect(headers['retry-after']).toMatch(/^[1-9]$/);
}

async function complaintsOf(taskForceId: string): Promise<string[]> {
  const rows = await tracker.sql<{ id: string }>('SELECT id FROM app.complaints WHERE task_force_id = $1', [
    taskForceId,
  ]);
  return rows.map(({ id }) => id);
}

/** Closes the database as an administrator does for a restore: ends sessions and rejects new ones. */
async function shut(isShut: boolean): Promise<void> {
  const admin = new pg.Client({ connectionString: urlOfDatabase(tracker.database.adminUrl, 'postgres') });
  await admin.connect();
  try {
    await admin.query('UPDATE pg_database SET datallowconn = $2 WHERE datname = $1', [tracker.database.name, !isShut]);
    if (isShut) {
      await admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1`, [
        tracker.database.name,
      ]);
    }
  } finally {
    await admin.end();
  }
}

async function endSessions(): Promise<void> {
  await tracker.sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND usename = 'tracker_app'`,
  );
}
