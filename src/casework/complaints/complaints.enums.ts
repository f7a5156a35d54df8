/**
 * Type of complaint, of the ICAC program or the CyberTipline. `csam`: child sexual abuse material. `csam_receipt`: its
 * receipt, which is charged apart from possession (18 U.S.C. 2252(a)(2)). `csam_manufacture`: its production.
 * `child_sex_tourism`: extraterritorial sexual exploitation of children (18 U.S.C. 2423(c)). `traveler`: somebody
 * who travels to meet a child. `misleading_domain`, `misleading_words`: names or words that lead a child to obscene
 * material.
 */
export const complaintTypes = [
  'csam_possession',
  'csam_receipt',
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
export const complaintTypeLabels: Readonly<Record<ComplaintType, string>> = {
  csam_possession: 'CSAM possession',
  csam_receipt: 'CSAM receipt',
  csam_distribution: 'CSAM distribution',
  csam_manufacture: 'CSAM production',
  enticement: 'enticement',
  traveler: 'traveler',
  obscenity_directed_to_minors: 'obscenity directed to minors',
  child_sex_trafficking: 'child sex trafficking',
  sextortion: 'sextortion',
  child_sex_tourism: 'extraterritorial sexual exploitation of children',
  contact_abuse: 'contact abuse',
  misleading_domain: 'misleading domain name',
  misleading_words: 'misleading words or images',
  generative_ai_or_obscene_visual: 'generative AI or obscene visual material',
  other_technology_facilitated: 'other technology-facilitated offense',
};

/**
 * Mode of a complaint. Proactive: officers posed as minors and controlled the encounter. Reactive: a tip or referral
 * started it.
 */
export const complaintModes = ['proactive', 'reactive'] as const;
export type ComplaintMode = (typeof complaintModes)[number];

/**
 * Source of a complaint (ICAC standards, case sources). `subject_interview`: interview of a suspect. `observation`: by
 * an officer, other than the next two. `undercover_work`: an officer online under a persona (UC). `peer_to_peer`: a search for
 * shared files in a peer-to-peer network (P2P). `public_complaint`: a member of the public.
 */
export const complaintSources = [
  'ncmec_cybertip',
  'service_provider',
  'other_agency',
  'subject_interview',
  'public_source',
  'observation',
  'undercover_work',
  'peer_to_peer',
  'public_complaint',
] as const;
export type ComplaintSource = (typeof complaintSources)[number];

/**
 * State of a complaint, from receipt to closing. Work pauses while it is `on_hold`, offered to another agency
 * (`transfer_pending`) or `merged`. Then it returns to its previous state.
 */
export const complaintStates = [
  'received',
  'in_triage',
  'triaged',
  'assigned',
  'under_investigation',
  'referred_for_prosecution',
  'prosecuted',
  'closed',
  'reopened',
  'on_hold',
  'transfer_pending',
  'merged',
] as const;
export type ComplaintState = (typeof complaintStates)[number];

export const suspendedStates = ['on_hold', 'transfer_pending', 'merged'] as const satisfies readonly ComplaintState[];

/**
 * Possible next states of each state. A suspended complaint returns to the state stored in its row; the database applies the answer to an
 * offer.
 */
export const complaintTransitions = {
  received: ['in_triage', 'triaged', 'closed', ...suspendedStates],
  in_triage: ['triaged', 'closed', ...suspendedStates],
  triaged: ['triaged', 'assigned', 'closed', ...suspendedStates],
  assigned: ['triaged', 'assigned', 'under_investigation', 'closed', ...suspendedStates],
  under_investigation: ['referred_for_prosecution', 'closed', ...suspendedStates],
  referred_for_prosecution: ['under_investigation', 'prosecuted', 'closed', 'on_hold', 'transfer_pending'],
  prosecuted: ['under_investigation', 'referred_for_prosecution', 'closed', 'on_hold', 'transfer_pending'],
  closed: ['reopened'],
  reopened: ['in_triage', 'triaged', 'closed', ...suspendedStates],
  on_hold: [],
  transfer_pending: [],
  merged: [],
} as const satisfies Record<ComplaintState, readonly ComplaintState[]>;

/** States of a complaint that waits for its triage. */
export const untriagedStates = ['received', 'in_triage', 'reopened'] as const satisfies readonly ComplaintState[];

/** States from investigation to court. A new priority or investigator does not change them. */
export const statesInWork = [
  'under_investigation',
  'referred_for_prosecution',
  'prosecuted',
] as const satisfies readonly ComplaintState[];

/** Precision of a time of which only the day is known. It is then noon, or the time of another event of that day. */
export type TimePrecision = 'day';

/**
 * Class that NCMEC gives a CyberTip. `referral`: it has enough information for law enforcement to act. `informational`:
 * it does not, or it is about material that was reported often.
 */
export const ncmecClasses = ['referral', 'informational'] as const;
export type NcmecClass = (typeof ncmecClasses)[number];

/** Kind of the first use of an account that a tip reports. */
export const firstUses = ['upload', 'login'] as const;
export type FirstUse = (typeof firstUses)[number];

/**
 * Kind of time that counts as the time of the offense, the most reliable first: the first use, or the incident time as
 * the source reported it.
 */
export const offenseBases = [...firstUses, 'incident_as_reported'] as const;
export type OffenseBasis = (typeof offenseBases)[number];

/**
 * Queue of complaints. `mine`: open complaints assigned to the reader. `overdue`: past their due time. `expiring`:
 * untriaged, with a preservation that ends within 60 days. `past_target`: unassigned for longer than their tier allows.
 * `to_close`: with a pending proposal to close. `all`: every complaint of the seat.
 */
export const complaintQueues = [
  'to_triage',
  'to_assign',
  'mine',
  'overdue',
  'past_target',
  'expiring',
  'on_hold',
  'to_close',
  'all',
] as const;
export type ComplaintQueue = (typeof complaintQueues)[number];

/**
 * Reason why a reader may not take an action on a complaint. `role`: the account has no permission for the action.
 * `agency`: another agency owns the complaint. `own_investigation`: nobody closes an own investigation. `expunged`: a
 * court ordered expungement. `state`: the current state does not allow it.
 */
export const actionObstacles = ['role', 'agency', 'own_investigation', 'expunged', 'state'] as const;
export type ActionObstacle = (typeof actionObstacles)[number];

/** Priority tier. 1: a child at immediate risk. 2: a child at risk. 3: a known suspect. 4: all other complaints. */
export const priorities = [1, 2, 3, 4] as const;
export type Priority = (typeof priorities)[number];

/**
 * Access of a reported person to a child, as a tip states it or a person who read it chose it. `household`: lives with
 * the child. `other`: another kind of access. `none`: no access is known.
 */
export const childAccesses = [
  'parent_or_guardian',
  'household',
  'relative',
  'caregiver',
  'teacher',
  'coach',
  'other',
  'none',
] as const;
export type ChildAccess = (typeof childAccesses)[number];
export const childAccessLabels: Readonly<Record<ChildAccess, string>> = {
  parent_or_guardian: 'parent or guardian',
  household: 'member of the household',
  relative: 'relative',
  caregiver: 'caregiver',
  teacher: 'teacher',
  coach: 'coach',
  other: 'other access',
  none: 'no known access',
};

/**
 * Hours of each tier from the assignment, or from a change of the tier, to the due time. An explicit due time overrides
 * them.
 */
export const hoursUntilDue = { 1: 1, 2: 24, 3: 7 * 24, 4: 30 * 24 } as const satisfies Record<Priority, number>;

/**
 * Disposition of a complaint: the outcome with which it was closed. `esp_data_expired`: the provider no longer has the
 * data. `carrier_logs_expired`: the carrier no longer has the logs of an IP address. `vpn_or_proxy_no_lead`: the address
 * is of a VPN or a proxy and leads to nobody.
 */
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
  'carrier_logs_expired',
  'vpn_or_proxy_no_lead',
  'ai_generated_no_real_child',
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
export const dispositionLabels: Readonly<Record<DispositionCode, string>> = {
  unfounded_no_crime: 'unfounded, no crime',
  not_criminal_viral_or_meme: 'not criminal, viral image or meme',
  insufficient_information: 'insufficient information',
  no_jurisdiction_identified: 'no jurisdiction identified',
  duplicate: 'duplicate',
  informational_only: 'informational only',
  referred_other_icac: 'referred to another ICAC task force',
  referred_local_agency: 'referred to a local agency',
  referred_federal: 'referred to a federal agency',
  referred_foreign: 'referred to a foreign agency',
  statute_of_limitations: 'statute of limitations',
  unable_to_identify_suspect: 'unable to identify a suspect',
  esp_data_expired: 'provider data expired',
  carrier_logs_expired: 'IP logs expired (carrier)',
  vpn_or_proxy_no_lead: 'VPN or proxy, no lead',
  ai_generated_no_real_child: 'AI-generated, no real child',
  suspect_deceased: 'suspect deceased',
  prosecution_declined_state: 'prosecution declined by the State',
  prosecution_declined_federal: 'prosecution declined by the United States',
  custody_other_jurisdiction: 'suspect in custody of another jurisdiction',
  victim_declined: 'victim declined to cooperate',
  juvenile_diversion: 'juvenile diversion',
  arrest_pending_prosecution: 'arrest, prosecution pending',
  convicted_plea: 'convicted by plea',
  convicted_trial: 'convicted at trial',
  acquitted: 'acquitted',
  dismissed: 'dismissed',
  civil_or_child_protection_referral: 'civil or child protection referral',
  opened_in_error: 'opened in error',
};

/** NIBRS codes of exceptional clearance: a case cleared without an arrest. */
export const exceptionalClearances = {
  A: 'death of the offender',
  B: 'prosecution declined',
  C: 'in custody of another jurisdiction',
  D: 'the victim refused to cooperate',
  E: 'juvenile, no custody',
} as const;
/**
 * Exceptional clearance (NIBRS data element 4), a case cleared without an arrest. A: offender died. B: prosecution
 * declined. C: in custody elsewhere. D: victim refused. E: juvenile, no custody.
 */
export type ExceptionalClearance = keyof typeof exceptionalClearances;

/** Meaning of a disposition in items (B) to (D) of 34 U.S.C. 21116(d)(1) and in NIBRS. */
export interface DispositionMeaning {
  readonly isInvestigated: boolean;
  readonly isReferred: boolean;
  /** Whether it ended in an arrest or a prosecution. Item (D) counts those that did not. */
  readonly isProsecuted: boolean;
  readonly clearance: ExceptionalClearance | null;
}

const meaningOf = (overrides: Partial<DispositionMeaning> = {}): DispositionMeaning => ({
  isInvestigated: true,
  isReferred: false,
  isProsecuted: false,
  clearance: null,
  ...overrides,
});
const notInvestigated = meaningOf({ isInvestigated: false });
const referralMeaning = meaningOf({ isInvestigated: false, isReferred: true });
const prosecutionMeaning = meaningOf({ isProsecuted: true });

export const dispositionMeanings: Readonly<Record<DispositionCode, DispositionMeaning>> = {
  unfounded_no_crime: meaningOf(),
  not_criminal_viral_or_meme: notInvestigated,
  insufficient_information: notInvestigated,
  no_jurisdiction_identified: notInvestigated,
  duplicate: notInvestigated,
  informational_only: notInvestigated,
  referred_other_icac: referralMeaning,
  referred_local_agency: referralMeaning,
  referred_federal: referralMeaning,
  referred_foreign: referralMeaning,
  statute_of_limitations: meaningOf(),
  unable_to_identify_suspect: meaningOf(),
  esp_data_expired: meaningOf(),
  carrier_logs_expired: meaningOf(),
  vpn_or_proxy_no_lead: meaningOf(),
  ai_generated_no_real_child: meaningOf(),
  suspect_deceased: meaningOf({ clearance: 'A' }),
  prosecution_declined_state: meaningOf({ clearance: 'B' }),
  prosecution_declined_federal: meaningOf({ clearance: 'B' }),
  custody_other_jurisdiction: meaningOf({ clearance: 'C' }),
  victim_declined: meaningOf({ clearance: 'D' }),
  juvenile_diversion: meaningOf({ clearance: 'E' }),
  arrest_pending_prosecution: prosecutionMeaning,
  convicted_plea: prosecutionMeaning,
  convicted_trial: prosecutionMeaning,
  acquitted: prosecutionMeaning,
  dismissed: prosecutionMeaning,
  civil_or_child_protection_referral: meaningOf({ isReferred: true }),
  opened_in_error: notInvestigated,
};

/**
 * Kind of decision about a complaint, each with a reason. `held`: put on hold. `resumed`: taken off hold. `separated`:
 * its merge was undone.
 */
export const decisionKinds = [
  'triaged',
  'assigned',
  'held',
  'resumed',
  'merged',
  'separated',
  'closure_proposed',
  'closed',
  'reopened',
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** Strength of a match between two complaints: how unlikely a coincidence is. */
export const matchStrengths = ['strong', 'fair', 'weak'] as const;
export type MatchStrength = (typeof matchStrengths)[number];
