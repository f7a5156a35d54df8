import type { Measure } from './measure.js';

export const acquittals = {
  key: 'acquittals',
  property: 'acquittals',
  words: 'Defendants acquitted.',
  placedBy: 'the day the case was disposed of',
  facets: ['type', 'mode', 'forum'],
  counts: [
    { table: 'prosecutions', when: `r.outcome = 'acquitted'`, day: 'r.disposed_on', facets: { forum: 'r.forum' } },
  ],
} as const satisfies Measure;
