import type { Measure } from './measure.js';

export const peopleReached = {
  key: 'people_reached',
  property: 'peopleReached',
  words: 'Young people and adults who came to presentations, head by head: who came twice is counted twice.',
  placedBy: 'the day the presentation was held',
  facets: ['audience'],
} as const satisfies Measure;
