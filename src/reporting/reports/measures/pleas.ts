import type { Measure } from './measure.js';

export const pleas = {
  key: 'pleas',
  property: 'pleas',
  words: 'Defendants convicted by a plea in place of a trial. They are among the convictions.',
  placedBy: 'the day the case was disposed of',
  facets: ['type', 'mode', 'forum'],
  counts: [{ table: 'prosecutions', when: `r.outcome = 'plea'`, day: 'r.disposed_on', facets: { forum: 'r.forum' } }],
} as const satisfies Measure;
