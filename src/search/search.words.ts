/** What a text that somebody searches with may be. */
export const readingKinds = ['identifier', 'name', 'reference', 'text'] as const;
export type ReadingKind = (typeof readingKinds)[number];

/** Whose name was found: of a suspect, another one of a suspect, or of whom a tip tells. */
export const namedKinds = ['suspect', 'alias', 'reported_person'] as const;
export type NamedKind = (typeof namedKinds)[number];

/** Why a name was found, the surest first. */
export const nameReasons = ['written_so', 'spelt_nearly', 'sounds_alike'] as const;
export type NameReason = (typeof nameReasons)[number];

/** Which number of a complaint was found: ours, or the one its source gave it. */
export const referenceKinds = ['reference', 'external_reference'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/**
 * No search looks at more than so many where a name, a number or an identifier stands, nor at more than so many narratives, and then
 * says so: it answers in 150 ms at a million complaints, whatever is looked for.
 */
export const mostLookedAt = 2000;
export const mostNarrativesLookedAt = 5000;

/** Who sees a view that somebody saved, besides themselves. */
export const viewAudiences = ['nobody', 'agency', 'task_force'] as const;
export type ViewAudience = (typeof viewAudiences)[number];
