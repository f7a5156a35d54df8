import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(D). */
export const investigationsClosed = {
  key: 'investigations_closed',
  property: 'investigationsClosed',
  words: 'Investigations closed, by disposition. One that was opened again is not closed any more.',
  placedBy: 'the day the investigation was closed',
  facets: ['disposition'],
  counts: [
    {
      table: 'investigations',
      when: 'r.closed_on IS NOT NULL',
      day: 'r.closed_on',
      facets: { disposition: 'r.outcome' },
    },
  ],
} as const satisfies Measure;
