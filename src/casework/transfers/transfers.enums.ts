import type { DisclosureBasis } from '../disclosures/disclosures.enums.js';

/**
 * Kind of offer. A transfer changes the owner of a complaint. A referral asks another agency to work it, and the owner
 * stays.
 */
export const transferKinds = ['transfer', 'referral'] as const;
export type TransferKind = (typeof transferKinds)[number];

/** State of an offer. Every answer is final. `revoked`: withdrawn by the sender. */
export const transferStates = ['offered', 'accepted', 'declined', 'revoked'] as const;
export type TransferState = (typeof transferStates)[number];
export type TransferAnswer = Exclude<TransferState, 'offered'>;

/** Direction of an offer or share for the reader: received (`in`) or sent (`out`). */
export const directions = ['in', 'out'] as const;
export type Direction = (typeof directions)[number];

/** Basis on which an agency gives content to another. `own_agency` applies only within a task force. */
export const transferBases = [
  'government_attorney',
  'own_agency',
  'assisting_federal_attorney',
  'state_official',
  'court_order',
  'not_tip_content',
] as const satisfies readonly DisclosureBasis[];
export type TransferBasis = (typeof transferBases)[number];

/** Days for the answer to an offer: the default and the maximum. */
export const defaultDaysToAnswer = 7;
export const maxDaysToAnswer = 90;

/** Maximum duration of a share, in days. */
export const maxDaysShared = 366;
