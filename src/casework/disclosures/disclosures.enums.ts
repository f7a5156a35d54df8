import type { ComplaintSource } from '../complaints/complaints.enums.js';

/**
 * Kind of disclosure. An offer discloses a summary. An accepted or assigned complaint discloses all, and a referral
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
 * Recipient of a disclosure: an agency of the task force, one of another task force, or a recipient outside the
 * tracker.
 */
export const disclosureRecipients = ['own_task_force', 'other_task_force', 'outside'] as const;
export type DisclosureRecipient = (typeof disclosureRecipients)[number];

/**
 * Legal basis of a disclosure. The first seven are the permitted recipients of a provider's report in 18 U.S.C.
 * 2258A(g)(2)(A)(i) to (vii). `not_tip_content`: all other content.
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
export const disclosureBasisLabels: Readonly<Record<DisclosureBasis, string>> = {
  government_attorney: 'to an attorney for the government, 18 U.S.C. 2258A(g)(2)(A)(i)',
  own_agency: 'within the own agency, 18 U.S.C. 2258A(g)(2)(A)(ii)',
  assisting_federal_attorney: 'to personnel assisting a federal attorney, 18 U.S.C. 2258A(g)(2)(A)(iii)',
  state_official: 'to an official who enforces State law, 18 U.S.C. 2258A(g)(2)(A)(iv)',
  defendant_or_counsel: 'to a defendant or counsel, 18 U.S.C. 2258A(g)(2)(A)(v)',
  provider_for_legal_process: 'to a provider, for legal process, 18 U.S.C. 2258A(g)(2)(A)(vi)',
  court_order: 'as ordered by a court, 18 U.S.C. 2258A(g)(2)(A)(vii)',
  not_tip_content: 'no content of a provider’s report',
};

/** Sources of complaints that contain a provider's report. */
export const tipSources = ['ncmec_cybertip', 'service_provider'] as const satisfies readonly ComplaintSource[];

/** Whether a disclosure of content from that source requires one of the seven bases. */
export function isTipContent(source: ComplaintSource): boolean {
  return (tipSources as readonly ComplaintSource[]).includes(source);
}
