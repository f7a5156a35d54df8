import { matchStrengths as identifierStrengths } from '../identifiers/identifiers.words.js';

/** Where an entry of the subject index is. What was refused or purged is a mark without content. */
export const indexEntryStates = ['submitted', 'approved', 'refused', 'purged'] as const;
export type IndexEntryState = (typeof indexEntryStates)[number];

/** Where an entry can go from where it is. */
export const indexEntryMoves = {
  submitted: ['approved', 'refused', 'purged'],
  approved: ['purged'],
  refused: [],
  purged: [],
} as const satisfies Record<IndexEntryState, readonly IndexEntryState[]>;

/**
 * How freely an entry is shared (28 CFR 23.20(f)): details of what is restricted are given by supervisors alone, and a pointer to
 * what is sensitive does not say what it is about.
 */
export const sensitivities = ['unclassified', 'restricted', 'sensitive'] as const;
export type Sensitivity = (typeof sensitivities)[number];

/** What happened to an entry's case, or to the entry, so that somebody has to look before anybody is pointed to it again. */
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

/** What somebody decided on an entry. */
export const reviewOutcomes = ['approved', 'refused', 'revalidated', 'corrected', 'purged'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/**
 * What an entry says of political, religious or social views, associations or activities: nothing, or only what relates directly
 * to the criminal activity (28 CFR 23.20(b)).
 */
export const protectedViewsKinds = ['none', 'directly_related'] as const;
export type ProtectedViews = (typeof protectedViewsKinds)[number];

/** How well an entry fits what was asked. Years of birth that both sides know agree in each. */
export const matchStrengths = ['name_and_birth', 'name_and_birth_year', 'name', 'initial_and_birth'] as const;
export type IndexMatchStrength = (typeof matchStrengths)[number];

/** How much a pointer said: how well a name fitted, or how much what two units both have says. */
export const pointerStrengths = [...matchStrengths, ...identifierStrengths] as const;
export type PointerStrength = (typeof pointerStrengths)[number];

/** What recipients of an entry are told of. */
export const noticeKinds = ['corrected', 'purged'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/**
 * Why a subject is not shared: a juvenile (18 U.S.C. 5038), one recorded in error, one of a case that is sealed or that one does not
 * see.
 */
export const sharingBars = ['juvenile', 'voided', 'sealed', 'unseen'] as const;
export type SharingBar = (typeof sharingBars)[number];
