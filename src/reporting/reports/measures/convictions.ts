import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(B)(iii)(I). */
export const convictions = {
  key: 'convictions',
  property: 'convictions',
  words: 'Defendants convicted, by plea or at trial.',
  placedBy: 'the day the case was disposed of',
  facets: ['type', 'mode', 'forum'],
  counts: [
    {
      table: 'prosecutions',
      when: `r.outcome IN ('plea', 'convicted_trial')`,
      day: 'r.disposed_on',
      facets: { forum: 'r.forum' },
    },
  ],
} as const satisfies Measure;
