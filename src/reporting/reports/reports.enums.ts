import { facets } from './facets.js';

/** Dimensions of totals: place, month and the facets of the records. */
export const dimensions = ['taskForce', 'agency', 'month', ...facets] as const;
export type Dimension = (typeof dimensions)[number];

/** Precision of a figure, the most precise first. Published totals are often "more than" or "about". */
export const precisions = ['exact', 'at_least', 'approximate'] as const;
export type Precision = (typeof precisions)[number];
