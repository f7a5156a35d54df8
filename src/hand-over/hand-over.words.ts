import type { DisclosureBasis } from '../disclosures/disclosures.words.js';

/** A transfer gives a complaint away; a referral asks somebody else to work it, and its owner keeps it. */
export const transferKinds = ['transfer', 'referral'] as const;
export type TransferKind = (typeof transferKinds)[number];

/** How an offer stands. Each answer is the last. */
export const transferStates = ['offered', 'accepted', 'declined', 'revoked'] as const;
export type TransferState = (typeof transferStates)[number];
export type TransferAnswer = Exclude<TransferState, 'offered'>;

/** From whose side one looks: what came in, or what went out. */
export const directions = ['in', 'out'] as const;
export type Direction = (typeof directions)[number];

/** The bases on which one agency may hand something to another. Its own people are another agency's only within a task force. */
export const handOverBases = [
  'government_attorney',
  'own_agency',
  'assisting_federal_attorney',
  'state_official',
  'court_order',
  'not_tip_content',
] as const satisfies readonly DisclosureBasis[];
export type HandOverBasis = (typeof handOverBases)[number];

/** How long a receiver has, unless the offer says otherwise, and at most. */
export const daysToAnswer = 7;
export const mostDaysToAnswer = 90;

/** How long a share runs at most. */
export const mostDaysShared = 366;
