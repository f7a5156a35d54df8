import type { DisclosureBasis } from '../disclosures/disclosures.words.js';

/** Before whom a case is brought. */
export const forums = ['us_attorney', 'state', 'local', 'tribal', 'military'] as const;
export type Forum = (typeof forums)[number];

/**
 * What a prosecutor before each is called where no office is named, and on what basis of 18 U.S.C. 2258A(g)(2)(A) one is told what
 * a provider reported: an attorney for the government, or an official of a State who enforces its law.
 */
export const prosecutors = {
  us_attorney: { name: 'A United States Attorney', basis: 'government_attorney' },
  state: { name: 'A prosecutor of the State', basis: 'state_official' },
  local: { name: 'A local prosecutor', basis: 'state_official' },
  tribal: { name: 'A tribal prosecutor', basis: 'government_attorney' },
  military: { name: 'A military prosecutor', basis: 'government_attorney' },
} as const satisfies Record<Forum, { readonly name: string; readonly basis: DisclosureBasis }>;

/** What the prosecutor says to a referral. */
export const referralDecisions = ['pending', 'accepted', 'declined'] as const;
export type ReferralDecision = (typeof referralDecisions)[number];

/** Why a prosecutor declines. */
export const declineReasons = [
  'insufficient_evidence',
  'no_offense',
  'no_interest',
  'prosecuted_elsewhere',
  'victim_unwilling',
  'juvenile_matter',
  'suspect_deceased',
  'time_barred',
  'resources',
  'other',
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** How a prosecution ends. */
export const prosecutionOutcomes = [
  'pending',
  'plea',
  'convicted_trial',
  'acquitted',
  'dismissed',
  'diverted',
] as const;
export type ProsecutionOutcome = (typeof prosecutionOutcomes)[number];

/** Those that end in a conviction, and so in a sentence. */
export const convictions: readonly ProsecutionOutcome[] = ['plea', 'convicted_trial'];
