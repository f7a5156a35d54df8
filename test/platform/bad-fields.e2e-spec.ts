import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyTypes, openFieldsOf, textFieldsOf } from './bodies.js';
import type { Answer, Client } from '../support/client.js';
import { scimRoutes } from '../organization/provisioning-fixtures.js';
import { Given } from '../support/given.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { canary, countRows } from '../support/refusals.js';
import { validRequests } from '../support/requests.js';
import { startTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let place: Fixtures;
let keeper: Client;
let supervisor: Client;

beforeAll(async () => {
  tracker = await startTracker();
  const given = new Given(tracker);
  const agency = await given.agency();
  place = await createFixtures(given, agency);
  keeper = tracker.as(await given.account({ seat: 'national', role: 'admin' }));
  supervisor = tracker.as(await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' }));
});
afterAll(() => tracker.close());

const pixels = 'AAAQABAAD/2wCEAAkGBwgHBgkIBwgKCgkLDRYPDQwMDRsUFRAWIBkdHiAiHx8kKDQsJCYxJx8fLT0tMTU3Ojo6Iys';

const badTexts: readonly unknown[] = [
  `data:image/png;base64,iVBORw0KGgo${canary}`,
  `data:,${canary}`,
  `${canary} /9j/4AAQSkZJRgABAQ${pixels}`,
  `iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ${canary}`,
  `R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAAB${canary}`,
  `ffd8ffe000104a46494600010100000100010000ffdb0043`,
  canary.padEnd(30_000, ' x'),
  '',
  '   ',
  '\u3164\u115f\u200b',
  `${canary}\u0007`,
  5,
  true,
  [canary],
  { key: canary },
];

// The body of a DELETE here belongs to the set-up of the record.
const routes = Object.entries(validRequests).filter(
  ([route, { body, isFile }]) =>
    // test/organization/scim.e2e-spec.ts sends bad values in the form of SCIM.
    body !== undefined && !isFile && !route.startsWith('DELETE ') && !scimRoutes.includes(route),
);

describe('a route with a body', () => {
  it('is covered by this file', () => {
    const here = [...routes.map(([route]) => route), ...scimRoutes].map((route) => route.replace('/api/v1', ''));

    expect([...bodyTypes(tracker.app).keys()].filter((route) => !here.includes(route))).toEqual([]);
  });

  it.each(routes)('%s rejects an unknown field', async (route) => {
    const body = await rightBody(route);

    const answers = [await send(route, { ...body, canaryField: canary }), await send(route, { canaryField: canary })];

    for (const answer of answers) expectRefusalAt('#/canaryField', answer);
  });

  it.each(routes)('%s rejects a value of another type', async (route) => {
    const body = await rightBody(route);
    const before = await countRows(tracker);

    for (const field of Object.keys(body)) {
      for (const value of [{ key: canary }, [[canary]], 3.5, canary.repeat(100)]) {
        expectRefusalAt(`#/${field}`, await send(route, { ...body, [field]: value }), canTake(route, field, value));
      }
    }
    expect(await countRows(tracker)).toEqual(before);
  });

  it.each(routes)('%s rejects an image and invalid text in any text field', async (route) => {
    const type = bodyTypes(tracker.app).get(route.replace('/api/v1', ''));
    const body = await rightBody(route);
    const before = await countRows(tracker);

    for (const field of type ? textFieldsOf(type) : []) {
      for (const value of badTexts) expectRefusalAt(`#${field}`, await send(route, placed(body, field, value)));
    }
    expect(await countRows(tracker)).toEqual(before);
  });
});

it('has text fields that the test recognizes', () => {
  const fields = [...bodyTypes(tracker.app)].flatMap(([route, type]) => textFieldsOf(type).map((at) => route + at));

  expect(fields).toEqual(
    expect.arrayContaining([
      'POST /complaints/narrative',
      'POST /complaints/jurisdiction/county',
      'PUT /suspects/:id/reason',
    ]),
  );
  expect(fields.length).toBeGreaterThan(25);
});

it('leaves no field open to any text but names to sign in with, passwords and codes', () => {
  const fields = [...bodyTypes(tracker.app)].flatMap(([route, type]) => openFieldsOf(type).map((at) => route + at));

  expect(fields.sort()).toEqual([
    'POST /enrolments/password',
    'POST /first-administrator/password',
    'POST /identity-provider-requests/notice',
    // A filter of SCIM has a grammar of its own, and nothing of it is stored.
    'POST /scim/Users/.search/filter',
    'POST /scim/Users/.search/sortBy',
    'POST /scim/Users/.search/sortOrder',
    'POST /sessions/email',
    'POST /sessions/notice',
    'POST /sessions/passkey/notice',
    'POST /sessions/password',
    'POST /sessions/second-factor/code',
    'PUT /accounts/me/password/current',
    'PUT /accounts/me/password/password',
    'PUT /accounts/me/totp/confirmation/code',
    'PUT /sessions/current/step-up/code',
    'PUT /sessions/current/step-up/password',
  ]);
});

/** Whether the field may accept the value: some free-text fields accept long texts or any string. */
function canTake(route: string, field: string, value: unknown): boolean {
  // The fields of an unfinished form are not checked.
  if (route === 'PUT /api/v1/drafts/:id' && field === 'body') return typeof value === 'object' && !Array.isArray(value);
  // A code of the identity provider is any text of its own.
  const isCode = route.includes('identity-provider') && field === 'code';
  return typeof value === 'string' && (route === 'POST /api/v1/sessions' || isCode || /password|current/.test(field));
}

function expectRefusalAt(pointer: string, answer: Answer, orOther = false): void {
  if (orOther && answer.status < 500) return;
  const { errors = [] } = answer.body as { errors?: { pointer: string }[] };
  expect(answer).toMatchObject({ status: 422, headers: { 'content-type': 'application/problem+json' } });
  expect(errors.map((error) => error.pointer)).toContainEqual(expect.stringMatching(`^${pointer}(/|$)`));
  expect(answer.text).not.toContain(canary);
}

async function rightBody(route: string): Promise<Record<string, unknown>> {
  return (await validRequests[route]?.body?.(place, null, tracker)) as Record<string, unknown>;
}

async function send(route: string, body: object): Promise<Answer> {
  const [method = '', path = ''] = route.split(' ');
  const { of } = validRequests[route] ?? {};
  const client = /^.api.v1.(account|agencies|task-forces|factor-resets|provisioned-users)/.test(path)
    ? keeper
    : supervisor;
  const version = { 'if-match': '"v1"' };
  return client.send(method, `${tracker.url}${path.replace(':id', of ? place[of] : '')}`, body, version);
}

function placed(body: Record<string, unknown>, pointer: string, value: unknown): object {
  const [field = '', below] = pointer.slice(1).split('/');
  if (below === undefined) return { ...body, [field]: value };
  return { ...body, [field]: { ...(body[field] as object), [below]: value } };
}
