import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(B)(iii). */
export const prosecutions = {
  key: 'prosecutions',
  property: 'prosecutions',
  words: 'Cases filed, counted once for each defendant.',
  placedBy: 'the day the case was filed',
  facets: ['type', 'mode', 'forum'],
  counts: [{ table: 'prosecutions', day: 'r.filed_on', facets: { forum: 'r.forum' } }],
} as const satisfies Measure;
