/** Kind of assistance. */
export const assistanceKinds = ['investigative', 'forensic', 'legal', 'other'] as const;
export type AssistanceKind = (typeof assistanceKinds)[number];

/** Membership of the helped agency on the day of the session. The statute counts sessions for non-members. */
export const recipientMemberships = ['member', 'non_member'] as const;
export type RecipientMembership = (typeof recipientMemberships)[number];
