import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

/** An import belongs to the seat of its author. */
export const importKinds = ['import'] as const;

/** Creates an import that waits for its file. */
export async function importAt(given: Given, agency: GivenAgency): Promise<Readonly<Record<'import', string>>> {
  const by = await given.account({ agency, role: 'supervisor' });
  return { import: (await given.made<{ readonly id: string }>(by, '/imports', { kind: 'complaints' })).id };
}

export const importRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/imports/previews': {
    body: () => ({ kind: 'complaints', format: 'csv', sample: 'source,narrative\npublic_complaint,It was seen.' }),
  },
  'POST /api/v1/imports': { body: () => ({ kind: 'complaints' }) },
  'GET /api/v1/imports': {},
  'GET /api/v1/imports/:id': { of: 'import' },
  'PUT /api/v1/imports/:id/file': { of: 'import', isFile: true, isFinal: true, body: () => ({}) },
  'PUT /api/v1/imports/:id/commit': { of: 'import', isFinal: true, body: () => ({}) },
  'GET /api/v1/imports/:id/rows': { of: 'import' },
  'GET /api/v1/imports/:id/faults': { of: 'import' },
  'GET /api/v1/imports/:id/progress': { of: 'import' },
};
