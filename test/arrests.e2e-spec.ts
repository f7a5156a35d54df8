import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../src/platform/http/ids.js';
import type { ArrestPage, ArrestView } from '../src/suspects/arrests.contract.js';
import type { SuspectView } from '../src/suspects/suspects.contract.js';
import { tellingOf } from './support/client.js';
import { Given } from './support/given.js';
import { startTracker, type Tracker } from './support/tracker.js';

const made = { arrestedOn: '2026-03-02', kind: 'summoned' } as const;

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await startTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('POST /arrests', () => {
  it('records an arrest of a suspect, whose complaint may be closed already', async () => {
    const complaint = await given.complaint({ state: 'closed' });
    const { id: suspectId, by } = await given.suspect({ complaint });

    const response = await tracker.as(by).post<ArrestView>('/arrests', { suspectId, ...made });

    const { id: complaintId, taskForceId, agencyId } = complaint;
    const { id } = response.body;
    expect(response.status).toBe(201);
    expect(response.headers).toMatchObject({ etag: '"v1"', location: `/api/v1/arrests/${id}` });
    expect(response.body).toMatchObject({ ...made, suspectId, complaintId, taskForceId, agencyId, version: 1 });
    expect((await tracker.trailOf(complaintId)).at(-1)).toMatchObject({ action: 'arrest.recorded', subject: id });
    const suspect = await tracker.as(by).get<SuspectView>(`/suspects/${suspectId}`);
    expect(suspect.body.arrests).toMatchObject([{ id, ...made }]);
  });

  it.each([
    ['2026-02-28', 422, 'before the complaint was received'],
    ['2026-03-01', 201, 'on the day it was received, where the task force is'],
    ['2026-03-02', 201, 'today'],
    ['2026-03-03', 422, 'tomorrow'],
  ])('on %s is answered with %i: %s', async (arrestedOn, status) => {
    // In the evening of 1 March in Chicago; in Greenwich it is 2 March.
    const complaint = await given.complaint({ receivedAt: '2026-03-02T05:30:00Z' });
    const { id: suspectId, by } = await given.suspect({ complaint });

    const response = await tracker.as(by).post('/arrests', { suspectId, ...made, arrestedOn });

    expect(response.status).toBe(status);
    if (status === 422) expect(response.body).toMatchObject({ errors: [{ pointer: '#/arrestedOn' }] });
  });

  it.each([
    ['a kind nobody knows', { kind: 'other' }, 'kind'],
    ['an agency that is not there', { agencyId: newId() }, 'agencyId'],
    ['the complaint, which the suspect says', { complaintId: newId() }, 'complaintId'],
  ])('refuses %s by the name of the field', async (_, over, field) => {
    const { id: suspectId, by } = await given.suspect();

    const response = await tracker.as(by).post('/arrests', { suspectId, ...made, ...over });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('tells a suspect one cannot see in nothing from a missing one', async () => {
    const { id: suspectId, taskForceId } = await given.suspect();
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const foreigner = await given.account({ role: 'supervisor', seat: 'task_force' });

    const answers = [
      await tracker.as(neighbour).post('/arrests', { suspectId, ...made }),
      await tracker.as(foreigner).post('/arrests', { suspectId, ...made }),
      await tracker.as(foreigner).post('/arrests', { suspectId: newId(), ...made }),
    ].map(tellingOf);

    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/suspectId"') });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('sent again under one Idempotency-Key is one arrest', async () => {
    const { id: suspectId, by } = await given.suspect();
    const key = { 'idempotency-key': newId() };

    const first = await tracker.as(by).post<ArrestView>('/arrests', { suspectId, ...made }, key);
    const again = await tracker.as(by).post<ArrestView>('/arrests', { suspectId, ...made }, key);

    expect(again.body).toEqual(first.body);
    const list = await tracker.as(by).get<ArrestPage>(`/arrests?suspectId=${suspectId}`);
    expect(list.body.items).toHaveLength(1);
  });
});

describe('GET /arrests', () => {
  it('lists by suspect or complaint, the latest first, in pages, by one statement', async () => {
    const complaint = await given.complaint();
    const { by } = complaint;
    const suspect = await given.suspect({ complaint });
    const older = await given.arrest({ suspect, arrestedOn: '2026-03-01' });
    const later = await given.arrest({ suspect });
    const other = await given.arrest({ suspect: await given.suspect({ complaint }) });
    const path = `/arrests?suspectId=${suspect.id}&limit=1`;

    const first = await tracker.expectQueries(1, () => tracker.as(by).get<ArrestPage>(path));
    const second = await tracker.as(by).get<ArrestPage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);
    const whole = await tracker.as(by).get<ArrestPage>(`/arrests?complaintId=${complaint.id}`);

    expect(first.body.items).toMatchObject([{ id: later.id }]);
    expect(second.body).toMatchObject({ items: [{ id: older.id }], nextCursor: null });
    expect(whole.body.items.map(({ id }) => id)).toEqual([other.id, later.id, older.id]);
  });

  it('shows a stranger nothing, not even that there is something', async () => {
    const { id } = await given.arrest();
    const stranger = tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' }));

    const there = await stranger.get(`/arrests/${id}`);
    const missing = await stranger.get(`/arrests/${newId()}`);
    const list = await stranger.get<ArrestPage>('/arrests');

    expect(there.status).toBe(404);
    expect(tellingOf(there)).toEqual(tellingOf(missing));
    expect(list.body.items).toEqual([]);
  });
});

describe('PUT /arrests/:id', () => {
  it('corrects day, kind and agency, for a reason', async () => {
    const { id, etag, by, complaintId, taskForceId } = await given.arrest();
    const partner = await given.agency({ taskForceId });
    const facts = { arrestedOn: '2026-03-01', kind: 'on_view', agencyId: partner.id };
    const put = (reason: object, headers: object) =>
      tracker.as(by).put(`/arrests/${id}`, { ...facts, ...reason }, { ...headers });

    const unexplained = await put({}, { 'if-match': etag });
    const response = await put({ reason: 'Booking sheet' }, { 'if-match': etag });
    const stale = await put({ reason: 'Again' }, { 'if-match': etag });
    const blind = await put({ reason: 'Again' }, {});

    expect(unexplained).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/reason' }] } });
    expect(response).toMatchObject({ status: 200, etag: '"v2"', body: { ...facts, version: 2 } });
    expect([stale.status, blind.status]).toEqual([412, 428]);
    expect((await tracker.trailOf(complaintId)).at(-1)).toMatchObject({
      action: 'arrest.corrected',
      reason: 'Booking sheet',
      was: { arrested_on: '2026-03-02', kind: 'taken_into_custody' },
      became: { arrested_on: '2026-03-01', kind: 'on_view' },
    });
  });

  it.each([
    ['a day before the complaint', { arrestedOn: '2026-02-28' }, 'arrestedOn'],
    ['a day to come', { arrestedOn: '2026-03-03' }, 'arrestedOn'],
    ['an agency that is not there', { agencyId: newId() }, 'agencyId'],
  ])('refuses %s as recording it does', async (_, over, field) => {
    const { id, etag, by, agencyId } = await given.arrest();
    const body = { ...made, agencyId, reason: 'A mistake', ...over };

    const response = await tracker.as(by).put(`/arrests/${id}`, body, { 'if-match': etag });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('is nobody else’s: 404 to who cannot see it', async () => {
    const { id, etag, agencyId } = await given.arrest();
    const stranger = await given.account({ role: 'supervisor', seat: 'task_force' });
    const body = { ...made, agencyId, reason: 'A mistake' };

    const response = await tracker.as(stranger).put(`/arrests/${id}`, body, { 'if-match': etag });

    expect(response.status).toBe(404);
  });
});
