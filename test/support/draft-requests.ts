import type { ValidRequest } from './requests.js';

/** One valid request per route of drafts. */
export const draftRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /api/v1/drafts': {},
  'GET /api/v1/drafts/:id': { of: 'draft' },
  'PUT /api/v1/drafts/:id': {
    of: 'draft',
    body: () => ({ kind: 'complaint', subjectId: null, body: { narrative: 'The caller says that' } }),
  },
  'DELETE /api/v1/drafts/:id': { of: 'draft', isFinal: true },
};
