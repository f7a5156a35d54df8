import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Given, type GivenAccount, type GivenAgency } from '../support/given.js';
import { createFixtures, type Fixtures } from '../support/fixtures.js';
import { validRequests } from '../support/requests.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly allOf?: readonly Schema[];
}
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

let tracker: Tracker;
let given: Given;
let agency: GivenAgency;
let neighbour: GivenAgency;
let supervisor: GivenAccount;
let head: GivenAccount;
let place: Fixtures;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  agency = await given.agency();
  neighbour = await given.agency({ taskForceId: agency.taskForceId });
  place = await createFixtures(given, agency);
  supervisor = await given.account({ agency, role: 'supervisor' });
  head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
});
afterAll(() => tracker.close());

/** Routes whose agency is not that of a figure, but a receiver's or an account's. */
const ofReceivers: Readonly<Record<string, string>> = {
  'PUT /api/v1/complaints/:id/assignment': 'the agency that is to work the complaint',
  'PUT /api/v1/complaints/assignments': 'the agency that is to work the complaints',
  'POST /api/v1/transfers': 'the agency that a complaint is offered to',
  'POST /api/v1/shares': 'the agency that a complaint is shared with',
};

async function routesWithAgency(): Promise<string[]> {
  const { body } = await tracker.anonymous().get<Document>('/openapi.json');
  const { paths, components } = body;
  const propertiesOf = (schema: Schema | undefined): string[] => {
    if (schema?.$ref !== undefined) return propertiesOf(components.schemas[schema.$ref.split('/').at(-1) ?? '']);
    return [...Object.keys(schema?.properties ?? {}), ...(schema?.allOf ?? []).flatMap(propertiesOf)];
  };
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, { requestBody }]) =>
        propertiesOf(requestBody?.content['application/json']?.schema).includes('agencyId'),
      )
      .map(([method]) => `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, ':id')}`),
  );
}

async function send(by: GivenAccount, route: string, agencyId: string) {
  const { of, body } = validRequests[route] ?? {};
  const [method = '', path = ''] = route.split(' ');
  const url = `${tracker.url}${path.replace(':id', of ? place[of] : '')}`;
  const right = await body?.(place, by, tracker);
  const current = path.includes(':id') ? await tracker.as(by).get(url.replace(/\/[a-z-]+$/, '')) : null;
  return tracker.as(by).send(method, url, { ...right, agencyId }, { 'if-match': current?.headers['etag'] ?? '"v1"' });
}

describe('an agency', () => {
  it('adds nothing to the figures of a neighbour, by any route whose body names an agency', async () => {
    const routes = (await routesWithAgency()).filter((route) => !(route in ofReceivers));
    expect(routes).toEqual(
      expect.arrayContaining(['POST /api/v1/suspects', 'POST /api/v1/arrests', 'POST /api/v1/victims-identified']),
    );
    expect(routes.length).toBeGreaterThanOrEqual(17);

    for (const route of routes) {
      const { status, body } = await send(supervisor, route, neighbour.id);
      expect({ route, status, body }).toMatchObject({
        route,
        status: 422,
        body: { errors: [{ pointer: '#/agencyId' }] },
      });
    }
  });

  it('is listed with every route that names a receiving agency', async () => {
    expect(await routesWithAgency()).toEqual(expect.arrayContaining(Object.keys(ofReceivers)));
  });

  it('may record for the agency that owns a complaint it works, and for no other', async () => {
    const owner = await given.account({ agency, role: 'supervisor' });
    const complaint = await given.complaint({ by: owner });
    const record = (by: GivenAccount, complaintId: string) =>
      tracker.as(by).post('/suspects', { ...aSuspect, complaintId, agencyId: agency.id });
    const theirs = await given.account({ agency: neighbour, role: 'supervisor' });
    await tracker.sql('UPDATE app.complaints SET working_agency_id = $2 WHERE id = $1', [complaint.id, neighbour.id]);
    const own = await given.complaint({ by: theirs });

    expect(await record(theirs, complaint.id)).toMatchObject({ status: 201, body: { agencyId: agency.id } });
    expect(await record(theirs, own.id)).toMatchObject({ status: 422 });
  });

  it('keeps the agency of a record as the task force recorded it, and lets the task force correct it', async () => {
    const suspect = await given.suspect({ complaint: await given.complaint({ by: supervisor }) });
    const made = await tracker
      .as(head)
      .post<{ id: string }>('/arrests', { ...anArrest, suspectId: suspect.id, agencyId: neighbour.id });
    const correct = (by: GivenAccount, agencyId: string, version: string) =>
      tracker
        .as(by)
        .put(
          `/arrests/${made.body.id}`,
          { ...anArrest, agencyId, reason: 'The booking sheet says so.' },
          { 'if-match': version },
        );

    const kept = await correct(supervisor, neighbour.id, made.headers['etag'] ?? '');
    expect(made).toMatchObject({ status: 201, body: { agencyId: neighbour.id } });
    expect(kept).toMatchObject({ status: 200, body: { agencyId: neighbour.id } });
    expect(await correct(supervisor, agency.id, kept.headers['etag'] ?? '')).toMatchObject({ status: 200 });
  });
});

const aSuspect = { offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01' };
const anArrest = { arrestedOn: '2026-03-02', kind: 'taken_into_custody' };
