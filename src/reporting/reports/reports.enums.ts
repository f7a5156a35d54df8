import { facets } from './facets.js';

/**
 * Dimensions: the ways to break totals down, by place, month or a property of the records. `ncmecClass`: class that
 * NCMEC gave a CyberTip. `process`: kind of legal process. `arrest`: kind of arrest. `offender`: offender class. `timing`: time of the abuse. `production`: whether
 * abuse material was produced. `forum`: prosecutor. `recipient`: member or not. `audience` and `profession`: people
 * reached.
 */
export const dimensions = ['taskForce', 'agency', 'month', ...facets] as const;
export type Dimension = (typeof dimensions)[number];

/** Precision of a figure, the most precise first. Published totals are often "more than" or "about". */
export const precisions = ['exact', 'at_least', 'approximate'] as const;
export type Precision = (typeof precisions)[number];
