import type { Measure } from './measure.js';

export const presentations = {
  key: 'presentations',
  property: 'presentations',
  words: 'Presentations held for the public, for young people and for adults.',
  placedBy: 'the day the presentation was held',
  facets: [],
  counts: [{ table: 'presentations', day: 'r.held_on' }],
} as const satisfies Measure;
