import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const caseKinds = ['packet', 'export'] as const;

/** Creates a packet of a complaint of the agency, and an export of its totals. */
export async function caseAt(
  given: Given,
  { id: agencyId }: GivenAgency,
): Promise<Readonly<Record<(typeof caseKinds)[number], string>>> {
  const complaint = await given.complaint({ agencyId });
  return { packet: await given.packet({ complaint }), export: await given.export(complaint) };
}

const order = { format: 'csv', handling: 'unit_only', purpose: 'Monthly report.' };
const period = { from: '2026-01-01', until: '2026-04-01' };

export const caseRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /api/v1/complaints/:id/case': { of: 'complaint' },
  'POST /api/v1/packets': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({
      complaintId,
      rendering: 'redacted',
      recipient: 'United States Attorney',
      basis: 'government_attorney',
      purpose: 'For filing.',
    }),
  },
  'GET /api/v1/packets': {},
  'GET /api/v1/packets/:id': { of: 'packet' },
  'POST /api/v1/exports/totals': { body: () => ({ ...order, query: { ...period, by: 'month' } }) },
  'POST /api/v1/exports/operations/:id': { of: 'operation', body: () => ({ ...order, query: {} }) },
  'POST /api/v1/exports/timeliness': { body: () => ({ ...order, query: { ...period, by: 'month' } }) },
  'POST /api/v1/exports/backlog': { body: () => ({ ...order, query: { by: 'state' } }) },
  'POST /api/v1/exports/disclosures': { body: () => ({ ...order, query: period }) },
  'POST /api/v1/exports/performance-reports/:id': { of: 'lockedReturn', body: () => order },
  'POST /api/v1/exports/records': { body: () => ({ ...order, query: period }) },
  'GET /api/v1/exports': {},
  'GET /api/v1/exports/:id': { of: 'export' },
};
