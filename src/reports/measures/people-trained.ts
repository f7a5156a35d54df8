import type { Measure } from './measure.js';

export const peopleTrained = {
  key: 'people_trained',
  property: 'peopleTrained',
  words:
    'Law enforcement, prosecutors and others trained, summed over the sessions: who attended two is counted twice.',
  placedBy: 'the last day of the session',
  facets: ['profession'],
} as const satisfies Measure;
