import type { DispositionCode } from '../complaints/complaints.enums.js';

/** Outcome of an investigation: a complaint disposition that can follow from one. */
export const investigationOutcomes = [
  'unfounded_no_crime',
  'insufficient_information',
  'no_jurisdiction_identified',
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
] as const satisfies readonly DispositionCode[];
export type InvestigationOutcome = (typeof investigationOutcomes)[number];

export const investigationStates = ['open', 'closed'] as const;
/** State of an investigation. */
export type InvestigationState = (typeof investigationStates)[number];

/** Kinds of legal process that compel somebody to disclose or to let search. */
export const compellingProcessKinds = [
  'subpoena',
  'administrative_subpoena',
  'grand_jury_subpoena',
  'court_order',
  'pen_register_trap_trace',
  'search_warrant_premises',
  'search_warrant_provider',
  'search_warrant_device',
] as const;

/**
 * Kind of legal process. `subpoena`: of a kind that is not stated, as recorded before it was split. `administrative_subpoena`:
 * of an agency or a prosecutor. `court_order`: as under 18 U.S.C. 2703(d). `pen_register_trap_trace`: order for the numbers
 * and addresses of communications (18 U.S.C. 3123). `emergency_disclosure`: request that a provider disclose in an emergency
 * (18 U.S.C. 2702(b)(8), (c)(4)); it compels nothing. A search warrant is for premises, to a provider, or for a device.
 */
export const legalProcessKinds = [...compellingProcessKinds, 'emergency_disclosure'] as const;
export type LegalProcessKind = (typeof legalProcessKinds)[number];
export const legalProcessKindLabels: Readonly<Record<LegalProcessKind, string>> = {
  subpoena: 'subpoena',
  administrative_subpoena: 'administrative subpoena',
  grand_jury_subpoena: 'grand jury subpoena',
  court_order: 'court order',
  pen_register_trap_trace: 'pen register or trap and trace order',
  emergency_disclosure: 'emergency disclosure request',
  search_warrant_premises: 'search warrant for premises',
  search_warrant_provider: 'search warrant to a provider',
  search_warrant_device: 'search warrant for a device',
};

/** Outcome of a return: answered or executed with or without a result, quashed by the court, or expired unserved. */
export const returnOutcomes = ['returned_with_data', 'returned_without', 'quashed', 'expired'] as const;
export type ReturnOutcome = (typeof returnOutcomes)[number];

/**
 * Outcome of legal process: its return, with or without results, `quashed` by the court, `expired` unserved, or
 * `withdrawn` by its agency.
 */
export const legalProcessOutcomes = [...returnOutcomes, 'withdrawn'] as const;
export type LegalProcessOutcome = (typeof legalProcessOutcomes)[number];
export const legalProcessOutcomeLabels: Readonly<Record<LegalProcessOutcome, string>> = {
  returned_with_data: 'returned with results',
  returned_without: 'returned without results',
  quashed: 'quashed by the court',
  expired: 'expired without service',
  withdrawn: 'withdrawn',
};

/** State of legal process. `ended`: returned or withdrawn. */
export const legalProcessStates = ['issued', 'served', 'ended'] as const;
export type LegalProcessState = (typeof legalProcessStates)[number];

/**
 * Result of a forensic examination. The evidence itself is not recorded. `unreadable`: the device could not be read.
 */
export const examResults = ['evidence_found', 'none_found', 'unreadable'] as const;
export type ExamResult = (typeof examResults)[number];
export const examResultLabels: Readonly<Record<ExamResult, string>> = {
  evidence_found: 'evidence found',
  none_found: 'no evidence found',
  unreadable: 'not readable',
};
