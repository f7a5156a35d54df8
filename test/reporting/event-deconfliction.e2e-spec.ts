import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type {
  OperationEventPage,
  OperationEventView,
  EventConflictNoticesView,
  EventConflictPointer,
  EventConflictsView,
} from '../../src/reporting/operations/operation-event.view.js';
import { hashOf } from '../../src/platform/actor/token-hash.js';
import { newId } from '../../src/platform/ids/ids.js';
import { comparableContent, type Answer } from '../support/client.js';
import { Given, type Made } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import { sharedTracker, stoppedAt, type Tracker } from '../support/tracker.js';

type Event = Made<OperationEventView>;

interface Place {
  readonly state: string;
  readonly county: string;
  readonly point: { readonly latitude: number; readonly longitude: number; readonly radiusKilometres: number } | null;
}

const hours = { startsAt: '2026-04-07T10:00:00Z', endsAt: '2026-04-07T14:00:00Z' };
const question = { purpose: 'Warrant service; officer safety.', withinHours: 12, withinKilometres: 25 };
/** Length of a degree of latitude on the sphere. */
const degree = (Math.PI * 6371) / 180;

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

let places = 0;

function somewhere(): Place {
  places += 1;
  const point = {
    latitude: (places % 20) * 4 - 40,
    longitude: Math.floor(places / 20) * 10 - 150,
    radiusKilometres: 0,
  };
  return { state: 'NE', county: `Place ${places}`, point };
}

function north({ point, ...place }: Place, kilometres: number, radiusKilometres = 0): Place {
  if (!point) throw new Error('North of a point');
  return { ...place, point: { ...point, latitude: point.latitude + kilometres / degree, radiusKilometres } };
}

async function unit(
  overrides: { taskForceId?: string } = {},
): Promise<{ by: GivenAccount; agency: GivenAgency; operationId: string }> {
  const agency = await given.agency(overrides);
  const head = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });
  const { id: operationId } = await given.operation({ by: head });
  return { by: await given.account({ agency }), agency, operationId };
}

async function planned(where: Place, overrides: object = {}, at?: Awaited<ReturnType<typeof unit>>): Promise<Event> {
  const { by, operationId } = at ?? (await unit());
  return given.made<OperationEventView>(by, '/operation-events', {
    operationId,
    kind: 'warrant_service',
    ...hours,
    ...where,
    ...overrides,
  });
}

function ask(event: Event, overrides: object = {}): Promise<Answer<EventConflictsView>> {
  return tracker
    .as(event.by)
    .post<EventConflictsView>(`/operation-events/${event.id}/event-deconfliction`, { ...question, ...overrides });
}

async function noticesAt(of: Event): Promise<EventConflictNoticesView> {
  const { status, body } = await tracker
    .as(of.by)
    .get<EventConflictNoticesView>(`/operation-events/${of.id}/conflict-notices`);
  expect(status).toBe(200);
  return body;
}

async function overlapsOf(event: Event, overrides: object = {}): Promise<EventConflictPointer[]> {
  const { status, body } = await ask(event, overrides);
  expect(status).toBe(200);
  return body.conflicts;
}

describe('a planned event of an operation', () => {
  it('is visible to its unit and task force only', async () => {
    const at = await unit();
    const { taskForceId, id: agencyId } = at.agency;
    const event = await planned(somewhere(), {}, at);
    const path = `/operation-events/${event.id}`;
    const head = await given.account({ taskForceId, role: 'supervisor' });
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });

    const may = { change: true, void: true, findConflicts: true };
    const { operationId } = at;
    expect(event).toMatchObject({ agencyId, taskForceId, operationId, version: 1, voidedAt: null, may });
    expect(event.startsAt).toBe('2026-04-07T10:00:00.000Z');
    expect((await tracker.as(head).get<OperationEventView>(path)).body.point).toEqual(event.point);
    const missing = await tracker.as(neighbour).get(`/operation-events/${newId()}`);
    for (const stranger of [neighbour, (await unit()).by, await given.account({ seat: 'national' })]) {
      expect(comparableContent(await tracker.as(stranger).get(path))).toEqual(comparableContent(missing));
      expect((await tracker.as(stranger).get<OperationEventPage>('/operation-events')).body.items).toEqual([]);
    }
  });

  it('is listed latest first, in pages, with one statement', async () => {
    const at = await unit();
    const first = await planned(somewhere(), {}, at);
    const later = { startsAt: '2026-04-08T10:00:00Z', endsAt: '2026-04-08T11:00:00Z' };
    const second = await planned(somewhere(), later, at);
    const path = `/operation-events?operationId=${at.operationId}&limit=1`;

    const page = await tracker.expectQueries(1, () => tracker.as(at.by).get<OperationEventPage>(path));
    const rest = await tracker.as(at.by).get<OperationEventPage>(`${path}&cursor=${page.body.nextCursor ?? ''}`);

    expect(page.body.items.map(({ id }) => id)).toEqual([second.id]);
    expect(rest.body).toMatchObject({ items: [{ id: first.id }], nextCursor: null });
  });

  it.each([
    ['a foreign operation', { operationId: newId() }, 'operationId'],
    ['a date after the operation', { endsAt: '2026-06-01T06:00:00Z', startsAt: '2026-05-31T06:00:00Z' }, 'endsAt'],
    ['an end before the start', { endsAt: '2026-04-07T09:59:59Z' }, 'endsAt'],
    ['an unknown kind', { kind: 'party' }, 'kind'],
    ['a point without longitude', { point: { latitude: 41.2586, radiusKilometres: 0 } }, 'point/longitude'],
    ['a latitude beyond the pole', { point: { latitude: 90.1, longitude: 0, radiusKilometres: 0 } }, 'point/latitude'],
    ['a point as text', { point: { latitude: '41', longitude: 0, radiusKilometres: 0 } }, 'point/latitude'],
    ['a state name in full', { state: 'Nebraska' }, 'state'],
    ['no county', { county: '' }, 'county'],
    ['another unit', { agencyId: newId() }, 'agencyId'],
  ])('rejects %s', async (_, overrides, pointer) => {
    const { by, operationId } = await unit();
    const body = { operationId, kind: 'arrest', ...hours, ...somewhere(), ...overrides };

    const answer = await tracker.as(by).post('/operation-events', body);

    expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${pointer}` }] } });
  });

  it('is updated on the version read, and cancelled with a reason', async () => {
    const event = await planned(somewhere());
    const path = `/operation-events/${event.id}`;
    const plan = { kind: 'surveillance', ...hours, ...somewhere(), county: 'Sarpy County' };

    const changed = await given.changed(event, path, plan);
    const stale = await tracker.as(event.by).put(path, plan, { 'if-match': event.etag });
    const gone = await given.changed(changed, `${path}/void`, { reason: 'The suspect moved.' });

    expect(changed).toMatchObject({ kind: 'surveillance', county: 'Sarpy', version: 2 });
    expect(stale).toMatchObject({ status: 412, body: { sent: 1, current: 2 } });
    expect(gone).toMatchObject({ voidedAt: stoppedAt.toISOString(), voidReason: 'The suspect moved.' });
    for (const answer of [
      await tracker.as(event.by).put(path, plan, { 'if-match': gone.etag }),
      await tracker.as(event.by).post(`${path}/void`, { reason: 'Again.' }, { 'if-match': gone.etag }),
      await ask(gone),
    ]) {
      expect(answer).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
    }
  });

  it('keeps its location out of the trail', async () => {
    const event = await planned(somewhere());
    const [entry] = await tracker.sql('SELECT became, withheld FROM audit.entries WHERE row_id = $1', [event.id]);

    expect(entry).toMatchObject({ withheld: ['latitude', 'longitude', 'void_reason'] });
    expect(entry?.['became']).not.toHaveProperty('latitude');
  });
});

describe('event deconfliction', () => {
  it('returns the agency to call, of any task force, and nothing else', async () => {
    const where = somewhere();
    const other = await unit();
    await planned(
      north(where, 3),
      { kind: 'undercover_meeting', startsAt: '2026-04-07T15:30:00Z', endsAt: '2026-04-07T17:00:00Z' },
      other,
    );
    const event = await planned(where);

    const answer = await ask(event);

    expect(answer.status).toBe(200);
    const [taskForce] = await tracker.sql<{ name: string }>('SELECT name FROM app.task_forces WHERE id = $1', [
      other.agency.taskForceId,
    ]);
    expect(answer.body).toEqual({
      eventId: event.id,
      askedAt: stoppedAt.toISOString(),
      conflicts: [
        {
          kind: 'undercover_meeting',
          agency: other.agency.name,
          taskForce: taskForce?.name,
          phone: '+1 402 555 0100',
          email: null,
          distance: 'within_5_km',
          hoursApart: 2,
        },
      ],
    });
  });

  it('finds conflicts in both directions, within one task force too, and never with the own events', async () => {
    const where = somewhere();
    const at = await unit();
    const neighbour = await unit({ taskForceId: at.agency.taskForceId });
    const event = await planned(where, {}, at);
    await planned(where, {}, at);
    const theirs = await planned(where, {}, neighbour);

    expect((await overlapsOf(event)).map(({ agency }) => agency)).toEqual([neighbour.agency.name]);
    expect((await overlapsOf(theirs)).map(({ agency }) => agency)).toEqual([at.agency.name, at.agency.name]);
  });

  it.each([
    [0.9, 'within_1_km'],
    [1.1, 'within_5_km'],
    [4.9, 'within_5_km'],
    [5.1, 'within_25_km'],
    [24.9, 'within_25_km'],
    [25.1, 'within_100_km'],
    [99.9, 'within_100_km'],
    [100.1, null],
  ])('reports %d kilometres as %s', async (kilometres, distance) => {
    const where = somewhere();
    await planned(north(where, kilometres));
    const event = await planned(where);

    const found = await overlapsOf(event, { withinKilometres: 100 });

    expect(found.map((pointer) => pointer.distance)).toEqual(distance === null ? [] : [distance]);
  });

  it('searches within the requested distance, from edge to edge', async () => {
    const where = somewhere();
    await planned(north(where, 4));
    await planned(north(where, 30, 20));
    const event = await planned(where);
    const distances = async (withinKilometres: number): Promise<string[]> =>
      (await overlapsOf(event, { withinKilometres })).map(({ distance }) => distance);

    expect(await distances(1)).toEqual([]);
    expect(await distances(5)).toEqual(['within_5_km']);
    expect(await distances(25)).toEqual(['within_5_km', 'within_25_km']);
  });

  it.each([
    ['the date line', { latitude: 51.9, longitude: 179.99, radiusKilometres: 0 }, { longitude: -179.99 }],
    ['a pole', { latitude: 89.99, longitude: 10, radiusKilometres: 0 }, { longitude: -170 }],
  ])('finds conflicts across %s', async (_, point, overrides) => {
    const place = { ...somewhere(), point };
    const other = await unit();
    const theirs = await planned({ ...place, point: { ...point, ...overrides } }, {}, other);
    const event = await planned(place);

    expect(await overlapsOf(event)).toMatchObject([{ agency: other.agency.name, distance: 'within_5_km' }]);
    expect(await overlapsOf(theirs)).toMatchObject([{ distance: 'within_5_km' }]);
  });

  it.each([
    ['2026-04-07T14:00:00Z', 0, 0],
    ['2026-04-07T14:00:01Z', 1, 1],
    ['2026-04-07T15:00:00Z', 1, 1],
    ['2026-04-08T02:00:00Z', 12, 12],
    ['2026-04-08T02:00:01Z', null, 13],
    ['2026-04-07T12:00:00Z', 0, 0],
  ])('reports hours apart for an event that begins at %s', async (startsAt, hoursApart, farther) => {
    const where = somewhere();
    await planned(where, { startsAt, endsAt: '2026-04-09T00:00:00Z' });
    const event = await planned(where);

    const found = await overlapsOf(event);

    expect(found.map((pointer) => pointer.hoursApart)).toEqual(hoursApart === null ? [] : [hoursApart]);
    expect(await overlapsOf(event, { withinHours: 13 })).toMatchObject([{ hoursApart: farther }]);
  });

  it('compares counties where either event has no point, ignoring spelling', async () => {
    const { state, county } = somewhere();
    const place = { state, county: county.toUpperCase(), point: null };
    const bare = await unit();
    await planned({ ...place, county: `${county} county` }, {}, bare);
    await planned({ ...place, state: 'IA' });
    await planned({ ...somewhere(), county });
    const event = await planned(place);

    const found = await overlapsOf(event);

    expect(found).toHaveLength(2);
    expect(found.map(({ distance }) => distance)).toEqual(['same_county', 'same_county']);
    expect(found.map(({ agency }) => agency)).toContain(bare.agency.name);
  });

  it('notifies the owner of each event that a check returned', async () => {
    const where = somewhere();
    const [mine, theirs] = [await unit(), await unit()];
    const event = await planned(where, {}, mine);
    const near = await planned(north(where, 10), { kind: 'surveillance' }, theirs);
    await ask(near, { withinKilometres: 5 });
    expect(await noticesAt(event)).toEqual({ eventId: event.id, notices: [] });
    await ask(near, { withinKilometres: 25 });
    await ask(near, { withinKilometres: 100 });

    const { notices } = await noticesAt(event);
    const taskForce = expect.stringContaining('Task Force');
    const called = { agency: theirs.agency.name, taskForce, phone: '+1 402 555 0100', email: null };
    const told = { kind: 'surveillance', ...called, distance: 'within_25_km', hoursApart: 0 };
    expect(notices).toEqual([{ ...told, askedAt: stoppedAt.toISOString() }]);
    expect((await noticesAt(near)).notices).toEqual([]);
    const [look] = await tracker.sql('SELECT account_id AS by FROM audit.entries WHERE action = $1 AND subject = $2', [
      'conflict-notices.read',
      event.id,
    ]);
    expect(look).toEqual({ by: event.by.accountId });

    expect((await tracker.as(near.by).get(`/operation-events/${event.id}/conflict-notices`)).status).toBe(404);
  });

  it('does not notify about a check made before the event was planned', async () => {
    const where = somewhere();
    const asking = await planned(where);
    expect(await overlapsOf(asking)).toEqual([]);

    const later = await planned(north(where, 3));
    expect(await noticesAt(later)).toEqual({ eventId: later.id, notices: [] });

    await overlapsOf(asking);
    expect((await noticesAt(later)).notices).toMatchObject([{ distance: 'within_5_km', hoursApart: 0 }]);
  });

  it('keeps notices when plans change later', async () => {
    const where = somewhere();
    const event = await planned(where);
    const asking = await planned(north(where, 3));
    await overlapsOf(asking);
    const told = await noticesAt(event);
    expect(told.notices).toMatchObject([{ kind: 'warrant_service', distance: 'within_5_km' }]);

    const elsewhere = { kind: 'surveillance', ...hours, ...somewhere() };
    const moved = await given.changed(asking, `/operation-events/${asking.id}`, elsewhere);
    expect(await noticesAt(event)).toEqual(told);
    expect(await overlapsOf(moved)).toEqual([]);
    expect(await noticesAt(event)).toEqual(told);
    await given.changed(moved, `/operation-events/${moved.id}/void`, { reason: 'Called off.' });
    expect(await noticesAt(event)).toEqual(told);
    const gone = await given.changed(event, `/operation-events/${event.id}/void`, { reason: 'Called off.' });
    expect(await noticesAt(gone)).toEqual(told);
  });

  it('writes each conflict to the trail of the requester, with its distance and without its owner', async () => {
    const where = somewhere();
    const event = await planned(where);
    const asking = await planned(north(where, 3));
    await overlapsOf(asking);

    const entries = await tracker.sql(
      `SELECT task_force_id AS "taskForceId", account_id AS by, subject, became - 'id' AS became, withheld FROM audit.entries
        WHERE source = 'event_conflicts' AND (subject = $1 OR row_id IN (SELECT id FROM app.event_conflicts WHERE event_id = $2))`,
      [asking.id, event.id],
    );

    const { taskForceId, agencyId } = asking;
    const became = { kind: 'warrant_service', distance: 'within_5_km', hours_apart: 0 };
    const hit = { task_force_id: taskForceId, agency_id: agencyId, check_id: expect.any(String), ...became };
    const withheld = ['of_task_force_id', 'event_id'];
    expect(entries).toEqual([{ taskForceId, by: asking.by.accountId, subject: asking.id, became: hit, withheld }]);
  });

  it('ignores cancelled events', async () => {
    const where = somewhere();
    const theirs = await planned(where);
    const event = await planned(where);
    expect(await overlapsOf(event)).toHaveLength(1);

    await given.changed(theirs, `/operation-events/${theirs.id}/void`, { reason: 'Called off.' });

    expect(await overlapsOf(event)).toEqual([]);
  });

  it('writes each check and its purpose to the trail', async () => {
    const event = await planned(somewhere());
    await ask(event, { purpose: 'The first.' });
    await ask(event, { purpose: 'The second.' });

    const entries = await tracker.sql(
      `SELECT account_id AS "accountId", reason, source, became -> 'within_hours' AS hours FROM audit.entries
        WHERE action = 'event-conflicts.checked' AND subject = $1 ORDER BY seq`,
      [event.id],
    );

    const { accountId } = event.by;
    expect(entries).toEqual([
      { accountId, reason: 'The first.', source: 'event_conflict_checks', hours: 12 },
      { accountId, reason: 'The second.', source: 'event_conflict_checks', hours: 12 },
    ]);
  });

  it.each([
    ['no purpose', { purpose: '' }, 'purpose'],
    ['an unsupported distance', { withinKilometres: 3 }, 'withinKilometres'],
    ['more than a week of hours', { withinHours: 169 }, 'withinHours'],
  ])('rejects a check with %s', async (_, overrides, field) => {
    expect(await ask(await planned(somewhere()), overrides)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: `#/${field}` }] },
    });
  });

  it('rejects a check for another unit’s event', async () => {
    const event = await planned(somewhere());
    const stranger = (await unit()).by;

    const answers = [
      await tracker.as(stranger).post(`/operation-events/${event.id}/event-deconfliction`, question),
      await tracker.as(stranger).post(`/operation-events/${newId()}/event-deconfliction`, question),
    ].map(comparableContent);

    expect(answers[0]).toMatchObject({ status: 404 });
    expect(answers[1]).toEqual(answers[0]);
  });

  describe('the event deconfliction functions of the database', () => {
    let app: pg.Client;
    beforeAll(async () => {
      app = new pg.Client({ connectionString: tracker.database.appUrl });
      await app.connect();
    });
    afterAll(() => app.end());

    async function asApp<T>({ token }: GivenAccount, work: () => Promise<T>): Promise<T> {
      await app.query('BEGIN');
      try {
        await app.query(`SELECT auth.begin_request($1, false, 'a request', '192.0.2.1')`, [hashOf(token)]);
        await app.query(`SELECT audit.begin_change('event-conflicts.checked', NULL, 'why', 'a request')`);
        return await work();
      } finally {
        await app.query('ROLLBACK');
      }
    }
    const check = (event: Event, id: string, askedBy: string): Promise<unknown> =>
      app.query(
        `INSERT INTO app.event_conflict_checks (id, task_force_id, agency_id, event_id, purpose, within_hours, within_kilometres, asked_by, asked_at)
         VALUES ($1, $2, $3, $4, 'why', 12, 25, $5, now())`,
        [id, event.taskForceId, event.agencyId, event.id, askedBy],
      );
    const answer = (id: string): Promise<pg.QueryResult> =>
      app.query('SELECT * FROM oversight.conflicting_events($1)', [id]);

    it('return conflicts only within the transaction and session of the check', async () => {
      const where = somewhere();
      await planned(where);
      const event = await planned(where);
      const { by } = event;
      const colleague = await given.account();
      await ask(event);
      const [asked] = await tracker.sql<{ id: string }>(
        'SELECT id FROM app.event_conflict_checks WHERE event_id = $1',
        [event.id],
      );

      expect(
        await asApp(by, async () => {
          const id = randomUUID();
          await check(event, id, by.accountId);
          return (await answer(id)).rowCount;
        }),
      ).toBe(1);
      await expect(asApp(by, () => answer(asked?.id ?? ''))).rejects.toMatchObject({ code: '42501' });
      await expect(asApp(by, () => answer(randomUUID()))).rejects.toMatchObject({ code: '42501' });
      await expect(
        asApp(by, async () => {
          const id = randomUUID();
          await check(event, id, colleague.accountId);
          return answer(id);
        }),
      ).rejects.toMatchObject({ code: '42501' });
    });

    it('reject an event of another unit', async () => {
      const where = somewhere();
      const at = await unit();
      const theirs = await planned(where, {}, at);
      const mine = await planned(where, {}, await unit({ taskForceId: at.agency.taskForceId }));
      const { by } = mine;

      await expect(
        asApp(by, async () => {
          const id = randomUUID();
          await check({ ...mine, id: theirs.id }, id, by.accountId);
          return answer(id);
        }),
      ).rejects.toMatchObject({ code: '42501' });
    });

    it('reveal no event of another unit in any other way', async () => {
      const theirs = await planned(somewhere());
      const { by } = await planned(somewhere());

      const seen = await asApp(by, () => app.query('SELECT FROM app.operation_events WHERE id = $1', [theirs.id]));
      expect(seen.rowCount).toBe(0);
      const notices = (): Promise<pg.QueryResult> =>
        app.query('SELECT * FROM oversight.conflict_notices($1)', [theirs.id]);
      await expect(asApp(by, notices)).rejects.toMatchObject({ code: '42501' });
      for (const statement of [
        'SELECT oversight.kilometres_between(0, 0, 0, 0)',
        'SELECT oversight.own_event(gen_random_uuid())',
        'SELECT oversight.events_near(NULL, 100, 168)',
        'SELECT oversight.contact_of_unit(gen_random_uuid())',
      ]) {
        await expect(asApp(by, () => app.query(statement))).rejects.toMatchObject({ code: '42501' });
      }
    });
  });
});
