/** With what an agency was helped. */
export const assistanceKinds = ['investigative', 'forensic', 'legal', 'other'] as const;
export type AssistanceKind = (typeof assistanceKinds)[number];

/** How the agency that was helped stood to the task force on that day: the statute counts those that were no members. */
export const recipientMemberships = ['member', 'non_member'] as const;
export type RecipientMembership = (typeof recipientMemberships)[number];
