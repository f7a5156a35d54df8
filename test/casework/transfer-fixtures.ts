import type { DisclosureView } from '../../src/casework/disclosures/disclosure.view.js';
import type { GrantShare } from '../../src/casework/transfers/share.request.js';
import type { ShareView } from '../../src/casework/transfers/share.view.js';
import type { OfferTransfer } from '../../src/casework/transfers/transfer.request.js';
import type { TransferView } from '../../src/casework/transfers/transfer.view.js';
import type { Given, GivenComplaint, Made } from '../support/given.js';
import type { GivenAccount, GivenAgency } from '../support/people.js';
import type { ValidRequest } from '../support/requests.js';

export const transferKinds = [
  'offerableComplaint',
  'receivingAgency',
  'offer',
  'incomingOffer',
  'unwantedOffer',
  'share',
  'incomingShare',
  'disclosure',
] as const;
export type TransferKind = (typeof transferKinds)[number];

/** Creates one of each at an agency, with another of its task force. */
export async function createTransfers(
  given: Given,
  agency: GivenAgency,
): Promise<Readonly<Record<TransferKind, string>>> {
  const { taskForceId, id: agencyId } = agency;
  const other = await given.agency({ taskForceId });
  const [head, neighbour] = [
    await given.account({ agency, role: 'supervisor' }),
    await given.account({ agency: other, role: 'supervisor' }),
  ];
  const complaint = await given.complaint({ agencyId, state: 'triaged' });
  const theirs = await given.complaint({ agencyId: other.id, state: 'triaged' });
  const offered = await given.complaint({ agencyId, state: 'triaged' });
  const coming = await given.complaint({ agencyId: other.id, state: 'triaged' });
  const unwanted = await given.complaint({ agencyId: other.id, state: 'triaged' });
  return {
    offerableComplaint: complaint.id,
    receivingAgency: other.id,
    offer: (await offerOf(given, offered, other, head)).id,
    incomingOffer: (await offerOf(given, coming, agency, neighbour)).id,
    unwantedOffer: (await offerOf(given, unwanted, agency, neighbour)).id,
    share: (await shareOf(given, complaint, other, head)).id,
    incomingShare: (await shareOf(given, theirs, agency, neighbour)).id,
    disclosure: (await given.made<DisclosureView>(head, '/disclosures', manualDisclosure(complaint.id))).id,
  };
}

/** Offers a complaint to an agency, by a supervisor of its owner. */
export function offerOf(
  given: Given,
  { id: complaintId }: Pick<GivenComplaint, 'id'>,
  { id: agencyId }: Pick<GivenAgency, 'id'>,
  author: GivenAccount,
  overrides: Partial<OfferTransfer> = {},
): Promise<Made<TransferView>> {
  return given.made(author, '/transfers', { complaintId, agencyId, kind: 'transfer', ...anOffer, ...overrides });
}

/** Shares a complaint with an agency, by a supervisor of its owner. */
export function shareOf(
  given: Given,
  { id: complaintId }: Pick<GivenComplaint, 'id'>,
  { id: agencyId }: Pick<GivenAgency, 'id'>,
  author: GivenAccount,
  overrides: Partial<GrantShare> = {},
): Promise<Made<ShareView>> {
  return given.made(author, '/shares', { complaintId, agencyId, ...aShare, ...overrides });
}

export const anOffer = {
  summary: 'A game account in Lancaster County asks children for meetings.',
  reason: 'The account is used from an address in Lincoln.',
} as const;

export const aShare = {
  until: '2027-02-01',
  includesNames: false,
  reason: 'They work the same account in another county.',
} as const;

/** Records a manual disclosure. */
export function manualDisclosure(complaintId: string): object {
  return {
    complaintId,
    recipient: 'A federal field office',
    basis: 'assisting_federal_attorney',
    purpose: 'The account names, for a search warrant in another district.',
    disclosedAt: '2026-03-02T09:00:00-06:00',
  };
}

const reason = 'The address is in another county.';

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
