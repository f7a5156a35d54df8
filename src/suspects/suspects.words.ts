/** What a suspect did: produced abuse material, abused a child, both, or neither as far as is known. */
export const offenderClasses = ['producer', 'contact_offender', 'both', 'non_contact', 'unknown'] as const;
export type OffenderClass = (typeof offenderClasses)[number];

/** How an arrest was made: on view without a warrant, by summons, or on a warrant or earlier report (NIBRS O, S, T). */
export const arrestKinds = ['on_view', 'summoned', 'taken_into_custody'] as const;
export type ArrestKind = (typeof arrestKinds)[number];
