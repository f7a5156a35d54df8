/** Counting rule of an operation: all records of its period (`window`), or only tagged records. */
export const operationMemberships = ['window', 'tagged'] as const;
export type OperationMembership = (typeof operationMemberships)[number];

/** Kind of record that can be tagged. */
export const memberKinds = ['complaint', 'arrest', 'victim', 'presentation'] as const;
export type MemberKind = (typeof memberKinds)[number];

/** Kind of event. `controlled_delivery`: a delivery that officers watch. */
export const operationEventKinds = [
  'warrant_service',
  'arrest',
  'undercover_meeting',
  'surveillance',
  'interview',
  'controlled_delivery',
  'other',
] as const;
export type OperationEventKind = (typeof operationEventKinds)[number];

/** Distance of a check, in kilometers. */
export const eventConflictReaches = [1, 5, 25, 100] as const;
export type EventConflictReach = (typeof eventConflictReaches)[number];

/** Approximate distance of a conflict; `same_county` if the exact place of either event is unknown. */
export const eventConflictDistances = [
  'within_1_km',
  'within_5_km',
  'within_25_km',
  'within_100_km',
  'same_county',
] as const;
export type EventConflictDistance = (typeof eventConflictDistances)[number];
