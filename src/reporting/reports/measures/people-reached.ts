import type { Measure } from './measure.js';

export const peopleReached = {
  key: 'people_reached',
  property: 'peopleReached',
  words: 'Young people and adults at presentations, counted per attendance.',
  placedBy: 'the day the presentation was held',
  facets: ['audience'],
  counts: [
    {
      table: 'presentations',
      when: 'r.attendees_youth > 0',
      day: 'r.held_on',
      n: 'r.attendees_youth',
      facets: { audience: `'youth'` },
    },
    {
      table: 'presentations',
      when: 'r.attendees_adult > 0',
      day: 'r.held_on',
      n: 'r.attendees_adult',
      facets: { audience: `'adults'` },
    },
  ],
} as const satisfies Measure;
