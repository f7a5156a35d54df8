/** Areas that a task force can cover. */
export const coverages = ['statewide', 'regional', 'metropolitan', 'county', 'military'] as const;
export type Coverage = (typeof coverages)[number];
