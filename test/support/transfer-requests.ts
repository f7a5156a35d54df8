import { anOffer, aShare, manualDisclosure } from './transfer-fixtures.js';
import type { ValidRequest } from './requests.js';

const reason = 'The address is in another county.';

/** One valid request per route of transfers, shares and the disclosure log. */
export const transferRequests: Readonly<Record<string, ValidRequest>> = {
  'POST /api/v1/transfers': {
    of: 'offerableComplaint',
    isFinal: true,
    body: ({ offerableComplaint: complaintId, receivingAgency: agencyId }) => ({
      complaintId,
      agencyId,
      kind: 'referral',
      ...anOffer,
    }),
  },
  'GET /api/v1/transfers': {},
  'GET /api/v1/transfers/:id': { of: 'offer' },
  'PUT /api/v1/transfers/:id/acceptance': { of: 'incomingOffer', isFinal: true, body: () => ({ reason }) },
  'PUT /api/v1/transfers/:id/refusal': { of: 'unwantedOffer', isFinal: true, body: () => ({ reason }) },
  'POST /api/v1/transfers/:id/revoke': { of: 'offer', isFinal: true, body: () => ({ reason }) },
  'GET /api/v1/receiving-agencies': {},

  'POST /api/v1/shares': {
    of: 'complaint',
    body: ({ complaint: complaintId, receivingAgency: agencyId }) => ({ complaintId, agencyId, ...aShare }),
  },
  'GET /api/v1/shares': {},
  'GET /api/v1/shares/:id': { of: 'share' },
  'GET /api/v1/shares/:id/complaint': { of: 'incomingShare' },
  'POST /api/v1/shares/:id/end': { of: 'share', isFinal: true, body: () => ({ reason }) },

  'POST /api/v1/disclosures': { of: 'complaint', body: ({ complaint }) => manualDisclosure(complaint) },
  'GET /api/v1/disclosures': {},
  'GET /api/v1/disclosures/:id': { of: 'disclosure' },
};
