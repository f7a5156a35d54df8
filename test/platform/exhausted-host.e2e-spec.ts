import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { Agent, request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, type Answer } from '../support/client.js';
import { freePort } from '../support/free-port.js';
import { aTip, Given, type GivenComplaint } from '../support/given.js';
import { startProcess, type Sabotage, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Tracker } from '../support/tracker.js';
import { until } from '../support/until.js';
import { proxyTo, type PostgresProxy } from './postgres-proxy.js';

/** Longer than the timeout of a statement, after which the background jobs fail too. */
const silenceMs = 9000;

/** Lets a process whose output cannot be read say that its start is complete. It answers probes before that. */
const tellsStart: Sabotage = {
  file: '/src/main.js',
  from: 'if (token === null) return;',
  to: `process.stderr.write('complete'); if (token === null) return;`,
};

/** The limits of a running process are set by prlimit(1), and /dev/full is a device of Linux. */
const describeOnLinux = process.platform === 'linux' ? describe : describe.skip;

let directory: string;
let tracker: Tracker;
let complaint: GivenComplaint;
let proxy: PostgresProxy;
let serving: TrackerProcess | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-exhausted-'));
  tracker = await startTracker();
  complaint = await new Given(tracker).complaint();
  proxy = await proxyTo(tracker.database.appUrl);
});
afterEach(async () => {
  await proxy.back();
  await serving?.stop();
  serving = undefined;
});
afterAll(async () => {
  await proxy.stop();
  await tracker.close();
  await rm(directory, { recursive: true, force: true });
});

async function started(stdout: string, overrides: Readonly<Record<string, string>> = {}): Promise<TrackerProcess> {
  const { appUrl, authUrl } = tracker.database;
  const environment = {
    PORT: String(await freePort()),
    LOG_LEVEL: 'log',
    LOG_ERROR_CAUSES: 'omit',
    DATABASE_URL: proxy.through(appUrl),
    DATABASE_AUTH_URL: proxy.through(authUrl),
    ...overrides,
  };
  const started = await startProcess(directory, { environment, stdout, sabotage: tellsStart });
  serving = started;
  await until(() => started.output().err.includes('complete'), started.output);
  return started;
}

/** Sends reads and writes while the database is silent. */
async function answersInSilence({ url }: TrackerProcess): Promise<Answer[]> {
  const client = new Client(url, { authorization: `Bearer ${complaint.by.token}` });
  const sending: Promise<Answer>[] = [];
  proxy.silent();
  const until = performance.now() + silenceMs;
  while (performance.now() < until) {
    sending.push(client.get('/complaints'), client.post('/complaints', aTip), client.get(`${url}/health/ready`));
    sending.push(client.post('/complaints', aTip, { 'idempotency-key': `k${sending.length}` }));
    await delay(250);
  }
  const answers = await Promise.all(sending).catch(async (fault: unknown) => {
    throw new Error(`It ended with ${String(await serving?.exitCode)}: ${serving?.output().err ?? ''}`, {
      cause: fault,
    });
  });
  await proxy.back();
  return answers;
}

function expectUnavailable({ status, headers, body, text: sent }: Omit<Answer, 'etag'>): void {
  expect({ status, body, type: headers['content-type'] }).toEqual({
    status: 503,
    body: { type: '/problems/unavailable', title: expect.any(String), status: 503 },
    type: 'application/problem+json',
  });
  expect(headers['retry-after']).toMatch(/^[1-9]\d*$/);
  expect(sent).not.toMatch(/EMFILE|ENOSPC|EFBIG|open files|no space/i);
}

async function expectWell(url: string): Promise<void> {
  const client = new Client(url, { authorization: `Bearer ${complaint.by.token}` });
  await until(async () => (await client.post('/complaints', aTip)).status === 201);
  expect(await client.post('/complaints', aTip)).toMatchObject({ status: 201 });
}

/** Sets the soft limits of a running process. */
async function limit({ pid }: TrackerProcess, ...limits: readonly string[]): Promise<void> {
  await promisify(execFile)('prlimit', ['--pid', String(pid), ...limits]);
}

/** Limits a log that grows to its present size and less than a line, and returns the limit. */
async function limitFile(writer: TrackerProcess, file: string): Promise<number> {
  for (;;) {
    const size = (await stat(file)).size + 100;
    await limit(writer, `--fsize=${size}:`);
    // A line may have come between the reading of the size and the limit.
    if ((await stat(file)).size <= size) return size;
  }
}

describeOnLinux('a tracker whose log is on a full disk', () => {
  it('answers every request with a problem while the database is silent, and continues', async () => {
    const full = await started('/dev/full');

    for (const answer of await answersInSilence(full)) expectUnavailable(answer);

    expect(await Promise.race([full.exitCode, delay(500, 'alive')])).toBe('alive');
    await expectWell(full.url);
  });

  it('writes the held lines when the disk has space again, and states how many were lost', async () => {
    const file = join(directory, 'log');
    const full = await started(file);
    const client = new Client(full.url, { authorization: `Bearer ${complaint.by.token}` });
    await client.get('/complaints');
    const size = await limitFile(full, file);

    const ids: string[] = [];
    // More than the 1 MiB that is held, at some 250 bytes a line.
    for (let round = 0; round < 300; round += 1)
      ids.push(...(await Promise.all(Array.from({ length: 20 }, () => idOfAnswer(client)))));
    expect((await stat(file)).size).toBe(size);
    await limit(full, '--fsize=unlimited:');
    const lines = await linesWith(file, 'lost');

    const [loss] = lines.filter((line) => 'lost' in line);
    const logged = new Set(lines.map(({ requestId }) => requestId));
    const lost = ids.filter((id) => !logged.has(id)).length;
    expect(loss).toMatchObject({ level: 'error', context: 'Log', lost: expect.any(Number) });
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThan(ids.length);
    expect(loss?.['lost']).toBe(lost);
  });
});

async function idOfAnswer(client: Client): Promise<string> {
  const { status, headers } = await client.get('/nowhere');
  expect(status).toBe(404);
  return headers['x-request-id'] ?? '';
}

/** Returns the lines of the log once one has this field. Each line is whole. */
async function linesWith(file: string, field: string): Promise<Readonly<Record<string, unknown>>[]> {
  let log = '';
  await until(async () => {
    log = await readFile(file, 'utf8');
    return log.includes(`"${field}":`) && log.endsWith('\n');
  });
  return log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describeOnLinux('a tracker without free file descriptors', () => {
  it('answers 503 where it needs one, and works again when some are free', async () => {
    const poor = await started(join(directory, 'descriptors'), { DATABASE_POOL: '40' });
    const { url, pid } = poor;
    const agents = Array.from({ length: 30 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    const send = (agent: Agent, method: string, path: string): Promise<Omit<Answer, 'etag'>> =>
      sent(`${url}${path}`, method, agent);
    await Promise.all(agents.map((agent) => send(agent, 'GET', '/health/live')));
    const open = (await readdir(`/proc/${pid}/fd`)).length;
    await limit(poor, `--nofile=${open}:`);

    const answers = await Promise.all(agents.map((agent) => send(agent, 'POST', '/api/v1/complaints')));
    await limit(poor, '--nofile=1024:');

    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) expectUnavailable(answer);
    for (const agent of agents) agent.destroy();
    await expectWell(url);
  });
});

function sent(url: string, method: string, agent: Agent): Promise<Omit<Answer, 'etag'>> {
  const headers = { authorization: `Bearer ${complaint.by.token}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, agent, headers }, (answer: IncomingMessage) => {
      text(answer).then((body) => {
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers as Record<string, string>,
          body: JSON.parse(body) as Record<string, unknown>,
          text: body,
        });
      }, reject);
    });
    asking.on('error', reject);
    asking.end(method === 'POST' ? JSON.stringify(aTip) : undefined);
  });
}
