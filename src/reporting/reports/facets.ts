/** Facets by which the records of a measure can be broken down, besides day and place. */
export const facets = [
  'type',
  'mode',
  'source',
  'ncmecClass',
  'disposition',
  'process',
  'arrest',
  'offender',
  'timing',
  'production',
  'forum',
  'recipient',
  'audience',
  'profession',
] as const;
export type Facet = (typeof facets)[number];
