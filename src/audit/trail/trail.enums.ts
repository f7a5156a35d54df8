/** Outcome of an action in the trail. */
export const trailOutcomes = ['done', 'refused'] as const;
export type TrailOutcome = (typeof trailOutcomes)[number];
