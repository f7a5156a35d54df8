/** What belongs to an operation: all that falls into its window of days, or only what was tagged. */
export const operationMemberships = ['window', 'tagged'] as const;
export type OperationMembership = (typeof operationMemberships)[number];

/** What can be tagged as belonging to an operation. */
export const memberKinds = ['complaint', 'arrest', 'victim', 'presentation'] as const;
export type MemberKind = (typeof memberKinds)[number];

/** What a unit plans within an operation. */
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

/** How far around an event one asks. There are no steps between, so that nobody finds a place by asking again and again. */
export const overlapReaches = [1, 5, 25, 100] as const;
export type OverlapReach = (typeof overlapReaches)[number];

/** About how far away another unit's event is; in the same county where either has no point. */
export const overlapDistances = ['within_1_km', 'within_5_km', 'within_25_km', 'within_100_km', 'same_county'] as const;
export type OverlapDistance = (typeof overlapDistances)[number];
