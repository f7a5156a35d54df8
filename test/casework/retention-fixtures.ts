import type { LegalHoldView } from '../../src/casework/retention/legal-hold.view.js';
import type { ReadSealOrderView } from '../../src/casework/retention/seal-order.view.js';
import type { Given } from '../support/given.js';
import type { GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const retentionKinds = [
  'dueComplaint',
  'agedComplaint',
  'markedComplaint',
  'legalHold',
  'liftableHold',
  'sealOrder',
  'purgeCertificate',
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

const reason = 'For the sake of the walk.';

/** Creates one of each at an agency, by a supervisor of its task force. */
export async function retentionAt(
  given: Given,
  { id: agencyId, taskForceId }: GivenAgency,
): Promise<Readonly<Record<RetentionKind, string>>> {
  const head = await given.account({ taskForceId, role: 'supervisor' });
  const due = await given.closedLongAgo({ agencyId });
  const marked = await given.closedLongAgo({ agencyId });
  await given.changed({ ...marked, by: head }, `/complaints/${marked.id}/retention/purge-mark`, { reason });
  const kept = await given.complaint({ agencyId });
  const hold = { complaintId: kept.id, authority: 'District Court', reason, reviewOn: '2099-01-01' };
  const placed = await given.made<LegalHoldView>(head, '/legal-holds', hold);
  const asked = await given.made<LegalHoldView>(head, '/legal-holds', hold);
  const liftable = await given.changed(asked, `/legal-holds/${asked.id}/lift-request`, { reason });
  const order = { complaintId: kept.id, kind: 'seal', orderNumber: 'CI 26-1', court: 'District Court' };
  const entered = await given.made<ReadSealOrderView>(head, '/seal-orders', { ...order, orderedOn: '2026-02-20' });
  return {
    dueComplaint: due.id,
    agedComplaint: (await given.closedLongAgo({ agencyId })).id,
    markedComplaint: marked.id,
    legalHold: placed.id,
    liftableHold: liftable.id,
    sealOrder: entered.id,
    purgeCertificate: await given.purgeCertificate(agencyId),
  };
}

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
