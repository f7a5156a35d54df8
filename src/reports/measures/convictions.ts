import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(B)(iii)(I). */
export const convictions = {
  key: 'convictions',
  property: 'convictions',
  words: 'Defendants convicted, by plea or at trial.',
  placedBy: 'the day the case was disposed of',
  facets: ['type', 'mode', 'forum'],
} as const satisfies Measure;
