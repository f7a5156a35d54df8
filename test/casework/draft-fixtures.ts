import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

/** Fixtures of drafts, which only their author sees. */
export const draftKinds = ['draft'] as const;

/** Creates one of an account at the agency. */
export async function draftAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<'draft', string>>> {
  return { draft: (await given.draft({ by: await given.account({ agency, role: 'supervisor' }) })).id };
}

export const draftRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /api/v1/drafts': {},
  'GET /api/v1/drafts/:id': { of: 'draft' },
  'PUT /api/v1/drafts/:id': {
    of: 'draft',
    body: () => ({ kind: 'complaint', subjectId: null, body: { narrative: 'The caller says that' } }),
  },
  'DELETE /api/v1/drafts/:id': { of: 'draft', isFinal: true },
};
