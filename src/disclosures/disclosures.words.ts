import type { ComplaintSource } from '../complaints/complaints.words.js';

/**
 * Kinds of disclosure. An offer discloses a summary. An accepted or assigned complaint discloses all, and a referral
 * for prosecution the prosecutor's part.
 */
export const disclosureKinds = [
  'offer',
  'transfer',
  'referral',
  'assignment',
  'prosecution_referral',
  'share',
  'packet',
  'other',
] as const;
export type DisclosureKind = (typeof disclosureKinds)[number];

/**
 * Recipients of a disclosure: an agency of the task force, one of another task force, or a recipient outside the
 * tracker.
 */
export const disclosureRecipients = ['own_task_force', 'other_task_force', 'outside'] as const;
export type DisclosureRecipient = (typeof disclosureRecipients)[number];

/**
 * Bases of a disclosure. The first seven, for a provider's report, follow 18 U.S.C. 2258A(g)(2)(A)(i) to (vii) in
 * order. The last is for all other content.
 */
export const disclosureBases = [
  'government_attorney',
  'own_agency',
  'assisting_federal_attorney',
  'state_official',
  'defendant_or_counsel',
  'provider_for_legal_process',
  'court_order',
  'not_tip_content',
] as const;
export type DisclosureBasis = (typeof disclosureBases)[number];

/** Sources of complaints that contain a provider's report. */
export const tipSources = ['ncmec_cybertip', 'service_provider'] as const satisfies readonly ComplaintSource[];

/** Whether a disclosure of content from that source requires one of the seven bases. */
export function isTipContent(source: ComplaintSource): boolean {
  return (tipSources as readonly ComplaintSource[]).includes(source);
}
