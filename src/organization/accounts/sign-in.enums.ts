/** Steps that a session can await: a second factor, an enrolment or a new password. */
export const pendingSteps = ['second_factor', 'enrolment', 'password'] as const;
export type PendingStep = (typeof pendingSteps)[number];

/** Factors with which a user can authenticate. */
export const factors = ['passkey', 'totp', 'recovery_code', 'password'] as const;
export type Factor = (typeof factors)[number];
