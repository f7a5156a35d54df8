/** What the records of a measure can be told apart by, beside when and where they were counted. */
export const facets = [
  'type',
  'mode',
  'source',
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
