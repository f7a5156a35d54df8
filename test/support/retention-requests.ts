import type { ValidRequest } from './requests.js';

const reason = 'For the sake of the walk.';
const hold = { authority: 'District Court', reason, reviewOn: '2099-01-01' };

export const retentionRequests: Readonly<Record<string, ValidRequest>> = {
  'GET /api/v1/retention/due': {},
  'GET /api/v1/complaints/:id/retention': { of: 'complaint' },
  'PUT /api/v1/complaints/:id/retention': { of: 'agedComplaint', body: () => ({ class: 'unfounded', reason }) },
  'PUT /api/v1/complaints/:id/retention/purge-mark': { of: 'dueComplaint', isFinal: true, body: () => ({ reason }) },
  'POST /api/v1/complaints/:id/retention/purge-mark/withdraw': {
    of: 'markedComplaint',
    isFinal: true,
    body: () => ({ reason }),
  },

  'POST /api/v1/legal-holds': { of: 'complaint', body: ({ complaint: complaintId }) => ({ complaintId, ...hold }) },
  'GET /api/v1/legal-holds': {},
  'GET /api/v1/legal-holds/:id': { of: 'legalHold' },
  'PUT /api/v1/legal-holds/:id/review': { of: 'legalHold', body: () => ({ reviewOn: '2099-01-01', reason }) },
  'PUT /api/v1/legal-holds/:id/lift-request': { of: 'legalHold', isFinal: true, body: () => ({ reason }) },
  'POST /api/v1/legal-holds/:id/lift': { of: 'liftableHold', isFinal: true },

  'POST /api/v1/seal-orders': {
    of: 'complaint',
    body: ({ complaint: complaintId }) => ({
      complaintId,
      kind: 'seal',
      orderNumber: 'CI 26-4417',
      court: 'District Court',
      orderedOn: '2026-02-20',
    }),
  },
  'GET /api/v1/seal-orders': {},
  'GET /api/v1/seal-orders/:id': { of: 'sealOrder' },
  'POST /api/v1/seal-orders/:id/withdraw': { of: 'sealOrder', isFinal: true, body: () => ({ reason }) },
  'PUT /api/v1/seal-orders/:id/execution': { of: 'sealOrder', isFinal: true },

  'GET /api/v1/purge-certificates': {},
  'GET /api/v1/purge-certificates/:id': { of: 'purgeCertificate' },
};
