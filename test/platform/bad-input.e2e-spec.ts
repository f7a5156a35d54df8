import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { newId } from '../../src/platform/ids/ids.js';
import type { Answer, Client } from '../support/client.js';
import { aTip, Given, type GivenComplaint } from '../support/given.js';
import type { GivenAccount } from '../support/people.js';
import { canary, expectRefusal } from '../support/refusals.js';
import { sharedTracker, type Tracker } from '../support/tracker.js';

const jpeg = `/9j/4AAQSkZJRgABAQ${canary}AAAQABAAD/2wCEAAkGBwgHBgkIBwgKCgkLDRYPDQwMDRsU`;

let tracker: Tracker;
let given: Given;
let complaint: GivenComplaint;
let sent: Record<'investigator' | 'supervisor' | 'admin' | 'keeper', Client>;
let stranger: GivenAccount;
let suspectId: string;

beforeAll(async () => {
  tracker = await sharedTracker();
  given = new Given(tracker);
  complaint = await given.complaint({ externalReference: canary });
  ({ id: suspectId } = await given.suspect({ complaint }));
  stranger = (await given.complaint()).by;
  const supervisor = await given.account({ taskForceId: complaint.taskForceId, role: 'supervisor' });
  sent = {
    investigator: tracker.as(complaint.by),
    supervisor: tracker.as(supervisor),
    keeper: tracker.as(await given.account({ taskForceId: complaint.taskForceId, role: 'admin' })),
    admin: tracker.as(await given.account({ seat: 'national', role: 'admin' })),
  };
});
afterAll(() => tracker.close());

type Wrong = readonly [what: string, status: number, pointer: string | null, send: () => Promise<Answer>];

const tip = (overrides: object): Promise<Answer> =>
  sent.investigator.post('/complaints', { ...aTip, narrative: canary, ...overrides });
const suspect = (overrides: object): Promise<Answer> => {
  const right = { complaintId: complaint.id, offenderClass: 'unknown', juvenile: false, identifiedOn: '2026-03-01' };
  return sent.investigator.post('/suspects', { ...right, ...overrides });
};
const seated = (by: Client, taskForceId: string | null, agencyId: string | null = null): Promise<Answer> => {
  const seat = { level: agencyId === null ? 'task_force' : 'agency', taskForceId, agencyId };
  return by.post('/accounts', { email: 'dana.reyes@example.gov', name: canary, role: 'investigator', seat });
};
const triage = { type: 'enticement', mode: 'reactive', priority: 2, rationale: canary };

const shapes: Wrong[] = [
  ['an unknown field', 422, '#/priority', () => tip({ priority: canary })],
  ['an unknown field in a part', 422, '#/jurisdiction/zip', () => tip({ jurisdiction: { state: 'NE', zip: canary } })],
  [
    'a State that does not exist',
    422,
    '#/jurisdiction/state',
    () => tip({ externalReference: canary, jurisdiction: { state: 'XX' } }),
  ],
  ['a State in small letters', 422, '#/jurisdiction/state', () => tip({ jurisdiction: { state: 'ne' } })],
  ['the country for a State', 422, '#/jurisdiction/state', () => tip({ jurisdiction: { state: 'US' } })],
  ['a field every object inherits', 400, '#/constructor', () => tip({ constructor: canary })],
  ['a number for a text', 422, '#/narrative', () => tip({ narrative: 5 })],
  ['a list for a text', 422, '#/narrative', () => tip({ narrative: [canary] })],
  ['null where something has to be', 422, '#/narrative', () => tip({ narrative: null })],
  ['null where nothing may be', 422, '#/agencyId', () => tip({ agencyId: null })],
  ['a text for an object', 422, '#/jurisdiction', () => tip({ jurisdiction: canary })],
  ['a list for an object', 422, '#/jurisdiction', () => tip({ jurisdiction: [] })],
  ['an object for a word', 422, '#/source', () => tip({ source: { canary } })],
  ['a word that is none', 422, '#/source', () => tip({ source: canary })],
  ['a number for an instant', 422, '#/receivedAt', () => tip({ receivedAt: 1_700_000_000 })],
  ['30 February', 422, '#/receivedAt', () => tip({ receivedAt: '2026-02-30T00:00:00Z' })],
  ['an instant without its offset', 422, '#/receivedAt', () => tip({ receivedAt: '2026-02-01T00:00:00' })],
  ['no id', 422, '#/agencyId', () => tip({ agencyId: canary })],
  ['the text "true" for a truth', 422, '#/juvenile', () => suspect({ juvenile: 'true' })],
  ['an empty text', 422, '#/narrative', () => tip({ narrative: '' })],
  ['only space', 422, '#/narrative', () => tip({ narrative: ' \n\t ' })],
  ['only what nobody sees', 422, '#/narrative', () => tip({ narrative: '\u200b\u2060' })],
  ['an empty object', 422, '#/narrative', () => sent.investigator.post('/complaints', {})],
  ['a name of 10,000 characters', 422, '#/givenName', () => suspect({ givenName: canary.padEnd(10_000, 'x') })],
  ['a direction that is turned', 422, '#/givenName', () => suspect({ givenName: `${canary}\u202e` })],
  ['an Arabic letter mark in a name', 422, '#/familyName', () => suspect({ familyName: `${canary}\u061c` })],
  ['a grapheme joiner in a name', 422, '#/givenName', () => suspect({ givenName: `${canary}\u034f` })],
];

const meanings: Wrong[] = [
  ['received in the future', 422, '#/receivedAt', () => tip({ receivedAt: '2026-03-02T15:00:01Z' })],
  ['an incident after it was received', 422, '#/incidentAt', () => tip({ incidentAt: '2026-03-02T00:00:00Z' })],
  [
    'a number that was received before',
    409,
    '#/externalReference',
    () => tip({ externalReference: canary, narrative: 'Something else.' }),
  ],
  [
    'an arrest before its complaint',
    422,
    '#/arrestedOn',
    () => sent.investigator.post('/arrests', { suspectId, arrestedOn: '2026-02-28', kind: 'on_view' }),
  ],
  ['another task force’s agency, logged for', 422, '#/agencyId', () => tip({ agencyId: stranger.agencyId })],
  [
    'another task force’s agency, from above',
    422,
    '#/agencyId',
    () => sent.supervisor.post('/complaints', { ...aTip, agencyId: stranger.agencyId }),
  ],
  ['another task force’s agency, of a suspect', 422, '#/agencyId', () => suspect({ agencyId: stranger.agencyId })],
  ['an agency that is not there', 422, '#/agencyId', () => suspect({ agencyId: newId() })],
  ['a complaint that is not there', 422, '#/complaintId', () => suspect({ complaintId: newId() })],
  [
    'another task force’s agency, of a presentation',
    422,
    '#/agencyId',
    () =>
      sent.supervisor.post('/presentations', {
        agencyId: stranger.agencyId,
        heldOn: '2026-03-01',
        title: canary,
        attendeesYouth: 1,
        attendeesAdult: 1,
      }),
  ],
  ['a task force that is not there, to sit at', 422, '#/seat/taskForceId', () => seated(sent.admin, newId())],
  [
    'an agency of another task force, to sit at',
    422,
    '#/seat/agencyId',
    () => seated(sent.admin, complaint.taskForceId, stranger.agencyId),
  ],
  ['another task force, to sit at', 422, '#/seat/taskForceId', () => seated(sent.keeper, stranger.taskForceId)],
  [
    'an agency that is not there, to sit at',
    422,
    '#/seat/agencyId',
    () => seated(sent.keeper, complaint.taskForceId, newId()),
  ],
  ['a picture as a data URI', 422, '#/narrative', () => tip({ narrative: `See data:image/jpeg;base64,${jpeg}` })],
  ['a picture in base64', 422, '#/narrative', () => tip({ narrative: `See ${jpeg}` })],
  ['an id that is not there', 404, null, () => sent.investigator.get(`/complaints/${newId()}`)],
  ['no id at all', 404, null, () => sent.investigator.get(`/complaints/${canary}`)],
  ['NUL in the path', 404, null, () => sent.investigator.get('/complaints/%00')],
  ['another task force’s id', 404, null, () => tracker.as(stranger).get(`/complaints/${complaint.id}`)],
  [
    'another task force’s id, to change',
    404,
    null,
    () => tracker.as(stranger).put(`/suspects/${suspectId}`, suspectParticulars, { 'if-match': '"v1"' }),
  ],
  ['no If-Match', 428, null, () => sent.supervisor.put(`/complaints/${complaint.id}/triage`, triage)],
  [
    'a stale If-Match',
    412,
    null,
    () => sent.supervisor.put(`/complaints/${complaint.id}/triage`, triage, { 'if-match': '"v7"' }),
  ],
  [
    'a key that is no key',
    400,
    null,
    () => sent.investigator.post('/complaints', aTip, { 'idempotency-key': canary.repeat(20) }),
  ],
  ['a path that is none', 404, null, () => sent.investigator.get(`/${canary}`)],
  ['a method the path does not take', 405, null, () => sent.investigator.delete(`/complaints/${complaint.id}`)],
  [
    'an email that is none',
    422,
    '#/email',
    () => sent.admin.post('/accounts', { email: canary, name: canary, role: 'auditor', seat: { level: 'national' } }),
  ],
];

const suspectParticulars = {
  offenderClass: 'unknown',
  juvenile: false,
  identifiedOn: '2026-03-01',
  givenName: canary,
  familyName: null,
  bornOn: null,
};

describe.each([
  ['shape', shapes],
  ['meaning', meanings],
])('a request with an invalid %s', (_, wrongs) => {
  it.each(wrongs)('%s is answered %i at %s', (_what, status, pointer, send) =>
    expectRefusal(tracker, send, status, pointer),
  );
});
