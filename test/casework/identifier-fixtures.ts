import type { Given } from '../support/given.js';
import { nextNumber, type GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const identifierKinds = ['identifier', 'handle', 'ipCapture', 'reportedPerson', 'reportedFile'] as const;
export type IdentifierPlaceKind = (typeof identifierKinds)[number];

export const exclusionKinds = ['exclusion'] as const;

const usedAt = '2026-02-10T03:12:55Z';

/** Creates one of each, for one complaint of the agency. */
export async function identifiersAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<IdentifierPlaceKind, string>>> {
  const { id: complaintId, by } = await given.complaint({ agencyId, state: 'triaged' });
  const made = async (path: string, body: object): Promise<string> =>
    (await given.made<{ readonly id: string }>(by, path, { complaintId, ...body })).id;
  return {
    identifier: await made('/identifiers', { kind: 'email', role: 'suspect', raw: 'night.owl@example.com' }),
    handle: await made('/identifiers', { kind: 'handle', role: 'suspect', platform: 'Example Chat', raw: 'night_owl' }),
    ipCapture: await made('/identifiers', { kind: 'ip', role: 'suspect', raw: '192.0.2.44', observedAt: usedAt }),
    reportedPerson: await made('/reported-persons', { role: 'suspect', givenName: 'Alex', familyName: 'Sample' }),
    reportedFile: await made('/reported-files', { name: 'IMG_0042.jpg', hashes: [{ value: '9e'.repeat(16) }] }),
  };
}

export async function exclusionAt(
  given: Given,
  { taskForceId }: GivenAgency,
): Promise<Readonly<Record<'exclusion', string>>> {
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const number = nextNumber();
  const raw = `198.18.${Math.floor(number / 256) % 256}.${number % 256}`;
  const value = { kind: 'ip', raw, reason: 'The exit of a public library.' };
  return { exclusion: (await given.made<{ readonly id: string }>(head, '/excluded-identifiers', value)).id };
}

const voiding = (): object => ({ reason: 'It was recorded twice.' });
const ofComplaint = (collection: string): ValidRequest => ({
  of: 'complaint',
  path: ({ complaint }) => `/api/v1/${collection}?complaintId=${complaint}`,
});

export const identifierRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/identifiers': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({
      complaintId,
      role: 'suspect',
      kind: 'handle',
      platform: 'Example Chat',
      raw: `@owl_${nextNumber()}`,
    }),
  },
  'GET /api/v1/identifiers': ofComplaint('identifiers'),
  'GET /api/v1/identifiers/:id': { of: 'identifier' },
  'POST /api/v1/identifiers/:id/void': { of: 'identifier', isFinal: true, body: voiding },
  'POST /api/v1/identifiers/look-up': { body: () => ({ kind: 'email', raw: 'night.owl@example.com' }) },
  'POST /api/v1/identifiers/candidates': { body: () => ({ text: 'He wrote from night.owl@example.com.' }) },

  'GET /api/v1/ip-captures': ofComplaint('ip-captures'),
  'GET /api/v1/ip-captures/expiring': {},
  'PUT /api/v1/ip-captures/:id/carrier': {
    of: 'ipCapture',
    body: ({ provider: providerId }) => ({ providerId }),
  },

  'POST /api/v1/reported-persons': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({ complaintId, role: 'suspect', givenName: 'Alex', familyName: 'Sample' }),
  },
  'GET /api/v1/reported-persons': ofComplaint('reported-persons'),
  'GET /api/v1/reported-persons/:id': { of: 'reportedPerson' },
  'POST /api/v1/reported-persons/:id/void': { of: 'reportedPerson', isFinal: true, body: voiding },
  'POST /api/v1/reported-files': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({ complaintId, name: 'IMG_0042.jpg', hashes: [{ value: '9e'.repeat(16) }] }),
  },
  'GET /api/v1/reported-files': ofComplaint('reported-files'),
  'GET /api/v1/reported-files/:id': { of: 'reportedFile' },
  'POST /api/v1/reported-files/:id/void': { of: 'reportedFile', isFinal: true, body: voiding },

  'GET /api/v1/complaints/:id/matches': { of: 'complaint' },
  'POST /api/v1/matches': { body: () => ({ text: 'He wrote from night.owl@example.com.' }) },

  'POST /api/v1/excluded-identifiers': {
    body: () => ({ kind: 'ip', raw: `198.51.100.${nextNumber() % 250}`, reason: 'The exit of a public library.' }),
  },
  'GET /api/v1/excluded-identifiers': {},
  'GET /api/v1/excluded-identifiers/:id': { of: 'exclusion' },
  'POST /api/v1/excluded-identifiers/:id/end': {
    of: 'exclusion',
    isFinal: true,
    body: () => ({ reason: 'Every reader has an address of their own now.' }),
  },
};
