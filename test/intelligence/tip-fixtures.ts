import type { Given } from '../support/given.js';
import { type GivenAgency, nextNumber } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';
import { pdfOf, paperReport } from '../support/pdfs.js';
import { icacReport } from '../support/tips.js';

export const tipKinds = ['tipVersion'] as const;

/** Creates one for an agency. */
export async function tipAt(
  given: Given,
  agency: GivenAgency,
): Promise<Readonly<Record<(typeof tipKinds)[number], string>>> {
  return { tipVersion: (await given.tip(agency)).versionId ?? '' };
}

export const tipRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/tip-imports': {
    of: 'agency',
    isFile: true,
    path: ({ agency }) => `/api/v1/tip-imports?agencyId=${agency}`,
    body: () => icacReport({ reportId: String(600_000_000 + nextNumber()) }),
  },
  'POST /api/v1/tip-proposals': { isFile: true, body: () => pdfOf(paperReport) },
  'GET /api/v1/tip-versions': {
    of: 'complaint',
    path: ({ complaint }) => `/api/v1/tip-versions?complaintId=${complaint}`,
  },
  'GET /api/v1/tip-versions/:id': { of: 'tipVersion' },
  'POST /api/v1/tip-versions/:id/open': {
    of: 'tipVersion',
    body: () => ({ purpose: 'safeguarding', reason: 'To find the school the child goes to' }),
  },
  'POST /api/v1/tip-outcomes': {
    body: () => ({
      from: '2026-01-01',
      until: '2026-04-01',
      basis: 'own_agency',
      recipient: 'The reporting centre',
    }),
  },
};
