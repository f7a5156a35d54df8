import type { ValidRequest } from './requests.js';

const view = (name: string) => (): object => ({
  name,
  text: 'night.owl@example.com',
  filters: { state: 'received' },
  sharedWith: 'nobody',
});

/** One valid request per route of searches and saved views. */
export const searchRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/search': { body: () => ({ text: 'night.owl@example.com' }) },
  'POST /api/v1/saved-views': { body: view('The owl') },
  'GET /api/v1/saved-views': {},
  'GET /api/v1/saved-views/:id': { of: 'savedView' },
  'GET /api/v1/saved-views/:id/count': { of: 'savedView' },
  'PUT /api/v1/saved-views/:id': { of: 'savedView', body: view('The owl again') },
  'DELETE /api/v1/saved-views/:id': { of: 'savedView', isFinal: true },
};
