import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(B)(i). */
export const investigationsInitiated = {
  key: 'investigations_initiated',
  property: 'investigationsInitiated',
  words: 'Investigations opened. Several complaints may belong to one.',
  placedBy: 'the day the investigation was opened',
  facets: [],
  counts: [{ table: 'investigations', day: 'r.opened_on' }],
} as const satisfies Measure;
