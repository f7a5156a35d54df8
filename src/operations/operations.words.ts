/** What belongs to an operation: all that falls into its window of days, or only what was tagged. */
export const operationMemberships = ['window', 'tagged'] as const;
export type OperationMembership = (typeof operationMemberships)[number];
