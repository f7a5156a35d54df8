import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type { TotalsView } from '../../src/reporting/reports/report.view.js';
import { complaintTypes } from '../../src/casework/complaints/complaints.enums.js';
import type { ArrestPage, ArrestView } from '../../src/casework/suspects/arrest.view.js';
import type { ChargePage, ChargeSuggestions, ChargeView } from '../../src/casework/suspects/charge.view.js';
import type { SuspectView } from '../../src/casework/suspects/suspect.view.js';
import { comparableContent, type Answer } from '../support/client.js';
import { Given, type GivenAccount } from '../support/given.js';
import { aCharge } from './people-fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const made = { arrestedOn: '2026-03-02', kind: 'summoned' } as const;

let tracker: Tracker;
let given: Given;
beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

describe('POST /arrests', () => {
  it('records an arrest of a suspect, also after the complaint is closed', async () => {
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
  ])('on %s returns %i: %s', async (arrestedOn, status) => {
    // It is the evening of 1 March in Chicago, and 2 March in UTC.
    const complaint = await given.complaint({ receivedAt: '2026-03-02T05:30:00Z' });
    const { id: suspectId, by } = await given.suspect({ complaint });

    const response = await tracker.as(by).post('/arrests', { suspectId, ...made, arrestedOn });

    expect(response.status).toBe(status);
    if (status === 422) expect(response.body).toMatchObject({ errors: [{ pointer: '#/arrestedOn' }] });
  });

  it.each([
    ['an unknown kind', { kind: 'other' }, 'kind'],
    ['a missing agency', { agencyId: newId() }, 'agencyId'],
    ['a complaint beside the suspect', { complaintId: newId() }, 'complaintId'],
  ])('rejects %s by field name', async (_, overrides, field) => {
    const { id: suspectId, by } = await given.suspect();

    const response = await tracker.as(by).post('/arrests', { suspectId, ...made, ...overrides });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('returns identical errors for missing and foreign suspects', async () => {
    const { id: suspectId, taskForceId } = await given.suspect();
    const neighbour = await given.account({ agency: await given.agency({ taskForceId }) });
    const foreigner = await given.account({ role: 'supervisor', seat: 'task_force' });

    const answers = [
      await tracker.as(neighbour).post('/arrests', { suspectId, ...made }),
      await tracker.as(foreigner).post('/arrests', { suspectId, ...made }),
      await tracker.as(foreigner).post('/arrests', { suspectId: newId(), ...made }),
    ].map(comparableContent);

    expect(answers[0]).toMatchObject({ status: 422, text: expect.stringContaining('"#/suspectId"') });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('creates one arrest for repeated requests with one idempotency key', async () => {
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
  it('lists by suspect or complaint, latest first, in pages, with one statement', async () => {
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

  it('returns 404 and empty lists to seats without access', async () => {
    const { id } = await given.arrest();
    const stranger = tracker.as(await given.account({ role: 'supervisor', seat: 'task_force' }));

    const there = await stranger.get(`/arrests/${id}`);
    const missing = await stranger.get(`/arrests/${newId()}`);
    const list = await stranger.get<ArrestPage>('/arrests');

    expect(there.status).toBe(404);
    expect(comparableContent(there)).toEqual(comparableContent(missing));
    expect(list.body.items).toEqual([]);
  });
});

describe('PUT /arrests/:id', () => {
  it('corrects date, kind and agency, with a reason', async () => {
    const { id, etag, complaintId, taskForceId } = await given.arrest();
    const by = await given.account({ taskForceId, role: 'supervisor' });
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
    ['a date before the complaint', { arrestedOn: '2026-02-28' }, 'arrestedOn'],
    ['a future date', { arrestedOn: '2026-03-03' }, 'arrestedOn'],
    ['a missing agency', { agencyId: newId() }, 'agencyId'],
  ])('rejects %s as POST does', async (_, overrides, field) => {
    const { id, etag, by, agencyId } = await given.arrest();
    const body = { ...made, agencyId, reason: 'A mistake', ...overrides };

    const response = await tracker.as(by).put(`/arrests/${id}`, body, { 'if-match': etag });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('returns 404 to accounts without access', async () => {
    const { id, etag, agencyId } = await given.arrest();
    const stranger = await given.account({ role: 'supervisor', seat: 'task_force' });
    const body = { ...made, agencyId, reason: 'A mistake' };

    const response = await tracker.as(stranger).put(`/arrests/${id}`, body, { 'if-match': etag });

    expect(response.status).toBe(404);
  });
});

describe('an arrest of a person under 18', () => {
  const minor = { bornOn: '2010-11-02', juvenile: true } as const;

  it('requires the handling of the juvenile', async () => {
    const { id: suspectId, by, complaintId } = await given.suspect(minor);
    const arrest = { suspectId, ...made };

    const without = await tracker.as(by).post('/arrests', arrest);
    const response = await tracker.as(by).post('/arrests', { ...arrest, juvenileHandling: 'referred' });

    expect(without).toMatchObject({
      status: 422,
      body: {
        type: '/problems/juvenile-handling-missing',
        errors: [{ pointer: '#/juvenileHandling', nibrsError: '652' }],
      },
    });
    expect(response).toMatchObject({
      status: 201,
      body: { nibrsKind: 'S', juvenileHandling: 'referred', nibrsHandling: 'R', handlingFault: null },
    });
    const list = await tracker.as(by).get<ArrestPage>(`/arrests?complaintId=${complaintId}`);
    expect(list.body.items).toHaveLength(1);
  });

  it('is the only one with a handling, which the FBI rejects for adults', async () => {
    for (const bornOn of ['1979-11-02', null]) {
      const { id: suspectId, by } = await given.suspect({ bornOn });

      const response = await tracker.as(by).post('/arrests', { suspectId, ...made, juvenileHandling: 'referred' });

      expect(response).toMatchObject({
        status: 422,
        body: { type: '/problems/nibrs-rejected', errors: [{ pointer: '#/juvenileHandling', nibrsError: '653' }] },
      });
    }
  });

  it('is shown with its conflicting fields when the person proves to have been 18', async () => {
    const suspect = await given.suspect({ juvenile: true });
    const { id, etag, by } = suspect;
    const arrest = await given.arrest({ suspect, juvenileHandling: 'referred' });
    const known = { givenName: null, familyName: null, offenderClass: 'unknown', identifiedOn: '2026-03-01' };
    const grown = { ...known, bornOn: '1979-11-02', juvenile: false };

    const corrected = await tracker.as(by).put<SuspectView>(`/suspects/${id}`, grown, { 'if-match': etag });
    const seen = await tracker.as(by).get<ArrestView>(`/arrests/${arrest.id}`);

    expect(corrected.body.arrestsToCorrect).toEqual([arrest.id]);
    expect(seen.body.handlingFault).toMatchObject({ pointer: '#/juvenileHandling', nibrsError: '653' });
  });

  it('is shown as incomplete when the age is learned later, until the handling is set', async () => {
    const suspect = await given.suspect();
    const { id, etag, by } = suspect;
    const arrest = await given.arrest({ suspect });
    const { agencyId, arrestedOn, kind } = arrest;
    const known = { givenName: null, familyName: null, offenderClass: 'unknown', identifiedOn: '2026-03-01', ...minor };

    const corrected = await tracker.as(by).put<SuspectView>(`/suspects/${id}`, known, { 'if-match': etag });
    const seen = await tracker.as(by).get<ArrestView>(`/arrests/${arrest.id}`);
    const facts = {
      agencyId,
      arrestedOn,
      kind,
      juvenileHandling: 'handled_within_department',
      reason: 'Born in 2010.',
    };
    await given.changed(arrest, `/arrests/${arrest.id}`, facts);
    const after = await tracker.as(by).get<SuspectView>(`/suspects/${id}`);

    expect(corrected.body.arrestsToCorrect).toEqual([arrest.id]);
    expect(seen.body.handlingFault).toMatchObject({ nibrsError: '652' });
    expect(after.body.arrestsToCorrect).toEqual([]);
  });
});

describe('charges', () => {
  it('under title 18 and under state law are shown with their arrest', async () => {
    const arrest = await given.arrest();
    const { id: arrestId, by, complaintId } = arrest;
    const ofState = {
      ...aCharge,
      jurisdiction: 'NE',
      code: 'Neb. Rev. Stat.',
      section: '28-813.01',
      title: 'Possession of a visual depiction of a child',
      federalSection: '2252A(a)(5)(B)',
    };

    const federal = await tracker.as(by).post<ChargeView>('/charges', { arrestId, ...aCharge });
    const state = await tracker.as(by).post<ChargeView>('/charges', { arrestId, ...ofState });
    const { body } = await tracker.as(by).get<ArrestView>(`/arrests/${arrestId}`);

    expect(federal).toMatchObject({
      status: 201,
      headers: { location: `/api/v1/charges/${federal.body.id}` },
      body: {
        ...aCharge,
        code: '18 U.S.C.',
        title: 'Certain activities relating to material constituting or containing child pornography',
        federalSection: aCharge.section,
      },
    });
    expect(state).toMatchObject({ status: 201, body: { ...ofState, nibrsCompletion: 'C' } });
    expect(body.charges.map(({ id }) => id)).toEqual([federal.body.id, state.body.id]);
    const acts = (await tracker.trailOf(complaintId)).map(({ action }) => action);
    expect(acts.filter((action) => action === 'charge.recorded')).toHaveLength(2);
  });

  it.each([
    ['material without an activity', { criminalActivities: [] }, [['220', 'criminalActivities']]],
    ['computer equipment that is not applicable', { offenderUsing: ['N', 'C'] }, [['207', 'offenderUsing']]],
    ['an activity without material', { nibrsOffense: '210' }, [['219', 'criminalActivities']]],
    [
      'rape in cyberspace of an adult, by statute of the young',
      { nibrsOffense: '36B', criminalActivities: [], victimAge: 30 },
      [
        ['205', 'location'],
        ['481', 'victimAge'],
      ],
    ],
    [
      'an attempt at intimidation',
      { nibrsOffense: '13C', criminalActivities: [], completion: 'attempted' },
      [['256', 'completion']],
    ],
  ])('are rejected where the FBI would reject them: %s', async (_, overrides, faults) => {
    const { id: arrestId, by } = await given.arrest();

    const response = await tracker.as(by).post('/charges', { arrestId, ...aCharge, ...overrides });

    const errors = faults.map(([nibrsError, field]) => ({ pointer: `#/${field ?? ''}`, nibrsError }));
    expect(response).toMatchObject({ status: 422, body: { type: '/problems/nibrs-rejected', errors } });
    const { body } = await tracker.as(by).get<ChargePage>(`/charges?arrestId=${arrestId}`);
    expect(body.items).toEqual([]);
  });

  it('of Group B have no location, completion or activity, because they have an arrest report only', async () => {
    const { id: arrestId, by } = await given.arrest();
    const groupB = { arrestId, ...aCharge, nibrsOffense: '90Z', criminalActivities: [], completion: 'attempted' };
    const record = (overrides: object): Promise<Answer<ChargeView>> =>
      tracker.as(by).post<ChargeView>('/charges', { ...groupB, ...overrides });

    const recorded = await record({ location: null });
    const located = await record({ location: '20' });
    const active = await record({ location: null, criminalActivities: ['P'] });

    expect(recorded).toMatchObject({
      status: 201,
      body: { completion: 'attempted', nibrsCompletion: null, location: null, criminalActivities: [] },
    });
    expect(located).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/location', code: 'notAllowed' }] } });
    expect(active).toMatchObject({ status: 422, body: { errors: [{ pointer: '#/criminalActivities' }] } });
  });

  it.each([
    ['a malformed section', { section: '18 USC 924' }, 'section'],
    ['an unlisted section without its title', { section: '924(c)' }, 'title'],
    ['a title of a federal section', { title: 'Possession' }, 'title'],
    ['two letters of no State', { jurisdiction: 'XX', code: 'Code', title: 'Possession' }, 'jurisdiction'],
    ['a state charge without its code', { jurisdiction: 'NE', title: 'Possession' }, 'code'],
    ['four activities', { criminalActivities: ['B', 'C', 'D', 'E'] }, 'criminalActivities'],
    ['an empty offenderUsing', { offenderUsing: [] }, 'offenderUsing'],
    ['an unknown offenderUsing code', { offenderUsing: ['X'] }, 'offenderUsing'],
    ['a duplicate activity', { criminalActivities: ['P', 'P'] }, 'criminalActivities'],
    ['an activity as a text', { criminalActivities: 'P' }, 'criminalActivities'],
    ['an invalid location', { location: '22' }, 'location'],
    ['no counts', { counts: 0 }, 'counts'],
    ['a missing arrest', { arrestId: newId() }, 'arrestId'],
  ])('are rejected by field name: %s', async (_, overrides, field) => {
    const { id: arrestId, by } = await given.arrest();

    const response = await tracker.as(by).post('/charges', { arrestId, ...aCharge, ...overrides });

    expect(response).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${field}` }] } });
  });

  it('are listed in pages with one statement, corrected with a reason, and voided', async () => {
    const { id: arrestId, by, complaintId } = await given.arrest();
    const older = await given.made<ChargeView>(by, '/charges', { arrestId, ...aCharge });
    const later = await given.made<ChargeView>(by, '/charges', { arrestId, ...aCharge });
    const path = `/charges?complaintId=${complaintId}&limit=1`;

    const first = await tracker.expectQueries(1, () => tracker.as(by).get<ChargePage>(path));
    const second = await tracker.as(by).get<ChargePage>(`${path}&cursor=${first.body.nextCursor ?? ''}`);
    const right = await given.changed(older, `/charges/${older.id}`, {
      ...aCharge,
      counts: 3,
      reason: 'Three counts.',
    });
    const voided = await given.changed(later, `/charges/${later.id}/void`, { reason: 'Recorded twice.' });
    const again = await tracker
      .as(by)
      .put(`/charges/${later.id}`, { ...aCharge, reason: 'Again.' }, { 'if-match': voided.etag });

    expect(first.body.items).toMatchObject([{ id: later.id }]);
    expect(second.body).toMatchObject({ items: [{ id: older.id }], nextCursor: null });
    expect(right).toMatchObject({ counts: 3, version: 2 });
    expect(again).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
  });

  it('are proposed for each type of complaint, without a default', async () => {
    const { by } = await given.complaint();
    for (const type of complaintTypes) {
      const { status, body } = await tracker.as(by).get<ChargeSuggestions>(`/charge-suggestions?complaintType=${type}`);
      expect({ type, status }).toEqual({ type, status: 200 });
      expect(Math.min(body.federal.length, body.nibrs.length)).toBeGreaterThan(0);
    }
    const { body } = await tracker.as(by).get('/charge-suggestions?complaintType=csam_possession');
    expect(body).toMatchObject({
      federal: [{ section: '2252(a)(4)' }, { section: '2252A(a)(5)' }],
      nibrs: [{ code: '370', criminalActivities: [{ code: 'P', name: 'Possessing or concealing' }] }],
    });
    const receipt = await tracker.as(by).get('/charge-suggestions?complaintType=csam_receipt');
    expect(receipt.body).toMatchObject({
      federal: [{ section: '2252(a)(2)' }, { section: '2252A(a)(2)' }],
      nibrs: [{ code: '370', criminalActivities: [{ code: 'B', name: 'Buying or receiving' }] }],
    });
  });
});

describe('POST /arrests/:id/void', () => {
  it('keeps the arrest readable, voids its charges, stops counting it, and rejects further charges', async () => {
    const arrest = await given.arrest();
    const { id, by, complaintId } = arrest;
    const wrong = await given.made<ChargeView>(by, '/charges', { arrestId: id, ...aCharge });
    await given.changed(wrong, `/charges/${wrong.id}/void`, { reason: 'Recorded twice.' });
    const charge = await given.made<ChargeView>(by, '/charges', { arrestId: id, ...aCharge });

    const before = await arrestsCounted(by);
    const voided = await given.changed(arrest, `/arrests/${id}/void`, { reason: 'The wrong person.' });
    const seen = await tracker.as(by).get<ArrestView>(`/arrests/${id}`);
    const later = [
      await tracker.as(by).post('/charges', { arrestId: id, ...aCharge }),
      await tracker.as(by).post(`/charges/${charge.id}/void`, { reason: 'Too.' }, { 'if-match': '"v2"' }),
      await tracker.as(by).post(`/arrests/${id}/void`, { reason: 'Again.' }, { 'if-match': voided.etag }),
    ];

    expect(seen.body).toMatchObject({
      voidReason: 'The wrong person.',
      charges: [
        { id: wrong.id, version: 2, voidReason: 'Recorded twice.' },
        { id: charge.id, version: 2, voidReason: 'The wrong person.', voidedAt: seen.body.voidedAt },
      ],
    });
    const entries = (await tracker.trailOf(complaintId)).filter(({ action }) => action === 'arrest.voided');
    expect(entries).toHaveLength(2);
    expect(seen.body.may).toEqual({ correct: false, charge: false, void: false });
    for (const answer of later) expect(answer).toMatchObject({ status: 409, body: { type: '/problems/voided' } });
    expect([before, await arrestsCounted(by)]).toEqual([1, 0]);
  });
});

async function arrestsCounted(by: GivenAccount): Promise<number> {
  const { body } = await tracker.as(by).get<TotalsView>('/reports/totals?from=2026-01-01&until=2027-01-01');
  return body.figures.arrests.recorded;
}
