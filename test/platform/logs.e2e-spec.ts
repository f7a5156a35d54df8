import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entraUser, providerOf } from '../organization/provisioning-fixtures.js';
import { Client, type Answer } from '../support/client.js';
import { aTip, Given, type GivenComplaint } from '../support/given.js';
import { sendRaw } from '../support/raw.js';
import { startProcess, type Sabotage, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Tracker } from '../support/tracker.js';

const told = 'zq-told-by-a-caller';

let directory: string;
let tracker: Tracker;
let complaint: GivenComplaint;
let logging: TrackerProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-logs-'));
  tracker = await startTracker();
  complaint = await new Given(tracker).complaint();
  logging = await started('log');
});
afterAll(async () => {
  await logging.stop();
  await tracker.close();
  await rm(directory, { recursive: true, force: true });
});

function started(level: string, overrides: Readonly<Record<string, string>> = {}): Promise<TrackerProcess> {
  const { appUrl: DATABASE_URL, authUrl: DATABASE_AUTH_URL } = tracker.database;
  const environment = { LOG_LEVEL: level, LOG_ERROR_CAUSES: 'omit', DATABASE_URL, DATABASE_AUTH_URL, ...overrides };
  return startProcess(directory, { environment });
}

type Line = Readonly<Record<string, unknown>>;

/** Returns the JSON lines of its log. Lines of the start are plain text. */
function linesOf({ output }: TrackerProcess): Line[] {
  return output()
    .out.split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line)
    .filter(({ message }) => !isOfRelease(message));
}

/** The warning about an outdated Postgres depends on the machine (test/platform/postgres-versions.e2e-spec.ts). */
function isOfRelease(message: unknown): boolean {
  return (
    typeof message === 'string' && /^Postgres [\d.]+ has known security faults that are corrected in /.test(message)
  );
}

async function lineOf(requestId: string | undefined): Promise<Line | undefined> {
  for (let wait = 0; wait < 3000; wait += 1) {
    const lines = linesOf(logging).filter((line) => line['requestId'] === requestId && line['level'] === 'info');
    expect(lines.length).toBeLessThan(2);
    if (lines[0]) return lines[0];
    await delay(20);
  }
  return undefined;
}

describe('a successful request', () => {
  it('logs a line with the account and route, without the record', async () => {
    const { by, id } = complaint;
    const client = new Client(logging.url, { authorization: `Bearer ${by.token}` });

    const answer = await client.get(`/complaints/${id}?limit=${told}`);
    const right = await client.get(`/complaints/${id}`);

    expect(right.status).toBe(200);
    expect(await lineOf(right.headers['x-request-id'])).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: 'info',
      context: 'Request',
      requestId: right.headers['x-request-id'],
      method: 'GET',
      route: '/api/v1/complaints/:id',
      status: 200,
      ms: expect.any(Number),
      accountId: by.accountId,
      taskForceId: by.taskForceId,
    });
    expect(await lineOf(answer.headers['x-request-id'])).toMatchObject({ route: '/api/v1/complaints/:id' });
  });
});

describe('a request of an identity provider', () => {
  it('logs no address, neither of its query nor of its body', async () => {
    const address = `${told}@example.gov`;
    const { key } = await providerOf(tracker, new Given(tracker));
    const client = new Client(logging.url, { authorization: `Bearer ${key.token}` });
    const filter = encodeURIComponent(`userName eq "${address}"`);

    const answers = [
      await client.post('/scim/Users', entraUser({ userName: address })),
      await client.post('/scim/Users', entraUser({ userName: address })),
      await client.get(`/scim/Users?filter=${filter}`),
      await client.get(`/scim/Users?filter=${filter} or ${filter}`.replaceAll(' ', '%20')),
      await client.post('/scim/Users/.search', { filter: `userName eq "${address}"` }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([201, 409, 200, 400, 200]);
    for (const { headers } of answers)
      expect(await lineOf(headers['x-request-id'])).toMatchObject({ route: expect.stringMatching(/scim\/Users/) });
    expect(JSON.stringify(linesOf(logging))).not.toContain(told);
  });
});

describe('a refused request', () => {
  const as = (): Client => new Client(logging.url, { authorization: `Bearer ${complaint.by.token}` });
  const long = 'x'.repeat(70_000);

  it.each<[number, string, string | null, () => Promise<Answer>]>([
    [400, 'malformed-request', '/api/v1/complaints', () => as().post('/complaints', `{"narrative":"${told}`)],
    [401, 'not-signed-in', '/api/v1/complaints', () => new Client(logging.url, {}).get('/complaints')],
    [403, 'forbidden', '/api/v1/agencies', () => as().post('/agencies', { name: told })],
    [404, 'not-found', null, () => as().get(`/complaints/${told}/${told}`)],
    [405, 'method-not-allowed', null, () => as().send('PATCH', `/complaints/${complaint.id}`, {})],
    [413, 'content-too-large', '/api/v1/complaints', () => as().post('/complaints', { narrative: long })],
    [
      415,
      'unsupported-media-type',
      '/api/v1/complaints',
      () => as().post('/complaints', told, { 'content-type': 'text/plain' }),
    ],
    [422, 'invalid-input', '/api/v1/complaints', () => as().post('/complaints', { ...aTip, source: told })],
    [400, 'malformed-request', null, () => as().get(`/complaints/%zz${told}`)],
  ])('logs its own line: %i, %s', async (status, problem, route, send) => {
    const answer = await send();

    const line = await lineOf(answer.headers['x-request-id']);
    expect(answer.status).toBe(status);
    expect(line).toMatchObject({ status, problem });
    expect(line?.['route'] ?? null).toBe(route);
  });

  it('logs a line for malformed HTTP, without its content', async () => {
    const { headers } = await sendRaw(logging.url, `GET /${told} HTTP/9.9\r\n\r\n`);

    expect(await lineOf(headers['x-request-id'])).toMatchObject({ status: 400, problem: 'malformed-request' });
    expect(JSON.stringify(linesOf(logging))).not.toContain(told);
  });
});

describe('a log level above the request line', () => {
  it('logs no request', async () => {
    const quiet = await started('warn');
    const client = new Client(quiet.url, { authorization: `Bearer ${complaint.by.token}` });
    await client.get('/complaints');
    await client.get('/nowhere');
    await delay(100);
    await quiet.stop();

    expect(linesOf(quiet)).toEqual([]);
    expect(quiet.output().err).toBe('');
  });
});

describe('the log outside production', () => {
  const suspect = { offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01', givenName: told };

  async function linesWhile(level: string, broken: string, mended: string): Promise<Line[]> {
    const developing = await started(level, { LOG_ERROR_CAUSES: 'include' });
    const client = new Client(developing.url, { authorization: `Bearer ${complaint.by.token}` });
    await tracker.sql(broken);
    await client.post('/suspects', { ...suspect, complaintId: complaint.id });
    await tracker.sql(mended);
    await developing.stop();
    return linesOf(developing).filter((line) => 'cause' in line);
  }

  it('has the cause of a 500: message, SQLSTATE, statement and stack, without sent values', async () => {
    const lines = await linesWhile(
      'warn',
      'ALTER TABLE app.suspects RENAME TO elsewhere',
      'ALTER TABLE app.elsewhere RENAME TO suspects',
    );

    expect(lines).toMatchObject([
      {
        level: 'error',
        problem: 'internal-error',
        route: '/api/v1/suspects',
        sqlState: '42P01',
        cause: {
          message: 'QueryFailedError: relation "app.suspects" does not exist',
          sqlState: '42P01',
          statement: expect.stringMatching(/\bapp"?\."?suspects\b[^]*\$1/),
          stack: expect.arrayContaining([expect.stringMatching(/^at .*suspects\.service/)]),
        },
      },
    ]);
    expect(JSON.stringify(lines)).not.toContain(told);
  });

  it('has at debug level the reason for which the database refused validated input', async () => {
    const lines = await linesWhile(
      'debug',
      `ALTER TABLE app.suspects ADD CONSTRAINT odd CHECK (given_name <> '${told}') NOT VALID`,
      'ALTER TABLE app.suspects DROP CONSTRAINT odd',
    );

    expect(lines).toMatchObject([
      { level: 'debug', status: 422, sqlState: '23514', cause: { constraint: 'odd', table: 'suspects' } },
    ]);
    expect(JSON.stringify(lines)).not.toContain(told);
  });
});

describe('a background failure', () => {
  const inserted = (statement: string): Sabotage => ({
    file: '/src/main.js',
    from: 'if (token === null) return;',
    to: `setTimeout(() => { ${statement} }, 1500);\nif (token === null) return;`,
  });

  it.each([
    ['an error', `throw new TypeError('${told}');`],
    ['a rejected promise', `void Promise.reject(new TypeError('${told}'));`],
  ])('%s is logged without its message, and the tracker stops in order', async (_, statement) => {
    const broken = await startProcess(directory, {
      environment: {
        LOG_LEVEL: 'warn',
        LOG_ERROR_CAUSES: 'omit',
        DATABASE_URL: tracker.database.appUrl,
        DATABASE_AUTH_URL: tracker.database.authUrl,
      },
      sabotage: inserted(statement),
    });

    expect(await broken.exitCode).toBe(70);
    expect(linesOf(broken)).toMatchObject([
      { level: 'fatal', context: 'Tracker', error: 'TypeError', at: expect.arrayContaining([expect.any(String)]) },
    ]);
    const { out, err } = broken.output();
    expect(`${out}${err}`).not.toContain(told);
  });
});
