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
 * Sensitivity labels (28 CFR 23.20(f)). Only supervisors give details of a restricted entry. A pointer to a sensitive
 * entry omits the criminal activity.
 */
export const sensitivities = ['unclassified', 'restricted', 'sensitive'] as const;
export type Sensitivity = (typeof sensitivities)[number];

/** Changes to an entry's case or to the entry that require a review before further disclosure. */
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

/** Decisions on an entry. */
export const reviewOutcomes = ['approved', 'refused', 'revalidated', 'corrected', 'purged'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/**
 * Mentions of political, religious or social views, associations or activities: none, or only those directly related to
 * the criminal activity (28 CFR 23.20(b)).
 */
export const protectedViewsKinds = ['none', 'directly_related'] as const;
export type ProtectedViews = (typeof protectedViewsKinds)[number];

/** Strengths of a match with a query. In each, years of birth known to both sides agree. */
export const matchStrengths = ['name_and_birth', 'name_and_birth_year', 'name', 'initial_and_birth'] as const;
export type IndexMatchStrength = (typeof matchStrengths)[number];

/** Strengths of a pointer: of a name match with a query, or of a match of identifiers. */
export const pointerStrengths = [...matchStrengths, ...identifierStrengths] as const;
export type PointerStrength = (typeof pointerStrengths)[number];

/** Kind of notice to recipients of an entry. */
export const noticeKinds = ['corrected', 'purged'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * Reasons against sharing a subject: a juvenile (18 U.S.C. 5038), one recorded in error, or one of a sealed or
 * invisible case.
 */
export const sharingBars = ['juvenile', 'voided', 'sealed', 'unseen'] as const;
export type SharingBar = (typeof sharingBars)[number];
