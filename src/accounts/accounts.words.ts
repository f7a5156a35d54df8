/** Whose staff the owner of an account is (CJIS IA-4): the agency's, a contractor's, or somebody else's. */
export const affiliations = ['agency', 'contractor', 'other'] as const;
export type Affiliation = (typeof affiliations)[number];

/** Whether an account stays, or ends by itself. */
export type AccountKind = 'permanent' | 'temporary';

/** What a yearly review comes to, for each account. */
export const recertificationDecisions = ['confirmed', 'disabled'] as const;
export type RecertificationDecision = (typeof recertificationDecisions)[number];

/** A temporary account ends at the latest so long after it was made (CJIS AC-2(2)). */
export const temporaryHours = 72;
