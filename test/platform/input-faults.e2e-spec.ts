import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type { InputError } from '../../src/platform/http/problems.js';
import type { Answer } from '../support/client.js';
import { aTip, Given, type GivenAccount } from '../support/given.js';
import { aCharge } from '../casework/people-fixtures.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

let tracker: Tracker;
let given: Given;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
});
afterAll(() => tracker.close());

interface Faults {
  readonly errors: readonly Required<InputError>[];
}

const future = '2099-01-01T12:00:00-06:00';

function log(by: GivenAccount, overrides: object): Promise<Answer<Faults>> {
  return tracker.as(by).post<Faults>('/complaints', { ...aTip, ...overrides });
}

const codesOf = ({ body }: Answer<Faults>) =>
  Object.fromEntries(body.errors.map(({ pointer, code }) => [pointer, code]));

describe('the faults of a body', () => {
  it('of every stage are in one response: shape, relations, normal forms and references', async () => {
    const agency = await given.agency();
    const by = await given.account({ taskForceId: agency.taskForceId, role: 'supervisor' });

    const answer = await log(by, {
      agencyId: newId(),
      receivedAt: future,
      narrative: '',
      persons: [{ role: 'victim', givenName: 'Robin' }],
      identifiers: [
        { kind: 'email', role: 'suspect', raw: 'no address' },
        { kind: 'ip', role: 'suspect', raw: '999.1.1.1' },
      ],
    });

    expect(answer).toMatchObject({ status: 422, body: { type: '/problems/invalid-input' } });
    expect(codesOf(answer)).toEqual({
      '#/narrative': 'tooShort',
      '#/receivedAt': 'future',
      '#/persons/0/givenName': 'namesChild',
      '#/identifiers/0/raw': 'invalidIdentifier',
      '#/identifiers/1/raw': 'invalidIdentifier',
      '#/agencyId': 'notAccessible',
    });
    expect(answer.body.errors).toHaveLength(6);
    expect(answer.text).not.toContain('Robin');
  });

  it('say how to enter a name that was whole, and a telephone number that was short', async () => {
    const by = await given.account();
    const phones = ['555-0100', '+1 555-0100', '402 555 0100', '+999 555 0100'];

    const answer = await log(by, {
      persons: [{ role: 'suspect', familyName: 'SAMPLE, CALVIN J' }],
      identifiers: phones.map((raw) => ({ kind: 'phone', role: 'suspect', raw })),
    });

    const phone = 'is not a telephone number: it needs ten digits, or a + and the calling code of its country';
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ pointer, detail }) => [pointer, detail])).toEqual([
      [
        '#/persons/0/familyName',
        'must be the family name alone, without a comma: the given name has a field of its own',
      ],
      ['#/identifiers/0/raw', phone],
      ['#/identifiers/1/raw', phone],
    ]);
    expect(answer.text).not.toContain('CALVIN');
  });

  it('are at most fifty, and a field of a wrong shape beyond the fiftieth is not checked further', async () => {
    const by = await given.account();
    const unknown = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`x${index}`, 1]));

    for (const overrides of [{ jurisdiction: null }, { receivedAt: 'never' }, { persons: [{ role: 7 }] }]) {
      const answer = await log(by, { ...unknown, ...overrides });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toHaveLength(50);
    }
  });

  it('are in one response without a fault of the shape', async () => {
    const by = await given.account();

    const answer = await log(by, {
      receivedAt: future,
      incidentAt: '2099-01-02T12:00:00-06:00',
      reportedToNcmecAt: '2099-06-01T12:00:00-06:00',
      persons: [{ role: 'victim', givenName: 'Robin', bornOn: '2012-05-14' }],
      identifiers: [{ kind: 'handle', role: 'suspect', raw: '@owl', port: 80 }],
      files: [{ hashes: [{ value: 'abc' }, { value: 'xyz' }] }],
    });

    expect(codesOf(answer)).toEqual({
      '#/receivedAt': 'future',
      '#/incidentAt': 'tooLate',
      '#/reportedToNcmecAt': 'tooLate',
      '#/persons/0/givenName': 'namesChild',
      '#/persons/0/bornOn': 'namesChild',
      '#/identifiers/0/platform': 'required',
      '#/identifiers/0/port': 'notAllowed',
      '#/files/0/hashes/0/value': 'invalidIdentifier',
      '#/files/0/hashes/1/value': 'invalidIdentifier',
    });
  });

  it('have a code and its limits, and keep their pointer and detail', async () => {
    const by = await given.account();

    const { body } = await log(by, {
      source: 'nobody',
      receivedAt: undefined,
      incidentAt: 'yesterday',
      narrative: 'x'.repeat(20_001),
      unknown: 1,
      persons: [{ role: 'suspect', approximateAge: 200 }],
      files: 'none',
    });

    const byPointer = new Map(body.errors.map((error) => [error.pointer, error]));
    expect(byPointer.get('#/source')).toMatchObject({ code: 'notInList' });
    expect(byPointer.get('#/source')?.params.values).toContain('ncmec_cybertip');
    expect(byPointer.get('#/receivedAt')).toEqual({
      pointer: '#/receivedAt',
      detail: 'must be a time such as 2018-03-01T09:30:00-06:00',
      code: 'required',
      params: {},
    });
    expect(byPointer.get('#/incidentAt')).toMatchObject({
      code: 'wrongFormat',
      params: { example: '2018-03-01T09:30:00-06:00' },
    });
    expect(byPointer.get('#/narrative')).toEqual({
      pointer: '#/narrative',
      detail: 'must be at most 20000 characters long',
      code: 'tooLong',
      params: { max: 20_000 },
    });
    expect(byPointer.get('#/unknown')).toMatchObject({ code: 'unknownField', params: {} });
    expect(byPointer.get('#/persons/0/approximateAge')).toMatchObject({
      code: 'outOfRange',
      params: { min: 0, max: 120 },
    });
    expect(byPointer.get('#/files')).toMatchObject({ code: 'wrongType' });
  });

  it('are at most fifty', async () => {
    const by = await given.account();
    const raw = 'no address';

    const { body, status } = await log(by, {
      narrative: '',
      identifiers: Array.from({ length: 120 }, () => ({ kind: 'email', role: 'suspect', raw })),
    });

    expect(status).toBe(422);
    expect(body.errors).toHaveLength(50);
    expect(body.errors[0]?.pointer).toBe('#/narrative');
  });

  it('of a broken body do not hide or invent others', async () => {
    const by = await given.account();

    const answer = await log(by, {
      jurisdiction: null,
      persons: [null, 'x', { role: 'victim', identifiers: 'none' }, { identifiers: [null, { kind: 'ip', raw: 5 }] }],
      identifiers: { length: 3 },
      files: [{ hashes: [{ value: 7 }, null] }, 5],
    });

    expect(answer.status).toBe(422);
    const known = /^#\/(?:jurisdiction|persons|identifiers|files)/;
    expect(answer.body.errors.filter(({ pointer }) => !known.test(pointer))).toEqual([]);
  });

  it('of NIBRS have the error number of the FBI in their code', async () => {
    const suspect = await given.suspect();
    const arrest = await given.arrest({ suspect });
    const charge = { ...aCharge, arrestId: arrest.id, nibrsOffense: '370', criminalActivities: [] };

    const { body } = await tracker.as(suspect.by).post<Faults>('/charges', charge);

    expect(body.errors).toContainEqual(
      expect.objectContaining({ pointer: '#/criminalActivities', nibrsError: '220', code: 'nibrs.220', params: {} }),
    );
  });
});

describe('the faults of the body of an act on a complaint', () => {
  it('of an assignment are those of the shape, and of the agency or of the investigator at that agency', async () => {
    const { head, complaint, id } = await triagedComplaint();
    const act = (body: object) =>
      tracker.as(head).put<Faults>(`/complaints/${id}/assignment`, body, { 'if-match': complaint.etag });
    const unknown = { agencyId: newId(), investigatorId: complaint.by.accountId };

    const references = await act(unknown);
    const all = await act({ ...unknown, dueAt: 'soon', reason: '' });
    const ofAgency = await act({ agencyId: complaint.by.agencyId, investigatorId: newId(), dueAt: 'soon' });
    const ofInvestigator = await act({ agencyId: newId(), investigatorId: 5 });

    expect(codesOf(references)).toEqual({ '#/agencyId': 'notAccessible' });
    expect(codesOf(all)).toEqual({
      '#/dueAt': 'wrongFormat',
      '#/reason': 'tooShort',
      '#/agencyId': 'notAccessible',
    });
    expect(codesOf(ofAgency)).toEqual({ '#/dueAt': 'wrongFormat', '#/investigatorId': 'invalid' });
    expect(codesOf(ofInvestigator)).toEqual({ '#/agencyId': 'notAccessible', '#/investigatorId': 'wrongFormat' });
  });

  it('of an assignment of many include repeated complaints', async () => {
    const { head, id } = await triagedComplaint();

    const answer = await tracker.as(head).put<Faults>('/complaints/assignments', {
      items: [{ id, version: 1 }, 7, { id: id.toUpperCase(), version: 0 }, { version: 1 }],
      agencyId: newId(),
    });

    expect(codesOf(answer)).toEqual({
      '#/items': 'wrongType',
      '#/items/1': 'wrongType',
      '#/items/2/version': 'outOfRange',
      '#/items/3/id': 'required',
      '#/reason': 'required',
      '#/agencyId': 'notAccessible',
    });
    const readable = await tracker.as(head).put<Faults>('/complaints/assignments', {
      items: [
        { id, version: 1 },
        { id: id.toUpperCase(), version: 0 },
      ],
      agencyId: newId(),
      reason: 'Nearest.',
    });
    expect(codesOf(readable)).toEqual({
      '#/items/1/version': 'outOfRange',
      '#/items/1/id': 'repeated',
      '#/agencyId': 'notAccessible',
    });
  });

  it('of a hold include the day of its review', async () => {
    const { head, complaint, id } = await triagedComplaint();
    const act = (body: object) =>
      tracker.as(head).put<Faults>(`/complaints/${id}/hold`, body, { 'if-match': complaint.etag });

    expect(codesOf(await act({ reason: '', reviewOn: '2020-01-01' }))).toEqual({
      '#/reason': 'tooShort',
      '#/reviewOn': 'notFuture',
    });
    expect(codesOf(await act({ reason: '', reviewOn: '2099-01-01' }))).toEqual({ '#/reason': 'tooShort' });
  });

  it('of an identifier are those of its shape, its owner and its form', async () => {
    const { complaint, id } = await triagedComplaint();
    const act = (body: object) => tracker.as(complaint.by).post<Faults>('/identifiers', { complaintId: id, ...body });

    const relations = await act({ kind: 'email', role: 'victim', suspectId: newId(), raw: 'none', port: 80 });
    const all = await act({ kind: 'email', role: 'victim', suspectId: newId(), raw: 'none', observedAt: 'late' });
    const kindless = await act({ kind: 'fax', role: 'suspect', raw: 'none', complaintId: 'x' });

    expect(codesOf(relations)).toEqual({
      '#/role': 'invalid',
      '#/raw': 'invalidIdentifier',
      '#/port': 'notAllowed',
    });
    expect(codesOf(all)).toEqual({
      '#/observedAt': 'wrongFormat',
      '#/role': 'invalid',
      '#/raw': 'invalidIdentifier',
    });
    expect(codesOf(kindless)).toEqual({ '#/kind': 'notInList', '#/complaintId': 'wrongFormat' });
  });

  it('of a reported person or file point into the body that was sent', async () => {
    const { complaint, id } = await triagedComplaint();
    const client = tracker.as(complaint.by);
    const person = {
      complaintId: id,
      role: 'victim',
      givenName: 'Robin',
      identifiers: [
        { kind: 'ip', raw: '1.2.3' },
        { kind: 'email', raw: 'none' },
      ],
    };
    const personFaults = {
      '#/givenName': 'namesChild',
      '#/identifiers/0/raw': 'invalidIdentifier',
      '#/identifiers/1/raw': 'invalidIdentifier',
    };
    const file = { complaintId: id, hashes: [{ value: 'abc' }] };

    const ofPerson = await client.post<Faults>('/reported-persons', person);
    const ofWrongShape = await client.post<Faults>('/reported-persons', { ...person, approximateAge: 200 });
    const ofFile = await client.post<Faults>('/reported-files', file);
    const ofWrongFile = await client.post<Faults>('/reported-files', { ...file, sizeBytes: -1 });

    expect(codesOf(ofPerson)).toEqual(personFaults);
    expect(codesOf(ofWrongShape)).toEqual({ '#/approximateAge': 'outOfRange', ...personFaults });
    expect(codesOf(ofFile)).toEqual({ '#/hashes/0/value': 'invalidIdentifier' });
    expect(codesOf(ofWrongFile)).toEqual({ '#/sizeBytes': 'outOfRange', '#/hashes/0/value': 'invalidIdentifier' });
    expect(ofWrongShape.text).not.toContain('Robin');
  });

  it('reveal nothing about agencies to an account that may not assign', async () => {
    const { complaint, id } = await triagedComplaint();

    const answer = await tracker
      .as(complaint.by)
      .put(`/complaints/${id}/assignment`, { agencyId: newId(), dueAt: 'soon' }, { 'if-match': complaint.etag });

    expect(answer.status).toBe(403);
  });
});

async function triagedComplaint() {
  const complaint = await given.complaint({ state: 'triaged' });
  const head = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
  return { complaint, head, id: complaint.id };
}
