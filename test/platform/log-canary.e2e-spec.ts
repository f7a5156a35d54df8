import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyTypes, textFieldsOf } from './bodies.js';
import { Client, type Answer, type Headers } from '../support/client.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import type { AccountOver, GivenAccount, GivenAgency } from '../support/people.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { sendRaw, type RawAnswer } from '../support/raw.js';
import { password, validRequests, setPassword, type ValidRequest } from '../support/requests.js';
import { times } from '../support/times.js';
import { startProcess, type TrackerProcess } from '../support/tracker-process.js';
import { startTracker, type Route, type Tracker } from '../support/tracker.js';

/** Part of every name, text, address, password and token that is sent. */
const canary = 'zqcanary7f3a';
const narrative = `A boy met ${canary}.`;
const token = `${canary}${randomBytes(32).toString('base64url')}`.slice(0, 43);

/** Every route gets its valid request, and every n-th the invalid ones. */
const stride = times('CANARY_STRIDE', { api: 6, long: 1 });

interface Seen {
  readonly what: string;
  readonly text: string;
}

let directory: string;
let tracker: Tracker;
let given: Given;
let logging: TrackerProcess;
let place: Fixtures;
let agency: GivenAgency;
const senders: GivenAccount[] = [];
let texts: ReadonlyMap<string, readonly string[]>;
const seen: Seen[] = [];

/** Seats that together have every permission. */
const seats = [
  { role: 'investigator', seat: 'agency' },
  { role: 'supervisor', seat: 'task_force' },
  { role: 'admin', seat: 'national' },
  { role: 'auditor', seat: 'task_force' },
] as const satisfies readonly AccountOver[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tracker-canary-'));
  tracker = await startTracker();
  given = new Given(tracker);
  agency = await given.agency({ name: `${canary} Police` });
  place = await createFixtures(given, agency);
  texts = new Map([...bodyTypes(tracker.app)].map(([route, type]) => [route, textFieldsOf(type)]));
  const { appUrl: DATABASE_URL, authUrl: DATABASE_AUTH_URL } = tracker.database;
  // These levels log everything allowed with real records, which is more than production logs; error causes stay
  // omitted.
  const environment = { LOG_LEVEL: 'verbose', LOG_ERROR_CAUSES: 'omit', DATABASE_URL, DATABASE_AUTH_URL };
  logging = await startProcess(directory, { environment });
});
afterAll(async () => {
  await logging.stop();
  await tracker.close();
  await rm(directory, { recursive: true, force: true });
});

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

async function sent(
  account: GivenAccount | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Headers = {},
): Promise<void> {
  const client = new Client(logging.url, account ? { authorization: `Bearer ${account.token}` } : {});
  remember(`${method} ${path}`, await client.send(method, `${logging.url}${path}`, body, headers));
}

/** A pointer may contain the name of the member that its caller sent. */
function remember(what: string, { status, headers, text }: Answer | RawAnswer): void {
  const told = status >= 400 ? text.replaceAll(/"pointer":"[^"]*"/g, '') : '';
  seen.push({ what: `${what.slice(0, 60)} ${status}`, text: `${JSON.stringify(headers)} ${told}` });
}

async function sendRight(route: Route, right: ValidRequest, sender: GivenAccount): Promise<void> {
  const body = await right.body?.(place, sender, tracker);
  const fields = texts.get(nameOf({ ...route, path: route.path.replace('/api/v1', '') })) ?? [];
  for (const field of fields) fill(body, field.split('/').slice(1));
  await sent(sender, route.method, pathOf(route, right), body, { 'if-match': '"v1"' });
}

function fill(within: unknown, [name = '', ...deeper]: readonly string[]): void {
  if (typeof within !== 'object' || within === null) return;
  const fields = within as Record<string, unknown>;
  if (Array.isArray(within)) for (const one of within) fill(one, [name, ...deeper]);
  else if (deeper.length > 0) fill(fields[name], deeper);
  else fields[name] = narrative;
}

/** Creates an account with its own session, which a route may end, and the canary in its name and address. */
async function accountLike({ role, seat }: (typeof seats)[number], hasPassword = false): Promise<GivenAccount> {
  const account = await given.account({
    role,
    ...(seat === 'agency' ? { agency } : { seat, taskForceId: agency.taskForceId }),
    name: `${canary} ${role}`,
    email: `${canary}-${randomBytes(8).toString('hex')}@example.gov`,
  });
  if (hasPassword) await setPassword(tracker, account.accountId, { withoutPepper: true });
  senders.push(account);
  return account;
}

function pathOf({ path }: Route, right: ValidRequest): string {
  return right.path?.(place) ?? path.replace(':id', right.of ? place[right.of] : '');
}

async function sendWrong(route: Route, right: ValidRequest, sender: GivenAccount): Promise<void> {
  const { method } = route;
  const path = pathOf(route, right);
  const send = (at: string, body?: unknown, headers?: Headers): Promise<void> =>
    sent(sender, method, at, body, headers);
  const [plain, query] = path.split('?');
  await send(route.path.replace(/:\w+/g, canary));
  await send(`${plain ?? ''}/${canary}`);
  await send(`${plain ?? ''}/%ff${canary}`);
  await send(`${plain ?? ''}/${canary.repeat(40)}`);
  await send(`${plain ?? ''}?${query ?? ''}&limit=${canary}&cursor=${canary}&${canary}=${canary}&from=${canary}`);
  await sent(sender, 'PATCH', path, { [canary]: canary });
  await sent(null, method, path, undefined, { authorization: `Bearer ${token}`, cookie: `localhost-session=${token}` });
  await sent(null, method, path, undefined, { cookie: `localhost-session=${sender.token}`, 'x-csrf-token': token });
  await send(path, undefined, { 'if-match': canary, 'idempotency-key': `${canary} ${canary}`, 'x-request-id': canary });
  await send(path, undefined, { accept: canary, 'user-agent': canary, referer: `https://x/${canary}`, origin: canary });
  if (method === 'GET') return;
  const whole = { email: `${canary}@example.gov`, password: `${canary} ${password}`, token, name: canary, narrative };
  for (const body of [
    `{"narrative": "${canary}`,
    `"${canary}"`,
    JSON.stringify([canary]),
    `{"${canary}": "${canary}", "${canary}": 1}`,
    JSON.stringify(whole),
    JSON.stringify(Object.fromEntries(Object.keys(whole).map((field) => [field, { [canary]: [canary] }]))),
    JSON.stringify({ narrative: canary.repeat(5000) }),
    JSON.stringify({ narrative: canary.repeat(9000) }),
    JSON.stringify({ narrative: `${canary}\u0000` }),
    Buffer.concat([Buffer.from(`{"narrative":"${canary}`), Buffer.of(0xff), Buffer.from('"}')]),
  ]) {
    await send(path, body, { 'if-match': '"v1"' });
  }
  await send(path, canary, { 'content-type': `text/${canary}` });
  await send(path, JSON.stringify(whole), { 'content-encoding': canary });
}

function needles(): string[] {
  return [canary, password, ...senders.flatMap((sender) => [sender.token, sender.email])];
}

function hitsIn(text: string): string[] {
  return needles().filter((needle) => text.includes(needle));
}

async function postgresLog(): Promise<string> {
  const [row] = await tracker.sql<{ log: string }>(
    `SELECT string_agg(pg_read_file(current_setting('log_directory') || '/' || name), '') AS log FROM pg_ls_logdir()`,
  );
  return row?.log ?? '';
}

/** Runs the work on a few items at a time, to leave capacity to other processes. */
async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const next = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 6 }, next));
}

describe('personal data', () => {
  it('that was sent through every route appears in no log, error or URL', async () => {
    const routes = tracker.routes.filter(({ method }) => method !== 'HEAD');
    await inTurns([...routes.entries()], async ([at, route]) => {
      const right = validRequests[nameOf(route)] ?? {};
      for (const like of seats) await sendRight(route, right, await accountLike(like, right.isOfSender));
      if (at % stride > 0) return;
      await sendWrong(route, right, await accountLike({ role: 'supervisor', seat: 'task_force' }));
    });
    await sendBroken();
    await whileBroken();
    for (const probe of ['/health/live', '/health/ready']) {
      const health = await fetch(`${logging.url}${probe}`);
      seen.push({ what: probe, text: await health.text() });
    }
    // Its end has written the last lines.
    await logging.stop();

    const { out, err } = logging.output();
    const lines = out.split('\n').filter((line) => line.startsWith('{'));
    // Logging was enabled and complete.
    expect(lines.filter((line) => line.includes('"requestId"')).length).toBeGreaterThanOrEqual(seen.length - 2);
    expect(lines.filter((line) => line.includes('"sqlState":"23514"')).length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.includes('"sqlState":"42P01"')).length).toBeGreaterThan(0);
    expect(out.split('\n').filter((line) => hitsIn(line).length > 0)).toEqual([]);
    expect(err.split('\n').filter((line) => hitsIn(line).length > 0)).toEqual([]);
    expect(seen.filter(({ text }) => hitsIn(text).length > 0).slice(0, 5)).toEqual([]);
    const ofPostgres = await postgresLog();
    expect(ofPostgres.length).toBeGreaterThan(0);
    expect(hitsIn(ofPostgres)).toEqual([]);
    expect(routes.map(nameOf).filter((name) => !(name in validRequests))).toEqual([]);
    figure('log canary', { requests: seen.length, routes: routes.length, lines: lines.length, hits: 0 });
  });

  it('is found in the records, which proves that it was stored', async () => {
    const [row] = await tracker.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM app.complaints WHERE narrative LIKE $1',
      [`%${canary}%`],
    );

    expect(row?.n).toBeGreaterThan(0);
  });
});

async function sendBroken(): Promise<void> {
  for (const raw of [
    `GET /${canary} HTTP/9.9\r\n\r\n`,
    `${canary} / HTTP/1.1\r\nhost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\n${canary}: ${canary.repeat(2000)}\r\n\r\n`,
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${canary}\r\n\r\n`,
  ]) {
    remember(raw.slice(0, 40), await sendRaw(logging.url, raw));
  }
}

/** Causes errors in the tracker and the database, whose messages quote rows, statements and parameters. */
async function whileBroken(): Promise<void> {
  const by = await accountLike({ role: 'supervisor', seat: 'task_force' });
  const name = { givenName: canary, familyName: canary };
  const suspect = {
    complaintId: place.complaint,
    offenderClass: 'unknown',
    juvenile: false,
    identifiedOn: '2026-03-01',
  };
  const post = (): Promise<void> => sent(by, 'POST', '/api/v1/suspects', { ...suspect, ...name });
  await tracker.sql(`ALTER TABLE app.suspects ADD CONSTRAINT odd CHECK (given_name <> '${canary}') NOT VALID`);
  await post();
  await tracker.sql('ALTER TABLE app.suspects DROP CONSTRAINT odd');
  await tracker.sql('ALTER TABLE app.suspects RENAME TO elsewhere');
  await post();
  await tracker.sql('ALTER TABLE app.elsewhere RENAME TO suspects');
}
