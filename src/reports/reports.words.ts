import { facets } from './facets.js';

/** What a total can be told apart by: where and when it was counted, and what its records are. */
export const dimensions = ['taskForce', 'agency', 'month', ...facets] as const;
export type Dimension = (typeof dimensions)[number];

/** How sure a figure is, the surest first: published totals are often "more than" or "about". */
export const precisions = ['exact', 'at_least', 'approximate'] as const;
export type Precision = (typeof precisions)[number];
