/** Way in which a search text was understood. `reference`: the number of a complaint. */
export const readingKinds = ['identifier', 'name', 'reference', 'text'] as const;
export type ReadingKind = (typeof readingKinds)[number];

/** Kind of record with a name: a suspect, an alias of a suspect, or a person in a tip. */
export const namedKinds = ['suspect', 'alias', 'reported_person'] as const;
export type NamedKind = (typeof namedKinds)[number];

/** Reason for a name match, strongest first. */
export const nameReasons = ['written_so', 'spelt_nearly', 'sounds_alike'] as const;
export type NameReason = (typeof nameReasons)[number];

/** Kind of reference of a complaint: the tracker's own, or the source's number. */
export const referenceKinds = ['reference', 'external_reference'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/**
 * Maximum numbers of values and of narratives that a search examines; the response marks a search that reaches one. The
 * limits bound a search to 150 ms at a million complaints.
 */
export const maxExaminedValues = 2000;
export const maxExaminedNarratives = 5000;

/** Readers of a saved view, besides its author. */
export const viewAudiences = ['nobody', 'agency', 'task_force'] as const;
export type ViewAudience = (typeof viewAudiences)[number];
