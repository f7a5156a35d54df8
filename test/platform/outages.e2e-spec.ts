import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '../support/client.js';
import { aTip, Given, type GivenComplaint } from '../support/given.js';
import { sendInTurn } from '../support/senders.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';
import { expectTurned, watchReadiness, watchTurn, type Watched } from '../support/watched-readiness.js';
import { proxyTo, type PostgresProxy } from './postgres-proxy.js';

const outageMs = 4000;
const perSecond = 50;

let directory: string;
let tracker: Tracker;
let complaint: GivenComplaint;
let proxy: PostgresProxy;
let serving: TrackerProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-outages-'));
  tracker = await startTracker();
  await tracker.sql('CREATE SCHEMA spec; GRANT USAGE ON SCHEMA spec TO tracker_app');
  complaint = await new Given(tracker).complaint();
  proxy = await proxyTo(tracker.database.appUrl);
  serving = await start();
});
afterEach(() => proxy.back());
afterAll(async () => {
  await serving.stop();
  await proxy.stop();
  await tracker.close();
  await rm(directory, { recursive: true, force: true });
});

function start(): Promise<TrackerProcess> {
  const { appUrl, authUrl } = tracker.database;
  return startProcess(directory, {
    environment: {
      LOG_LEVEL: 'log',
      LOG_ERROR_CAUSES: 'omit',
      DATABASE_URL: proxy.through(appUrl),
      DATABASE_AUTH_URL: proxy.through(authUrl),
    },
  });
}

type Line = Readonly<Record<string, unknown>>;

function linesOf(): Line[] {
  return serving
    .output()
    .out.split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
}

async function lineWith(message: string, after: number): Promise<Line> {
  return lineThat((line) => line['message'] === message, after);
}

async function lineThat(fits: (line: Line) => boolean, after = 0): Promise<Line> {
  let found: Line | undefined;
  await until(() => (found = linesOf().slice(after).find(fits)) !== undefined);
  return found as Line;
}

const client = (): Client => new Client(serving.url, { authorization: `Bearer ${complaint.by.token}` });
const statusOfProbe = async (): Promise<number> => (await client().get(`${serving.url}/health/ready`)).status;

const turnedTo = (status: number, perSecond = 10): Promise<Watched> =>
  watchTurn(client(), serving.url, status, perSecond);
const statusesOf = ({ writes }: Watched): Set<number> => new Set(writes.map(({ status }) => status));

/** Ends the connections, and waits until the pool has noticed and no earlier result of readiness is reused. */
async function endConnections(): Promise<void> {
  await tracker.sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'tracker_app'`,
  );
  await delay(1200);
}

/** Waits for the end of an outage of an earlier test. */
async function untilCalm(): Promise<void> {
  for (;;) {
    const last = linesOf().findLast(({ context }) => context === 'Outage');
    if (last === undefined || last['message'] === 'Requests succeed again.') return;
    await client().get('/complaints');
    await delay(200);
  }
}

describe('readiness while writes fail', () => {
  it('fails without flapping while every change fails, and recovers with the first that is kept', async () => {
    expect(await statusOfProbe()).toBe(200);
    // The state of a full disk for this table alone, which no check of readiness writes.
    await tracker.sql(`CREATE FUNCTION spec.full_disk() RETURNS boolean LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
    await tracker.sql('ALTER TABLE app.complaints ADD CONSTRAINT full_disk CHECK (spec.full_disk()) NOT VALID');
    // The entries of audited reads are kept meanwhile.
    const endReading = sendInTurn(() => client().get(`/complaints/${complaint.id}/timeline`), 100);
    const failing = await turnedTo(503);
    const reads = await endReading();
    await tracker.sql('ALTER TABLE app.complaints DROP CONSTRAINT full_disk');
    const recovered = await turnedTo(200);

    expect(new Set(reads.map(({ status }) => status))).toEqual(new Set([200]));
    expect(statusesOf(failing)).toEqual(new Set([503]));
    expectTurned(failing, 503);
    expect(statusesOf(recovered)).toEqual(new Set([201]));
    expectTurned(recovered, 200);
  });

  it('fails without any traffic when the disk of the data takes no write, and checks it once a second', async () => {
    expect(await statusOfProbe()).toBe(200);
    const before = linesOf().length;
    await tracker.sql('CREATE SEQUENCE spec.checks; GRANT USAGE ON spec.checks TO tracker_app');
    await tracker.sql(`CREATE OR REPLACE FUNCTION app.check_disk_space(bytes integer) RETURNS bigint LANGUAGE plpgsql AS $$
      BEGIN PERFORM nextval('spec.checks'); PERFORM spec.full_disk(); RETURN 0; END $$`);
    const began = performance.now();
    const failing = await turnedTo(503, 0);
    const seconds = (performance.now() - began) / 1000;
    const checks = await tracker.sql<{ count: number }>('SELECT last_value::int AS count FROM spec.checks');
    await tracker.sql(await readFile('database/app/functions/check_disk_space.sql', 'utf8'));
    const recovered = await turnedTo(200, 0);

    expectTurned(failing, 503);
    expectTurned(recovered, 200);
    expect(linesOf().slice(before)).toContainEqual(
      expect.objectContaining({ unready: expect.arrayContaining(['disk']) }),
    );
    // Each of the ten probes a second would check without the limit. A busy machine may add some checks around the watch.
    expect(checks[0]?.count).toBeLessThanOrEqual(2 * Math.ceil(seconds) + 5);
  });

  it('succeeds when a limit of temporary files prevents the check of the disk', async () => {
    const { name } = tracker.database;
    const before = linesOf().length;
    // A session gets the limit when it begins.
    await tracker.sql(`ALTER DATABASE ${name} SET temp_file_limit = '64kB'`);
    await endConnections();
    const { probes } = await watchReadiness(client(), serving.url, 1500, 0);
    await tracker.sql(`ALTER DATABASE ${name} RESET temp_file_limit`);
    await endConnections();

    expect(new Set(probes.map(({ status }) => status))).toEqual(new Set([200]));
    const line = linesOf()
      .slice(before)
      .find(({ message }) => message === 'A write of the readiness check failed.');
    expect(line).toMatchObject({ sqlState: '53400' });
  });
});

describe('the log', () => {
  // A job that has failed in an earlier test logs nothing for a minute.
  beforeAll(async () => {
    await serving.stop();
    serving = await start();
  });

  it('has few lines of an outage at fifty requests a second, with its duration and the failures of the jobs', async () => {
    const before = linesOf().length;
    const sending: Promise<number>[] = [];
    let firstAnswerAt = Infinity;
    let lastSentAt = 0;
    const began = performance.now();
    await proxy.away();
    while (performance.now() - began < outageMs || sending.length <= 100) {
      const sent = sending.length % 2 === 0 ? client().post('/complaints', aTip) : client().get('/complaints');
      lastSentAt = performance.now();
      sending.push(
        sent.then(({ status }) => {
          firstAnswerAt = Math.min(firstAnswerAt, performance.now());
          return status;
        }),
      );
      await delay(1000 / perSecond);
    }
    const statuses = await Promise.all(sending);
    await lineThat(({ context }) => context === 'TrailSequencer', before);
    await proxy.back();
    expect((await client().get('/complaints')).status).toBe(200);
    const ended = performance.now();
    const end = await lineWith('Requests succeed again.', before);

    const lines = linesOf().slice(before);
    expect(statuses.length).toBeGreaterThan(100);
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect(lines.length).toBeLessThan(20);
    const [start] = lines.filter(({ context }) => context === 'Outage');
    expect(start).toMatchObject({ level: 'warn', message: 'Requests are refused with 503.', code: expect.any(String) });
    expect(end['refused']).toBe(statuses.length);
    expect(end['since']).toBe(start?.['since']);
    // It begins before the first answer, and ends after the last request.
    expect(end['seconds']).toBeGreaterThanOrEqual((lastSentAt - firstAnswerAt) / 1000 - 1);
    expect(end['seconds']).toBeLessThanOrEqual((ended - began) / 1000 + 1);
    const ofJob = lines.filter(({ context }) => context === 'TrailSequencer');
    expect(ofJob).toMatchObject([
      { level: 'warn', code: expect.any(String), since: expect.stringMatching(/^\d{4}-/), failures: 1 },
    ]);
  });

  it('has few lines while Postgres gives no answer, and none of a refused request', async () => {
    await untilCalm();
    const before = linesOf().length;
    proxy.silent();
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async (_, count) => {
        await delay(count * 20);
        return (await client().post('/complaints', aTip)).status;
      }),
    );
    await proxy.back();
    await untilCalm();

    const lines = linesOf()
      .slice(before)
      .filter(({ level }) => level !== 'info');
    const ofOutage = lines.filter(({ context }) => context === 'Outage');
    expect(new Set(statuses)).toEqual(new Set([503]));
    expect(lines.length).toBeLessThan(10);
    expect(lines.filter(({ status }) => status === 503)).toEqual([]);
    expect(ofOutage).toMatchObject([{ message: 'Requests are refused with 503.' }, { refused: expect.any(Number) }]);
    expect(ofOutage[1]?.['refused']).toBeGreaterThanOrEqual(statuses.length);
  });

  it('does not count probes as requests of an outage', async () => {
    await untilCalm();
    const before = linesOf().length;
    await proxy.away();
    expect(await statusOfProbe()).toBe(503);
    expect(await statusOfProbe()).toBe(503);
    const away = linesOf().slice(before);
    expect((await client().get('/complaints')).status).toBe(503);
    await proxy.back();
    while ((await statusOfProbe()) !== 200) await delay(50);
    await delay(7000);
    const back = linesOf().slice(before);
    await untilCalm();

    const messages = (lines: readonly Line[]): unknown[] =>
      lines.filter(({ context }) => context === 'Outage').map(({ message }) => message);
    const unready = away.filter((line) => 'unready' in line);
    expect(unready).toMatchObject([{ unready: ['database'], code: expect.any(String) }]);
    expect(messages(away)).toEqual([]);
    expect(messages(back)).toEqual(['Requests are refused with 503.']);
  });

  it('marks a slow request', async () => {
    await tracker.sql(`CREATE FUNCTION spec.slow() RETURNS boolean LANGUAGE plpgsql AS $$
      BEGIN PERFORM pg_sleep(2.1); RETURN true; END $$`);
    await tracker.sql('ALTER TABLE app.complaints ADD CONSTRAINT slow CHECK (spec.slow()) NOT VALID');
    const { status, headers } = await client().post('/complaints', aTip);
    await tracker.sql('ALTER TABLE app.complaints DROP CONSTRAINT slow');

    expect(status).toBe(201);
    const line = await lineThat(({ requestId }) => requestId === headers['x-request-id']);
    expect(line).toMatchObject({ level: 'warn', status: 201, slow: true, route: '/api/v1/complaints' });
  });
});

describe('a start', () => {
  it('connects again where Postgres does not answer a connection in time', async () => {
    const { appUrl, authUrl } = tracker.database;
    proxy.ignoreNext('task-force-tracker');

    const started = await startProcess(directory, {
      environment: { DATABASE_URL: proxy.through(appUrl), DATABASE_AUTH_URL: proxy.through(authUrl) },
    });
    await started.stop();

    expect(started.output().out).toContain('"context":"TypeOrmModule"');
  });
});
