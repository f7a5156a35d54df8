/** Step of the sign-in that comes next: the second factor, its first set-up (`enrolment`) or a new password. */
export const pendingSteps = ['second_factor', 'enrolment', 'password'] as const;
export type PendingStep = (typeof pendingSteps)[number];

/** Proof of identity at sign-in. `totp`: a code of an authenticator app. */
export const factors = ['passkey', 'totp', 'recovery_code', 'password'] as const;
export type Factor = (typeof factors)[number];
