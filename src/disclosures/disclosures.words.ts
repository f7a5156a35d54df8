import type { ComplaintSource } from '../complaints/complaints.words.js';

/**
 * By what something left the agency. An offer tells its receiver a summary; what is accepted or assigned tells all, and a referral
 * for prosecution what the prosecutor is shown.
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

/** Whom something went to: another agency of the task force, one of another task force, or somebody who is no agency here. */
export const disclosureRecipients = ['own_task_force', 'other_task_force', 'outside'] as const;
export type DisclosureRecipient = (typeof disclosureRecipients)[number];

/**
 * On what basis: those that 18 U.S.C. 2258A(g)(2)(A)(i) to (vii) allows for what came in a report of a provider, in its order, and
 * one for what came by no such report.
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

/** Complaints from these sources carry what a provider reported. */
export const tipSources = ['ncmec_cybertip', 'service_provider'] as const satisfies readonly ComplaintSource[];

/** Whether what is known from that source may leave only on one of the seven bases. */
export function isTipContent(source: ComplaintSource): boolean {
  return (tipSources as readonly ComplaintSource[]).includes(source);
}
