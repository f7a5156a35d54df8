import type { Measure } from './measure.js';

export const acquittals = {
  key: 'acquittals',
  property: 'acquittals',
  words: 'Defendants acquitted.',
  placedBy: 'the day the case was disposed of',
  facets: ['type', 'mode', 'forum'],
} as const satisfies Measure;
