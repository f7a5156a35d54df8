/** Order of a timeline: oldest first or newest first. */
export const timelineOrders = ['oldest', 'newest'] as const;
export type TimelineOrder = (typeof timelineOrders)[number];
