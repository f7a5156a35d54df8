import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Post } from '@nestjs/common';
import pg from 'pg';
import { Text } from '../../src/platform/validation/input.js';
import type { OpenApi } from '../../src/platform/api-document/openapi.js';
import { Requires } from '../../src/access/access.decorators.js';
import { permissions, type Permission } from '../../src/access/permissions.js';
import { Public } from '../../src/platform/http/public.decorator.js';
import type { Role, SeatLevel } from '../../src/platform/actor/actor.js';
import { isChangedByPost } from '../support/changes.js';
import { comparableContent, type Answer } from '../support/client.js';
import { specDatabase } from '../support/databases.js';
import { figure } from '../support/figures.js';
import { Given } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { createAnother, type Fixtures } from '../support/fixtures.js';
import { validRequests, setPassword, type ValidRequest } from '../support/requests.js';
import { scimRoutes } from '../organization/provisioning-fixtures.js';
import { startApp, startTracker, type Route, type Tracker } from '../support/tracker.js';
import {
  clientOf,
  columnsOf,
  createMatrix,
  differencesOf,
  formatLine,
  isToldApart,
  nameOf,
  pathOf,
  seatedAccount,
  tableFile,
  type Column,
  type Matrix,
  type Sender,
} from './access-matrix.js';

const heading = `# What each route answers to each role and seat, about a record of: its own agency, another agency of its task force,
# another task force, nobody. The national seat owns none: what is "own" to it is the agency's. A dash: there is no such
# record, since it belongs to the whole task force. Every request is right but for who sends it.
# Written by the test: UPDATE_ACCESS_TABLE=1 npm test -- test/access/access
`;

/** Senders whose HEAD requests are compared with GET: one answer is 401, and a route has an answer for one role at least. */
const headSenders = ['nobody', 'supervisor   agency', 'admin        agency', 'auditor      agency'];

/** Pages and their files are for people and outside of the API document. */
const pages = [
  'GET /',
  'GET /app',
  'GET /app/*',
  'GET /docs',
  'GET /docs/:file',
  'GET /sign-in',
  'GET /welcome',
  'GET /welcome/:file',
  'POST /app/identity-provider',
];

/** Parts of paths that limit the table, because a planted fault affects few routes and all of them take minutes. */
const asked = (process.env['ACCESS_ROUTES'] ?? '').split(',').filter((part) => part !== '');

let tracker: Tracker;
let given: Given;
let matrix: Matrix;
let cells = 0;
/** Permission of each route that needs one. */
let permissionOf: ReadonlyMap<string, Permission>;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  matrix = await createMatrix(given);
  const operations = await describedOperations();
  permissionOf = new Map(
    operations.flatMap(({ name, permission }) => (permission in permissions ? [[name, permission]] : [])),
  );
});
afterAll(async () => {
  await (await versionClient)?.end();
  await tracker.close();
});

interface DescribedOperation {
  readonly name: string;
  readonly permission: Permission;
}

async function describedOperations(): Promise<DescribedOperation[]> {
  const { paths } = (await (await fetch(`${tracker.url}/api/v1/openapi.json`)).json()) as Pick<OpenApi, 'paths'>;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      permission: (operation as { 'x-permission'?: unknown })['x-permission'] as Permission,
    })),
  );
}

/** Renews every step-up, because a slow machine needs more than its five minutes for the table. */
async function renewStepUps(): Promise<void> {
  await tracker.sql('UPDATE auth.sessions SET stepped_up_at = now() WHERE stepped_up_at IS NOT NULL');
}

describe('the access table', () => {
  it('equals the responses of the routes', async () => {
    const lines: string[] = [];
    const odd: string[] = [];
    const routes = tracker.routes.filter((route) => route.method !== 'HEAD' && isAskedFor(route.path));
    for (const route of routes.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))) {
      await renewStepUps();
      const right = validRequests[nameOf(route)];
      if (!right) odd.push(`${nameOf(route)} has no request in test/support/requests.ts`);
      else if (isChange(route) || right.isFinal)
        for (const sender of matrix.senders) lines.push(await lineOf(route, right, sender, odd));
      else lines.push(...(await Promise.all(matrix.senders.map((sender) => lineOf(route, right, sender, odd)))));
    }

    const table = `${heading}${lines.join('\n')}\n`;
    if (process.env['UPDATE_ACCESS_TABLE']) await writeFile(tableFile, table);
    const committed = await readFile(tableFile, 'utf8');
    const expected = asked.length === 0 ? committed : askedOf(committed);
    const differences = differencesOf(expected.split('\n'), table.split('\n'));
    const mismatches = odd.length + differences.length;
    figure('authorisation matrix', { routes: routes.length, senders: matrix.senders.length, cells, mismatches });
    expect(odd).toEqual([]);
    expect(differences).toEqual([]);
  });

  it('covers the routes of the router, the document, the table and the valid requests', async () => {
    const routes = tracker.routes.filter(({ method }) => method !== 'HEAD').map(nameOf);
    const described = (await describedOperations()).map(({ name }) => name);
    const tabled = (await readFile(tableFile, 'utf8')).matchAll(/^[A-Z]+ \S+/gm);

    expect([...described, ...pages, ...scimRoutes].sort()).toEqual(routes.toSorted());
    expect([...new Set([...tabled].map(([route]) => route))].sort()).toEqual(routes.toSorted());
    expect(Object.keys(validRequests).sort()).toEqual(routes.toSorted());
  });

  it('holds for HEAD as for GET, without a body', async () => {
    const names = new Set(tracker.routes.map(nameOf));
    const gets = tracker.routes.filter(({ method }) => method === 'GET');
    expect(tracker.routes.filter(({ method }) => method === 'HEAD')).toHaveLength(gets.length);

    for (const route of gets) {
      expect(names).toContain(`HEAD ${route.path}`);
      for (const sender of matrix.senders.filter(({ name }) => headSenders.includes(name))) {
        const path = pathOf(tracker, route, validRequests[nameOf(route)] ?? {}, matrix.places.foreign);
        const [get, head] = [await clientOf(tracker, sender).send('GET', path, undefined), await headOf(sender, path)];
        expect({ path, sender: sender.name, ...head }).toMatchObject({ path, status: get.status, text: '' });
      }
    }
  });
});

/** Returns a line of the table, and adds every response that is wrong in any table to `odd`. */
async function lineOf(route: Route, right: ValidRequest, sender: Sender, odd: string[]): Promise<string> {
  const permission = permissionOf.get(nameOf(route));
  const guarded = permission !== undefined && isDenied(sender, permission) ? `${permission} ${sender.role}` : null;
  const refusal = guarded === null ? undefined : refusals.get(guarded);
  if (refusal) return formatLine(route, right, sender, new Map(columnsOf(right).map((column) => [column, refusal])));
  const answers = new Map<Column, Answer>();
  for (const column of columnsOf(right)) {
    const answer = await sent(route, right, sender, matrix.places[column]);
    answers.set(column, answer);
    cells += 1;
    if (answer.status >= 500) odd.push(`${nameOf(route)} as ${sender.name}: ${answer.text}`);
    if (answer.status < 300 && right.isFinal && column !== 'missing') await renew(right, column);
  }
  if (isToldApart(answers)) odd.push(`${nameOf(route)} as ${sender.name} tells a foreign record from a missing one`);
  const [first] = answers.values();
  const contents = new Set([...answers.values()].map((answer) => JSON.stringify(comparableContent(answer))));
  if (guarded !== null && first && contents.size === 1) refusals.set(guarded, first);
  return formatLine(route, right, sender, answers);
}

/**
 * Refusals by permission and role. One route of a permission is asked for each role without it: the guard refuses such a role before it
 * knows the record or the route, and the start-up check proves that each route is under the guard.
 */
const refusals = new Map<string, Answer>();

/** Whether the guard refuses the sender: without an account, or by the role alone. */
function isDenied({ role }: Sender, permission: Permission): boolean {
  return role === null || !(permissions[permission] as readonly Role[]).includes(role);
}

async function sent(route: Route, right: ValidRequest, sender: Sender, place: Fixtures): Promise<Answer> {
  const account =
    right.isOfSender && sender.role && sender.seat ? await fresh(sender.role, sender.seat) : sender.account;
  const body = await right.body?.(place, account, tracker);
  const changes = isChange(route) && right.of !== undefined;
  const headers = changes ? { 'if-match': `"v${await versionOf(place[right.of])}"` } : {};
  return clientOf(tracker, { account }).send(route.method, pathOf(tracker, route, right, place), body, headers);
}

async function headOf(sender: Sender, path: string): Promise<{ status: number; text: string }> {
  const { status, text } = await clientOf(tracker, sender).send('HEAD', path, undefined);
  return { status, text };
}

async function fresh(role: Role, seat: SeatLevel): Promise<GivenAccount> {
  const account = await seatedAccount(given, matrix.agencies.own, role, seat);
  await setPassword(tracker, account.accountId);
  return account;
}

async function renew({ of }: ValidRequest, column: Exclude<Column, 'missing'>): Promise<void> {
  const { places, agencies } = matrix;
  if (of) places[column] = { ...places[column], [of]: await createAnother(of, given, agencies[column]) };
}

async function versionOf(id: string): Promise<number> {
  const client = await versions();
  const text = await versionQuery();
  const { rows } = await client.query<{ version: number }>({ name: 'version of a record', text, values: [id] });
  return rows[0]?.version ?? 1;
}

let versionClient: Promise<pg.Client> | undefined;

/** Returns a connection on which the query for a version is prepared once: planning it takes longer than running it. */
function versions(): Promise<pg.Client> {
  versionClient ??= (async () => {
    const client = new pg.Client({ connectionString: tracker.database.adminUrl });
    await client.connect();
    return client;
  })();
  return versionClient;
}

let versionText: string | undefined;

async function versionQuery(): Promise<string> {
  if (versionText !== undefined) return versionText;
  const tables = await tracker.sql<{ name: string }>(
    `SELECT attrelid::regclass::text AS name FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE attname = 'version' AND relkind = 'r' AND relnamespace IN ('app'::regnamespace, 'vault'::regnamespace)
        AND relname <> 'performance_report_records'
      ORDER BY relnamespace = 'vault'::regnamespace DESC`,
  );
  versionText = tables.map(({ name }) => `SELECT version FROM ${name} WHERE id = $1`).join(' UNION ALL ');
  return versionText;
}

function isChange({ method, path }: Route): boolean {
  return method === 'PUT' || (method === 'POST' && isChangedByPost(path));
}

function keyOf({ method, path }: Route): string {
  return `${path} ${['GET', 'POST', 'PUT', 'DELETE'].indexOf(method)}`;
}

function isAskedFor(path: string): boolean {
  return asked.length === 0 || asked.some((part) => path.includes(part));
}

function askedOf(table: string): string {
  return table
    .split('\n')
    .filter((line) => !/^[A-Z]/.test(line) || isAskedFor(line.split(' ')[1] ?? ''))
    .join('\n');
}

class Told {
  @Text({ max: 10 }) readonly text!: string;
}

class Unchecked {
  readonly text!: string;
}

@Controller('undeclared')
class Undeclared {
  @Get() list(): object {
    return {};
  }
}

@Controller('unchecked')
class UncheckedInput {
  @Post() @Public() take(@Body() body: Unchecked): object {
    return body;
  }
  @Post('list') @Public() takeAll(@Body() body: Told[]): object {
    return body;
  }
  @Post('any') @Public() takeAny(@Body() body: object): object {
    return body;
  }
}

@Controller('unrepeatable')
class Unrepeatable {
  @Post() @Requires('complaints:receive') make(@Body() body: Told): object {
    return body;
  }
}

describe('a tracker with an invalid controller', () => {
  it.each([
    [Undeclared, ['Undeclared.list has neither @Requires nor @Public']],
    [
      UncheckedInput,
      ['take', 'takeAll', 'takeAny'].map((name) => `UncheckedInput.${name} takes input that nobody checks`),
    ],
    [Unrepeatable, ['Unrepeatable.make makes something, but its controller has no `GET :id` and no `get`']],
  ])('refuses to start with %p', async (controller, faults) => {
    const database = await specDatabase();

    const fault = await startApp({ app: database.appUrl, auth: database.authUrl }, { controllers: [controller] }).then(
      async ({ app }) => {
        await app.close();
        return null;
      },
      (error: unknown) => error as Error,
    );

    for (const words of faults) expect(fault?.message).toContain(words);
    await database.drop();
  });
});
