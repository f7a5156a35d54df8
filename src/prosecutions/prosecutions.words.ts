/** Before whom a case is brought. */
export const forums = ['us_attorney', 'state', 'local', 'tribal', 'military'] as const;
export type Forum = (typeof forums)[number];

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
