/** What a complaint is about (domain: ICAC complaint types, with the additions of the CyberTipline's incident types). */
export const complaintTypes = [
  'csam_possession',
  'csam_distribution',
  'csam_manufacture',
  'enticement',
  'traveler',
  'obscenity_directed_to_minors',
  'child_sex_trafficking',
  'sextortion',
  'child_sex_tourism',
  'contact_abuse',
  'misleading_domain',
  'misleading_words',
  'generative_ai_or_obscene_visual',
  'other_technology_facilitated',
] as const;
export type ComplaintType = (typeof complaintTypes)[number];

/** Proactive: officers posed as minors and controlled the encounter. Reactive: a tip or referral started it. */
export const complaintModes = ['proactive', 'reactive'] as const;
export type ComplaintMode = (typeof complaintModes)[number];

/** Where complaints come from (ICAC standards, case sources). */
export const complaintSources = [
  'ncmec_cybertip',
  'service_provider',
  'other_agency',
  'subject_interview',
  'public_source',
  'observation',
  'public_complaint',
] as const;
export type ComplaintSource = (typeof complaintSources)[number];

export const complaintStates = ['received', 'triaged', 'assigned', 'closed'] as const;
export type ComplaintState = (typeof complaintStates)[number];

/** Where a complaint can go from where it is. It may be triaged or assigned again; a closed one stays closed. */
export const complaintMoves = {
  received: ['triaged', 'closed'],
  triaged: ['triaged', 'assigned', 'closed'],
  assigned: ['triaged', 'assigned', 'closed'],
  closed: [],
} as const satisfies Record<ComplaintState, readonly ComplaintState[]>;

/** Tiers, 1 the most urgent: a child at immediate risk; at risk; a known suspect; all else. */
export const priorities = [1, 2, 3, 4] as const;
export type Priority = (typeof priorities)[number];

/** How a complaint ended; items (B) to (D) of 34 U.S.C. 21116(d)(1) are counted from these. */
export const dispositionCodes = [
  'unfounded_no_crime',
  'not_criminal_viral_or_meme',
  'insufficient_information',
  'no_jurisdiction_identified',
  'duplicate',
  'informational_only',
  'referred_other_icac',
  'referred_local_agency',
  'referred_federal',
  'referred_foreign',
  'statute_of_limitations',
  'unable_to_identify_suspect',
  'esp_data_expired',
  'suspect_deceased',
  'prosecution_declined_state',
  'prosecution_declined_federal',
  'custody_other_jurisdiction',
  'victim_declined',
  'juvenile_diversion',
  'arrest_pending_prosecution',
  'convicted_plea',
  'convicted_trial',
  'acquitted',
  'dismissed',
  'civil_or_child_protection_referral',
  'opened_in_error',
] as const;
export type DispositionCode = (typeof dispositionCodes)[number];
