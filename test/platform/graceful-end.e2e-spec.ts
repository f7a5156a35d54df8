import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Client } from '../support/client.js';
import { aTip, Given, type GivenComplaint } from '../support/given.js';
import { balance } from '../support/load-balancer.js';
import { sendInTurn } from '../support/senders.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';

const inFlight = 20;
/** Time between two requests of one sender: four of them send at most 50 requests a second. */
const gapMs = 80;
/** Timeouts of the server, after which it closes an idle connection and one without a body. */
const [keepAliveMs, requestMs] = [72_000, 30_000];

let directory: string;
let tracker: Tracker;
let complaint: GivenComplaint;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-end-'));
  tracker = await startTracker();
  complaint = await new Given(tracker).complaint();
});
afterAll(async () => {
  await tracker.close();
  await rm(directory, { recursive: true, force: true });
});

function started(overrides: Readonly<Record<string, string>> = {}): Promise<TrackerProcess> {
  const { appUrl: DATABASE_URL, authUrl: DATABASE_AUTH_URL } = tracker.database;
  return startProcess(directory, { environment: { DATABASE_URL, DATABASE_AUTH_URL, ...overrides } });
}

interface Sent {
  readonly status: number;
  readonly connection: string;
}

/** Sends a request over the one connection of the agent. */
function send(url: string, method: string, agent: Agent): Promise<Sent> {
  const headers = { authorization: `Bearer ${complaint.by.token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    request(url, { method, agent, headers }, (answer) => {
      answer.resume().on('end', () => {
        resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection ?? '' });
      });
    })
      .on('error', reject)
      .end(method === 'POST' ? JSON.stringify(aTip) : undefined);
  });
}

const portOf = ({ url }: TrackerProcess): number => Number(new URL(url).port);

/** Holds every new complaint in the database until the work is done. */
async function withHeldComplaints(work: () => Promise<void>): Promise<void> {
  const holder = new pg.Client({ connectionString: tracker.database.adminUrl });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE app.complaints IN SHARE MODE');
    await work();
    await holder.query('COMMIT');
  } finally {
    await holder.end();
  }
}

/** Waits until the process accepts no connection, which is so once it has the signal to end. */
function untilRefused(ending: TrackerProcess): Promise<void> {
  return until(
    () =>
      new Promise((resolve) => {
        const socket = connect(portOf(ending), '127.0.0.1');
        socket.once('connect', () => {
          socket.destroy();
          resolve(false);
        });
        socket.once('error', () => {
          resolve(true);
        });
      }),
  );
}

async function untilWaiting(count: number): Promise<void> {
  for (;;) {
    const [row] = await tracker.sql<{ n: number }>('SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted');
    if ((row?.n ?? 0) >= count) return;
    await delay(20);
  }
}

describe('a signal to end', () => {
  it('lets requests under way finish, and ends although their clients keep the connections', async () => {
    const ending = await started({ DATABASE_POOL: String(inFlight + 4) });
    const agents = Array.from({ length: inFlight }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    await Promise.all(agents.map((agent) => send(`${ending.url}/health/live`, 'GET', agent)));
    let sending: Promise<Sent>[] = [];
    let signalled = 0;

    let stopping = Promise.resolve();
    await withHeldComplaints(async () => {
      sending = agents.map((agent) => send(`${ending.url}/api/v1/complaints`, 'POST', agent));
      await untilWaiting(inFlight);
      signalled = performance.now();
      stopping = ending.stop();
      await untilRefused(ending);
    });
    const answers = await Promise.all(sending);
    await stopping;

    expect(performance.now() - signalled).toBeLessThan(keepAliveMs);
    expect(await ending.exitCode).toBe(0);
    expect(answers).toEqual(Array.from({ length: inFlight }, () => ({ status: 201, connection: 'close' })));
    for (const agent of agents) agent.destroy();
  });

  it('closes a connection that has sent nothing before one whose request has begun', async () => {
    const ending = await started();
    const [begun, silent] = [connect(portOf(ending), '127.0.0.1'), connect(portOf(ending), '127.0.0.1')];
    await Promise.all([once(begun, 'connect'), once(silent, 'connect')]);
    begun.write('POST /health/live HTTP/1.1\r\nhost: tracker\r\ncontent-length: 1\r\n\r\n');
    // The server accepts connections in their order, so it has both.
    await send(`${ending.url}/health/live`, 'GET', new Agent());
    const closed: string[] = [];
    const closing = Object.entries({ begun, silent }).map(async ([name, socket]) => {
      socket.on('error', () => undefined).resume();
      await once(socket, 'close');
      closed.push(name);
    });

    await ending.stop();
    await Promise.all(closing);

    expect(closed).toEqual(['silent', 'begun']);
  });

  it('ends although a client sends only the head of a request', async () => {
    const ending = await started();
    const agent = new Agent({ keepAlive: true });
    const silent = request(`${ending.url}/health/live`, { method: 'POST', agent });
    silent.on('error', () => undefined);
    silent.flushHeaders();
    await once(silent, 'socket');
    // The server accepts connections in their order, so it has the head.
    await send(`${ending.url}/health/live`, 'GET', new Agent());
    const signalled = performance.now();

    await ending.stop();

    expect(performance.now() - signalled).toBeLessThan(requestMs);
    agent.destroy();
  });

  it('fails readiness first and serves meanwhile, ending each connection with its answer', async () => {
    const ending = await started({ DRAIN_SECONDS: '5' });
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const live = (): Promise<Sent> => send(`${ending.url}/health/live`, 'GET', agent);
    expect(await live()).toEqual({ status: 200, connection: 'keep-alive' });
    expect((await send(`${ending.url}/health/ready`, 'GET', agent)).status).toBe(200);
    const signalled = performance.now();

    const stopping = ending.stop();
    await until(async () => {
      const { status, connection } = await send(`${ending.url}/health/ready`, 'GET', agent);
      return status === 503 && connection === 'close';
    });

    expect(await live()).toEqual({ status: 200, connection: 'close' });
    const client = new Client(ending.url, { authorization: `Bearer ${complaint.by.token}` });
    const answer = await client.post('/complaints', aTip);
    expect(answer.status).toBe(201);
    expect(answer.headers['connection']).toBe('close');
    await stopping;
    const took = performance.now() - signalled;
    expect(took).toBeGreaterThan(5000);
    expect(took).toBeLessThan(keepAliveMs);
    agent.destroy();
  });
});

describe('a rolling restart of two instances behind a load balancer', () => {
  it('fails no request', async () => {
    const balancer = await balance();
    const joined = async (): Promise<TrackerProcess> => {
      const instance = await started({ DRAIN_SECONDS: '2' });
      balancer.add(instance.url);
      await balancer.whenUsed(instance.url);
      return instance;
    };
    const first = await joined();
    const second = await joined();
    const client = new Client(balancer.url, { authorization: `Bearer ${complaint.by.token}` });
    const statuses: number[] = [];
    const replaced: TrackerProcess[] = [];
    const send = async (sent: number): Promise<void> => {
      const { status } = await (
        sent % 2 === 0 ? client.post('/complaints', aTip) : client.get(`/complaints/${complaint.id}`)
      ).catch(() => ({ status: 0 }));
      statuses.push(status);
    };
    const endings = Array.from({ length: 4 }, () => sendInTurn(send, gapMs));
    const answersOf = async (count: number): Promise<void> => {
      const before = statuses.length;
      await until(() => statuses.length >= before + count);
    };

    for (const instance of [first, second]) {
      await answersOf(25);
      await instance.stop();
      balancer.remove(instance.url);
      replaced.push(await joined());
    }
    await answersOf(25);
    await Promise.all(endings.map((end) => end()));
    await Promise.all(replaced.map((instance) => instance.stop()));
    await balancer.stop();

    expect(statuses.filter((status) => status !== 200 && status !== 201)).toEqual([]);
  });
});
