import { matchStrengths as identifierStrengths } from '../../casework/complaints/complaints.enums.js';

/** State of an index entry. A refused or purged entry remains without content. */
export const indexEntryStates = ['submitted', 'approved', 'refused', 'purged'] as const;
export type IndexEntryState = (typeof indexEntryStates)[number];

export const indexEntryTransitions = {
  submitted: ['approved', 'refused', 'purged'],
  approved: ['purged'],
  refused: [],
  purged: [],
} as const satisfies Record<IndexEntryState, readonly IndexEntryState[]>;

/**
 * Sensitivity label (28 CFR 23.20(f)). Only supervisors give details of a `restricted` entry. The criminal activity of
 * a `sensitive` entry is not shown to others.
 */
export const sensitivities = ['unclassified', 'restricted', 'sensitive'] as const;
export type Sensitivity = (typeof sensitivities)[number];

/**
 * Reason for a review before further disclosure. `victim_identifier`: an identifier of the entry belongs to a victim.
 */
export const reviewCalls = [
  'subject_changed',
  'subject_voided',
  'subject_juvenile',
  'case_sealed',
  'case_purged',
  'entry_corrected',
  'victim_identifier',
] as const;
export type ReviewCall = (typeof reviewCalls)[number];

/**
 * Decision on an entry. `revalidated`: kept for at most five more years. `corrected`: wrong values replaced. `purged`:
 * removed from the index.
 */
export const reviewOutcomes = ['approved', 'refused', 'revalidated', 'corrected', 'purged'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/**
 * Mentions of political, religious or social views, associations or activities: none, or only those directly related to
 * the criminal activity (28 CFR 23.20(b)).
 */
export const protectedViewsKinds = ['none', 'directly_related'] as const;
export type ProtectedViews = (typeof protectedViewsKinds)[number];

/**
 * Strength of a match with a query. `name`: the family and given names sound alike. `initial_and_birth`: only the first
 * letter of the given name agrees. `birth` is the day of birth.
 */
export const matchStrengths = ['name_and_birth', 'name_and_birth_year', 'name', 'initial_and_birth'] as const;
export type IndexMatchStrength = (typeof matchStrengths)[number];

/** Strength of a match: of names, as in `IndexMatchStrength`, or of identifiers, as in `MatchStrength`. */
export const pointerStrengths = [...matchStrengths, ...identifierStrengths] as const;
export type PointerStrength = (typeof pointerStrengths)[number];

/** Kind of notice to recipients of an entry. */
export const noticeKinds = ['corrected', 'purged'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * Reason against sharing a subject: a juvenile (18 U.S.C. 5038), one recorded in error, or a case that is sealed or out
 * of sight.
 */
export const sharingBars = ['juvenile', 'voided', 'sealed', 'unseen'] as const;
export type SharingBar = (typeof sharingBars)[number];
