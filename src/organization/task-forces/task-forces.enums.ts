/** Kind of area that a task force covers. */
export const coverages = ['statewide', 'regional', 'metropolitan', 'county', 'military'] as const;
export type Coverage = (typeof coverages)[number];
