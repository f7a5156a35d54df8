/** What a total can be told apart by. */
export const dimensions = ['taskForce', 'agency', 'month', 'type', 'mode'] as const;
export type Dimension = (typeof dimensions)[number];

/** How sure a figure is, the surest first: published totals are often "more than" or "about". */
export const precisions = ['exact', 'at_least', 'approximate'] as const;
export type Precision = (typeof precisions)[number];
