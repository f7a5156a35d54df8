import type { RightRequest } from './requests.js';

/** Of cases as a whole, and of packets made of them. */
export const caseRequests: Readonly<Record<string, RightRequest>> = {
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
};
