import type { DisclosureBasis } from '../disclosures/disclosures.enums.js';

/** Prosecutor: `us_attorney` is a United States Attorney. */
export const forums = ['us_attorney', 'state', 'local', 'tribal', 'military'] as const;
export type Forum = (typeof forums)[number];
export const forumLabels: Readonly<Record<Forum, string>> = {
  us_attorney: 'United States Attorney',
  state: 'State prosecutor',
  local: 'local prosecutor',
  tribal: 'tribal prosecutor',
  military: 'military prosecutor',
};

/**
 * Default name of each jurisdiction's prosecutor, and the legal basis for disclosing a provider's report. 18 U.S.C.
 * 2258A(g)(2)(A) allows an attorney for the government, and a State official who enforces its law.
 */
export const prosecutors = {
  us_attorney: { name: 'A United States Attorney', basis: 'government_attorney' },
  state: { name: 'A prosecutor of the State', basis: 'state_official' },
  local: { name: 'A local prosecutor', basis: 'state_official' },
  tribal: { name: 'A tribal prosecutor', basis: 'government_attorney' },
  military: { name: 'A military prosecutor', basis: 'government_attorney' },
} as const satisfies Record<Forum, { readonly name: string; readonly basis: DisclosureBasis }>;

/** Decision of a prosecutor on a referral. */
export const referralDecisions = ['pending', 'accepted', 'declined'] as const;
export type ReferralDecision = (typeof referralDecisions)[number];

/** Reason of a prosecutor for declining. `time_barred`: statute of limitations. `resources`: lack of resources. */
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
export const declineReasonLabels: Readonly<Record<DeclineReason, string>> = {
  insufficient_evidence: 'insufficient evidence',
  no_offense: 'no offense',
  no_interest: 'no prosecutorial interest',
  prosecuted_elsewhere: 'prosecuted elsewhere',
  victim_unwilling: 'victim unwilling',
  juvenile_matter: 'juvenile matter',
  suspect_deceased: 'suspect deceased',
  time_barred: 'statute of limitations',
  resources: 'lack of resources',
  other: 'other reason',
};

/**
 * Outcome of a prosecution. `pending`: none yet. `plea`: convicted by plea. `convicted_trial`: convicted at trial.
 * `diverted`: sent to a program instead of a sentence.
 */
export const prosecutionOutcomes = [
  'pending',
  'plea',
  'convicted_trial',
  'acquitted',
  'dismissed',
  'diverted',
] as const;
export type ProsecutionOutcome = (typeof prosecutionOutcomes)[number];
export const prosecutionOutcomeLabels: Readonly<Record<ProsecutionOutcome, string>> = {
  pending: 'pending',
  plea: 'convicted by plea',
  convicted_trial: 'convicted at trial',
  acquitted: 'acquitted',
  dismissed: 'dismissed',
  diverted: 'diverted',
};

/** Outcomes that are convictions, and so allow a sentence. */
export const convictions: readonly ProsecutionOutcome[] = ['plea', 'convicted_trial'];
