/** What a session can still lack before it is its owner's: a proof, a factor to prove with, or another password. */
export const dues = ['second_factor', 'enrolment', 'password'] as const;
export type Due = (typeof dues)[number];

/** What somebody can show for who they are. */
export const factors = ['passkey', 'totp', 'recovery_code', 'password'] as const;
export type Factor = (typeof factors)[number];
