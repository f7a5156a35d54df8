/**
 * States of a user that an identity provider sends. `waiting` awaits the decision of an administrator, `linked` has an account,
 * `rejected` gets none, and `left` is no longer active at the provider.
 */
export const provisionedUserStates = ['waiting', 'linked', 'rejected', 'left'] as const;
export type ProvisionedUserState = (typeof provisionedUserStates)[number];

/** Maximum number of users that the provider of a seat keeps here. */
export const maxUsersOfSeat = 5000;

/** Maximum length of a text of a user. */
export const maxUserTextLength = 200;
