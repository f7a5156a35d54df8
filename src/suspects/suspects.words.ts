/** What a suspect did: produced abuse material, abused a child, both, or neither as far as is known. */
export const offenderClasses = ['producer', 'contact_offender', 'both', 'non_contact', 'unknown'] as const;
export type OffenderClass = (typeof offenderClasses)[number];

/** How an arrest was made: on view without a warrant, by summons, or on a warrant or earlier report (NIBRS O, S, T). */
export const arrestKinds = ['on_view', 'summoned', 'taken_into_custody'] as const;
export type ArrestKind = (typeof arrestKinds)[number];
export const arrestKindLetters = {
  on_view: 'O',
  summoned: 'S',
  taken_into_custody: 'T',
} as const satisfies Record<ArrestKind, string>;
/** A kind of arrest as NIBRS codes it, data element 43. */
export type ArrestKindLetter = (typeof arrestKindLetters)[ArrestKind];

/** What becomes of an arrested person under 18: handled within the department, or referred to a court or agency (NIBRS H, R). */
export const juvenileHandlings = ['handled_within_department', 'referred'] as const;
export type JuvenileHandling = (typeof juvenileHandlings)[number];
export const juvenileHandlingLetters = {
  handled_within_department: 'H',
  referred: 'R',
} as const satisfies Record<JuvenileHandling, string>;
/** The disposition of an arrestee under 18 as NIBRS codes it, data element 52. */
export type JuvenileHandlingLetter = (typeof juvenileHandlingLetters)[JuvenileHandling];

/** How else a suspect is called. */
export const aliasKinds = ['other_name', 'former_name', 'other_spelling', 'nickname'] as const;
export type AliasKind = (typeof aliasKinds)[number];

/** Why a suspect may be the one that was asked for. */
export const similarityReasons = [
  'family_name_sounds_alike',
  'family_name_spelt_nearly',
  'given_name_alike',
  'born_on_that_day',
  'by_alias',
] as const;
export type SimilarityReason = (typeof similarityReasons)[number];
