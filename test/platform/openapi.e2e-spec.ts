import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import addFormats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { complaintTypes } from '../../src/casework/complaints/complaints.enums.js';
import { roles } from '../../src/platform/actor/actor.js';
import type { Content, OpenApi, Operation, Schema } from '../../src/platform/api-document/openapi.js';
import { parametersOf } from '../../src/platform/api-document/shared-parameters.js';
import { scimRoutes } from '../organization/provisioning-fixtures.js';
import { isChangedByPost } from '../support/changes.js';
import type { Answer, Client } from '../support/client.js';
import { Given } from '../support/given.js';
import { missingIds, createFixtures, type Kind, type Fixtures } from '../support/fixtures.js';
import { validRequests, setPassword } from '../support/requests.js';
import { performanceReportKinds } from '../reporting/performance-report-fixtures.js';
import { startTracker, type Route, type Tracker } from '../support/tracker.js';

/** Pages and their files are for people and no part of the API. */
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
const ways = ['get', 'put', 'post', 'delete', 'patch'] as const;

/** Verbs that may open an operation id. The list keeps nouns and synonyms out. */
const verbs = (
  'accept acknowledge add answer approve assign begin cancel change check close commit complete confirm correct count ' +
  'create decide decline delete disable draw enable end enrol enter exclude execute explain export extend ' +
  'file find follow grant hold import invite issue lift link list log look make mark merge offer open place plan ' +
  'prepare preview propose publish purge query read reauthenticate record refuse reject release remove rename ' +
  'renew reopen report request restore resume revalidate reveal review revoke run save scan screen search serve ' +
  'sign start submit suggest tag triage unlink unlock unmerge untag update upload verify void withdraw write'
).split(' ');

const document = JSON.parse(await readFile(new URL('../../docs/openapi.json', import.meta.url), 'utf8')) as OpenApi;
const { schemas, responses = {}, parameters = {} } = document.components;
const operations = Object.entries(document.paths).flatMap(([path, found]) =>
  ways.flatMap((way) =>
    found[way] ? [{ name: `${way.toUpperCase()} ${path}`, way, path, operation: found[way] }] : [],
  ),
);

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'document');
const compiled = new Map<string, ValidateFunction>();

let tracker: Tracker;
let given: Given;
let place: Fixtures;
let ready: Readonly<Record<'toOffer' | 'toInvestigate', string>>;
let clients: Readonly<Record<'nobody' | 'investigator' | 'supervisor' | 'admin' | 'machine key', Client>>;

beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
  const agency = await given.agency();
  const { taskForceId } = agency;
  const received = { agencyId: agency.id, receivedAt: '2018-05-12T09:30:00-05:00' };
  const complaint = await given.complaint(received);
  const suspect = await given.suspect({ complaint });
  ready = {
    toOffer: (await given.complaint({ ...received, state: 'triaged' })).id,
    toInvestigate: (await given.complaint({ ...received, state: 'assigned' })).id,
  };
  place = { ...(await createFixtures(given, agency)), complaint: complaint.id, suspect: suspect.id };
  const supervisor = await given.account({ taskForceId, role: 'supervisor' });
  await setPassword(tracker, supervisor.accountId);
  clients = {
    nobody: tracker.anonymous(),
    investigator: tracker.as(await given.account({ agency })),
    supervisor: tracker.as(supervisor),
    admin: tracker.as(await given.account({ seat: 'national', role: 'admin' })),
    'machine key': tracker.as(await given.machineKey({ scopes: ['events:read'] })),
  };
});
afterAll(() => tracker.close());

describe('docs/openapi.json', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document) as never);

    expect({ valid, errors }).toMatchObject({ valid: true });
    expect(document.openapi).toBe('3.1.0');
  });

  it('lists exactly the routes of the router', () => {
    const routes = tracker.routes.filter(({ method }) => method !== 'HEAD').map(nameOf);
    const described = operations.map(({ name }) => name.replaceAll(/\{(\w+)\}/g, ':$1'));

    expect([...described, ...pages, ...scimRoutes].sort()).toEqual(routes.sort());
  });

  it('describes every operation, schema, field, tag and response', () => {
    const silent = [
      ...operations.flatMap(({ name, operation }) => silentIn(name, operation)),
      ...Object.entries(schemas).flatMap(([name, schema]) => [
        ...(schema.description ? [] : [name]),
        ...Object.entries(schema.properties ?? {}).flatMap(([key, { description }]) =>
          description ? [] : [`${name}.${key}`],
        ),
      ]),
      ...(document.tags ?? []).flatMap(({ name, description }) => (description ? [] : [`the tag ${name}`])),
      ...Object.entries(responses).flatMap(([name, { description }]) => (description ? [] : [name])),
    ];

    expect(silent).toEqual([]);
  });

  it('names each operation by a unique verb and noun', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    const firstWords = ids.map((id) => /^[a-z]+(?=[A-Z])/.exec(id)?.[0] ?? id);

    expect(repeatedIn(ids)).toEqual([]);
    expect(ids.filter((id) => !/^[a-z]+(?:[A-Z][a-z]*)*$/.test(id))).toEqual([]);
    expect(firstWords.filter((word) => !verbs.includes(word))).toEqual([]);
    // A list and a single record each have one fixed verb.
    for (const { way, operation } of operations.filter(({ way: one }) => one === 'get')) {
      expect(operation).toMatchObject({ operationId: expect.not.stringMatching(/^get/) });
      if (isList(operation))
        expect({ way, id: operation.operationId }).toMatchObject({
          id: expect.stringMatching(/^(?:list|follow|search)/),
        });
    }
  });

  it('contains only whole sentences', () => {
    const sentences = operations.flatMap(({ name, operation }) => [
      ...[operation.summary, operation.description].map((text = '') => ({ name, text })),
      ...parametersOf(operation, parameters).map(({ description = '' }) => ({ name, text: description })),
    ]);
    for (const [name, { description = '', properties = {} }] of Object.entries(schemas)) {
      sentences.push({ name, text: description });
      for (const [key, property] of Object.entries(properties))
        sentences.push({ name: `${name}.${key}`, text: property.description ?? '' });
    }
    const isCut = (text: string): boolean =>
      text.split('(').length !== text.split(')').length || /\bU\.(?!S\.)|\bU\.S\.C(?!\.)/.test(text);

    expect(sentences.filter(({ text }) => isCut(text))).toEqual([]);
  });

  it('states the roles allowed to call each operation', () => {
    for (const { name, operation } of operations) {
      const { 'x-permission': permission, 'x-roles': allowed = roles, security, description = '' } = operation;
      const isPublic = permission === 'public';
      expect({ name, security }).toEqual({ name, security: isPublic ? [] : [{ bearer: [] }, { cookie: [] }] });
      expect({ name, description }).toEqual({ name, description: expect.stringContaining(wordsFor(permission)) });
      for (const role of allowed.length < roles.length ? allowed : []) expect(description).toContain(role);
    }
  });

  it('has valid examples of every request and response body', () => {
    const faults = operations.flatMap(({ name, operation }) => [
      ...faultsIn(`${name} is sent`, operation.requestBody?.content ?? {}),
      ...Object.keys(operation.responses).flatMap((status) =>
        faultsIn(`${name} answers ${status}`, answerOf(operation, status)?.content ?? {}),
      ),
    ]);

    expect(faults).toEqual([]);
  });

  it('has valid examples and defaults of parameters and fields', () => {
    const faults = [
      ...operations.flatMap(({ name, operation }) =>
        parametersOf(operation, parameters).flatMap((parameter) =>
          faultsOfValues(`${name} ${parameter.name}`, parameter.schema),
        ),
      ),
      ...Object.entries(schemas).flatMap(([name, schema]) =>
        Object.entries(schema.properties ?? {}).flatMap(([key, property]) =>
          faultsOfValues(`${name}.${key}`, property),
        ),
      ),
    ];

    expect(faults).toEqual([]);
  });

  it('names exactly the problems of docs/problems.md, with their titles', async () => {
    const page = await readFile(new URL('../../docs/problems.md', import.meta.url), 'utf8');
    const rows = page.matchAll(/^\| `([\w-]+)` +\| (\d{3}) +\|([^|]+)\|/gm);
    const told = [...rows].map(([, type, status, title = '']) => `${type} ${status} ${title.trim()}`);

    expect(problemsIn(Object.values(schemas)).sort()).toEqual(told.sort());
  });

  it('has no member of a problem that docs/problems.md does not list', async () => {
    const page = await readFile(new URL('../../docs/problems.md', import.meta.url), 'utf8');
    const rows = page.matchAll(/^\| `([\w-]+)` .*\|([^|]*)\|$/gm);
    const documented = new Map([...rows].map(([, type = '', members = '']) => [`/problems/${type}`, members]));
    expect(documented.size).toBeGreaterThan(100);
    const common = ['type', 'title', 'status', 'detail'];
    const missing = Object.values(schemas).flatMap(({ properties = {} }) => {
      const members = documented.get(String(properties['type']?.const));
      if (members === undefined) return [];
      const own = Object.keys(properties).filter((name) => !common.includes(name));
      return own.filter((name) => !members.includes(`\`${name}\``)).map((name) => `${name} in: ${members}`);
    });

    expect(missing).toEqual([]);
  });

  it('documents each problem at an operation', () => {
    const told = operations.flatMap(({ operation }) =>
      Object.keys(operation.responses).flatMap((status) =>
        Object.values(answerOf(operation, status)?.content ?? {}).flatMap(({ schema }) => schema.oneOf ?? [schema]),
      ),
    );
    const names = new Set(told.map(({ $ref }) => $ref?.split('/').at(-1)));
    const unseen = Object.keys(schemas).filter(
      (name) => problemsIn([schemas[name] ?? {}]).length > 0 && !names.has(name),
    );

    expect(unseen).toEqual([]);
  });

  it('documents at each change of a record that its complaint may be expunged', () => {
    const collections =
      /^\/api\/v1\/(?:arrests|charges|forensic-exams|identifiers|legal-processes|preservations|prosecution-referrals|prosecutions|reported-files|reported-persons|suspect-aliases|suspects|tasks|victims-identified)(?:\/|$)/;
    const queries = /\/(?:similar|look-up|candidates|identity\/reveal)$/;
    const changes = operations.filter(
      ({ way, path }) => way !== 'get' && collections.test(path) && !queries.test(path),
    );

    const silent = changes.filter(
      ({ operation }) => !JSON.stringify(answerOf(operation, '409') ?? {}).includes('#/components/schemas/Expunged'),
    );

    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(changes.length).toBeGreaterThan(50);
  });

  it('documents the daily limit of names at each operation that looks for names in a text', () => {
    const limited = operations.filter(({ operation }) =>
      JSON.stringify(answerOf(operation, '429')?.content ?? {}).includes('NameLimitReached'),
    );

    expect(limited.map(({ name }) => name.replace('/api/v1', '')).sort()).toEqual([
      'POST /identity-access-withdrawals',
      'POST /identity-destructions',
      'POST /tip-versions/{id}/open',
      'POST /victim-identities/scan',
      'POST /victim-identities/search',
      'POST /victims-identified/{id}/identity/reveal',
      'PUT /identity-access-withdrawals/{id}/restoration-request',
    ]);
  });

  it('accepts the words for an investigator where it describes the filter', () => {
    const described = [
      schemas['ComplaintFilters']?.properties?.['investigatorId'],
      ...operations.flatMap(({ operation }) =>
        parametersOf(operation, parameters).flatMap(({ name, schema }) => (name === 'investigatorId' ? [schema] : [])),
      ),
    ];

    expect(described.length).toBeGreaterThan(1);
    for (const schema of described) expect(faultsAgainst(schema ?? { type: 'null' }, 'none')).toEqual([]);
  });

  it('has no unused component', () => {
    const text = JSON.stringify(document);
    const unused = Object.entries({
      schemas,
      responses,
      parameters,
      headers: document.components.headers ?? {},
    }).flatMap(([section, found]) =>
      Object.keys(found)
        .filter((name) => !text.includes(`"#/components/${section}/${name}"`))
        .map((name) => `${section}/${name}`),
    );

    expect(unused).toEqual([]);
  });

  it('documents each refusal once', () => {
    const inline = operations.flatMap(({ operation }) =>
      Object.entries(operation.responses).flatMap(([status, answer]) =>
        Number(status) >= 400 && answer.$ref === undefined ? [JSON.stringify(answer)] : [],
      ),
    );
    const all = [...inline, ...Object.values(responses).map((answer) => JSON.stringify(answer))];

    expect(repeatedIn(all)).toEqual([]);
  });

  it('says that a charge is no NIBRS submission, where one is recorded and where one is read', () => {
    const recorded = document.paths['/api/v1/charges']?.post?.description;

    expect(recorded).toContain('it is no NIBRS submission: it has no type of force or weapon (data element 13)');
    expect(schemas['ChargeView']?.description).toContain('It is no NIBRS submission');
  });

  it('names each enum once, without duplicates', () => {
    const named = Object.values(schemas).flatMap((schema) => (schema.enum ? [choiceOf(schema)] : []));
    const inline = choicesIn({ ...document, components: { ...document.components, schemas: unnamed(schemas) } });

    expect(repeatedIn([...named, ...inline])).toEqual([]);
    expect(named.length).toBeGreaterThan(130);
    expect(schemas['ComplaintType']?.enum).toEqual(complaintTypes);
    expect(schemas['ComplaintView']?.properties?.['type']?.anyOf).toEqual([
      { $ref: '#/components/schemas/ComplaintType' },
      { type: 'null' },
    ]);
  });
});

describe('the example of a request', () => {
  it('is accepted', async () => {
    const refused: string[] = [];
    for (const { name, way, path, operation } of operations) {
      const example = operation.requestBody?.content['application/json']?.example;
      if (example === undefined) continue;
      const isPublic = operation['x-permission'] === 'public';
      const of = validRequests[name.replaceAll(/\{(\w+)\}/g, ':$1')]?.of ?? 'complaint';
      const isMaking = way === 'post' && !isChangedByPost(path);
      const target = `${tracker.url}${path.replace('{id}', (isMaking ? place : missingIds())[of])}`;
      const isAtTheDoor = operation['x-permission'] === 'pending-session';
      // Sign-in replaces the token of the session at each step. Only the task force's seat sees a performance report.
      const role = performanceReportKinds.some((kind) => kind === of) ? 'supervisor' : suitable(operation);
      const sender = isAtTheDoor ? await newcomer() : clients[isPublic ? 'nobody' : role];
      const body = { ...(withIds(example) as object), ...standsFor[name]?.() };
      const { status, text } = await sender.send(way.toUpperCase(), target, body, { 'if-match': '"v1"' });

      // A save creates a draft, so that a missing one is an old version.
      if (name === 'PUT /api/v1/drafts/{id}' && status === 412) continue;
      if (status === 409 && text.includes('/problems/no-identity-provider')) continue;
      // The body is checked before the record is found and before a link or password is verified.
      const isTaken = isAtTheDoor
        ? !text.includes('/problems/invalid-input')
        : isMaking && !isPublic
          ? [200, 201].includes(status)
          : operation['x-batch'] === true || path.endsWith('/assignments')
            ? status === 200
            : [...(path.includes('{id}') ? [] : [200]), 204, 401, 403, 404].includes(status);
      if (!isTaken) refused.push(`${name} answered ${status}: ${text}`);
    }

    expect(refused).toEqual([]);
  });
});

describe('an optional field', () => {
  it('has the documented default, which the tracker accepts when sent', async () => {
    const refused: string[] = [];
    let defaults = 0;
    for (const { name, operation } of operations) {
      const { of, path } = validRequests[name.replaceAll(/\{(\w+)\}/g, ':$1')] ?? {};
      for (const parameter of parametersOf(operation, parameters)) {
        const usual = parameter.schema.default;
        if (usual === undefined || !name.startsWith('GET ')) continue;
        defaults += 1;
        const url = new URL(path?.(place) ?? name.slice(4).replace('{id}', of ? place[of] : ''), tracker.url);
        url.searchParams.set(parameter.name, typeof usual === 'string' ? usual : JSON.stringify(usual));
        const { status, text } = await clients.supervisor.get(url.href);
        if (status === 400 || status === 422) refused.push(`${name} ${parameter.name} answered ${status}: ${text}`);
      }
    }

    expect(refused).toEqual([]);
    expect(defaults).toBeGreaterThan(60);
  });
});

describe('a response', () => {
  it.each([['nobody'], ['investigator'], ['supervisor'], ['admin'], ['machine key']] as const)(
    'to %s matches the document',
    async (who) => {
      const faults: string[] = [];
      for (const route of tracker.routes) {
        const described = operations.find(({ name }) => name === nameOf(route).replaceAll(/:(\w+)/g, '{$1}'));
        const right = validRequests[nameOf(route)];
        if (!described || !right || right.isOfSender) continue;
        for (const at of right.of === undefined ? [place] : [place, missingIds()]) {
          faults.push(...faultsOf(route, described.operation, await sent(route, at, clients[who])));
        }
      }

      expect(faults).toEqual([]);
    },
  );

  it('has the documented headers', async () => {
    const { headers } = await clients.supervisor.get(`/complaints/${place.complaint}`);
    const told = Object.keys(document.paths['/api/v1/complaints/{id}']?.['get']?.responses['200']?.headers ?? {});

    expect(told).toEqual(['x-request-id', 'ratelimit', 'ratelimit-policy', 'etag']);
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(told));
  });

  it('to the request for the document is the committed file', async () => {
    const response = await fetch(`${tracker.url}/api/v1/openapi.json`);

    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toEqual(document);
    expect(Object.keys(schemas['OpenApiDocument']?.properties ?? {}).sort()).toEqual(Object.keys(document).sort());
  });
});

describe('the pages', () => {
  it.each([
    ['/docs', ['/docs/reference.css', '/docs/reference.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js']],
    ['/welcome', ['/welcome/welcome.css', '/welcome/welcome.js']],
  ])('%s loads only files of the tracker', async (path, assets) => {
    const page = await fetch(`${tracker.url}${path}`);
    const html = await page.text();
    const linked = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, link]) => link ?? '');

    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(linked.filter((link) => /^(?:[a-z]+:)?\/\//.test(link))).toEqual([]);
    expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/);
    for (const asset of assets) {
      expect(linked.map((link) => `/${link}`)).toContain(asset);
      const { status, headers } = await fetch(`${tracker.url}${asset}`);
      expect({ asset, status }).toEqual({ asset, status: 200 });
      expect(headers.get('content-type')).toMatch(/^text\/(?:css|javascript); charset=utf-8$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it.each(['/docs', '/welcome'])('%s limits the browser to the tracker’s own files by its policy', async (path) => {
    const { headers } = await fetch(`${tracker.url}${path}`, { method: 'HEAD' });
    const policy = headers.get('content-security-policy') ?? '';

    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('are not sent again when unchanged', async () => {
    const etag = (await fetch(`${tracker.url}/docs`)).headers.get('etag') ?? '';
    const again = await fetch(`${tracker.url}/docs`, { headers: { 'if-none-match': etag } });

    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('have no unused files', async () => {
    for (const path of ['/docs/package.json', '/docs/..%2f..%2fpackage.json', '/docs/toString', '/welcome/__proto__']) {
      expect({ path, status: (await fetch(`${tracker.url}${path}`)).status }).toEqual({ path, status: 404 });
    }
  });

  it('redirect / to the console', async () => {
    const response = await fetch(`${tracker.url}/`);

    expect(response.redirected).toBe(true);
    expect(response.url).toBe(`${tracker.url}/app/`);
  });
});

describe('an invitation', () => {
  it('links to the welcome page, with the token only behind the #', async () => {
    const { accountId } = await given.account();
    const { body } = await clients.admin.put<{ link: string }>(`/accounts/${accountId}/invitation`);
    const token = /^[^?#]+\/welcome#invite=([A-Za-z0-9_-]{43})$/.exec(body.link)?.[1];

    const enrolled = await clients.nobody.post('/enrolments', { token, password: 'orchard violin gravel seventy' });

    expect(enrolled.status).toBe(204);
  });
});

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

async function newcomer(): Promise<Client> {
  const account = await given.account();
  await setPassword(tracker, account.accountId);
  return tracker.as(account);
}

function suitable({ 'x-roles': allowed = roles }: Operation): 'investigator' | 'supervisor' | 'admin' {
  if (allowed.length === roles.length) return 'supervisor';
  return (['investigator', 'supervisor'] as const).find((role) => allowed.includes(role)) ?? 'admin';
}

function silentIn(name: string, { summary, description, ...operation }: Operation): string[] {
  return [
    ...(summary && description ? [] : [name]),
    ...parametersOf(operation, parameters).flatMap((parameter) =>
      parameter.description ? [] : [`${name} ${parameter.name}`],
    ),
    ...Object.keys(operation.responses).flatMap((status) =>
      answerOf({ ...operation }, status)?.description ? [] : [`${name} ${status}`],
    ),
  ];
}

function wordsFor(permission = ''): string {
  if (permission === 'pending-session')
    return 'Requires a session, but no permission. The session may still await a step of the sign-in';
  return permission === 'public' ? 'Public: no session is needed' : `Requires the permission \`${permission}\` (`;
}

function answerOf(
  { responses: own }: Operation,
  status: string,
): { description?: string; content?: Content } | undefined {
  const answer = own[status];
  return answer?.$ref === undefined ? answer : responses[answer.$ref.split('/').at(-1) ?? ''];
}

/** Returns the examples that are missing or that their schema rejects. */
function faultsIn(where: string, content: Content): string[] {
  return Object.values(content).flatMap(({ schema, example, examples = {} }) => {
    // JSON has no example of a file.
    if (isFile(schema)) return [];
    const given = [example, ...Object.values(examples).map(({ value }) => value)].filter((one) => one !== undefined);
    if (given.length === 0) return [`${where} without an example`];
    return given.flatMap((value) => faultsAgainst(schema, value).map((fault) => `${where}: ${fault}`));
  });
}

function isList({ responses: own }: Operation): boolean {
  const { schema } = own['200']?.content?.['application/json'] ?? {};
  const view = schemas[schema?.$ref?.split('/').at(-1) ?? ''] ?? schema;
  return view?.properties?.['nextCursor'] !== undefined;
}

/** Returns the examples and defaults that their own schema rejects. */
function faultsOfValues(where: string, schema: Schema): string[] {
  const { examples = [], default: usual, ...shape } = schema;
  return [...examples, ...(usual === undefined ? [] : [usual])].flatMap((value) =>
    faultsAgainst(shape, value).map((fault) => `${where}: ${JSON.stringify(value)} ${fault}`),
  );
}

function isFile({ format }: Schema): boolean {
  return format === 'binary';
}

function faultsAgainst(schema: Schema, value: unknown): string[] {
  const text = JSON.stringify(schema).replaceAll('"#/', '"document#/');
  const isValid = compiled.get(text) ?? ajv.compile(JSON.parse(text) as Schema);
  compiled.set(text, isValid);
  if (isValid(value)) return [];
  return (isValid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function repeatedIn(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function choiceOf({ enum: values = [] }: Schema): string {
  return JSON.stringify(values.filter((value) => value !== null).sort());
}

function choicesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const parts = Object.entries(part).filter(([key]) => key !== 'example' && key !== 'examples');
  const own = 'enum' in part && Array.isArray(part.enum) ? [choiceOf({ enum: part.enum })] : [];
  return [...own, ...parts.flatMap(([, below]) => choicesIn(below))];
}

function unnamed(all: Readonly<Record<string, Schema>>): Record<string, Schema> {
  return Object.fromEntries(Object.entries(all).filter(([, { enum: values }]) => !values));
}

function problemsIn(all: readonly Schema[]): string[] {
  return all.flatMap(({ properties }) => {
    const [type, status] = [properties?.['type']?.const, properties?.['status']?.const];
    const [title] = properties?.['title']?.examples ?? [];
    return typeof type === 'string' && typeof status === 'number'
      ? [`${type.replace('/problems/', '')} ${status} ${String(title)}`]
      : [];
  });
}

function faultsOf(route: Route, operation: Operation, { status, headers, body, text }: Answer<unknown>): string[] {
  const described = answerOf(operation, String(status));
  if (!described) return [`${nameOf(route)} answered ${status}: ${text}`];
  const [type = ''] = (headers['content-type'] ?? '').split(';');
  if (text === '') return [];
  const schema = described.content?.[type]?.schema;
  if (!schema) return [`${nameOf(route)} answered ${status} as ${type}`];
  if (isFile(schema)) return [];
  return faultsAgainst(schema, body).map((fault) => `${nameOf(route)} answered ${status}: ${fault}`);
}

async function sent(route: Route, at: Fixtures, client: Client): Promise<Answer<unknown>> {
  const { of, path, body } = validRequests[nameOf(route)] ?? {};
  const filled = path?.(at) ?? route.path.replace(':id', of ? at[of] : '');
  const headers = route.method === 'PUT' || isChangedByPost(route.path) ? { 'if-match': '"v1"' } : {};
  return client.send(route.method, `${tracker.url}${filled}`, await body?.(at, null, tracker), headers);
}

const kindOfField: Readonly<Record<string, Kind>> = {
  taskForceId: 'taskForce',
  agencyId: 'agency',
  complaintId: 'complaint',
  suspectId: 'suspect',
  accountId: 'lockedAccount',
  entryId: 'subjectEntry',
  toAgencyId: 'agency',
  ownerId: 'taskOwner',
  arrestId: 'arrest',
  operationId: 'operation',
};

/** Values for fields that the field's name alone does not identify, and for future dates. */
const standsFor: Readonly<Record<string, () => object>> = {
  'POST /api/v1/transfers': () => ({
    complaintId: ready.toOffer,
    agencyId: place.receivingAgency,
    answerBy: '2026-03-09',
  }),
  'POST /api/v1/shares': () => ({ agencyId: place.receivingAgency, until: '2026-03-31' }),
  'POST /api/v1/identity-destructions': () => ({ victimId: place.victimToForget }),
  'POST /api/v1/investigations': () => ({ complaintIds: [ready.toInvestigate] }),
};

/** Replaces the invented ids of an example by ids of existing records. */
function withIds(example: unknown): unknown {
  return JSON.parse(JSON.stringify(example), (field, value: unknown) => {
    // The database requires some instants in the future, and an example has a fixed date.
    if (field === 'expiresAt') return new Date(Date.now() + 86_400_000).toISOString();
    const kind = kindOfField[field];
    return kind !== undefined && typeof value === 'string' ? place[kind] : value;
  });
}
