import type { Measure } from './measure.js';

export const dismissals = {
  key: 'dismissals',
  property: 'dismissals',
  words: 'Cases against a defendant that were dismissed.',
  placedBy: 'the day the case was disposed of',
  facets: ['type', 'mode', 'forum'],
  counts: [
    { table: 'prosecutions', when: `r.outcome = 'dismissed'`, day: 'r.disposed_on', facets: { forum: 'r.forum' } },
  ],
} as const satisfies Measure;
