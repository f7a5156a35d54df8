import type { Measure } from './measure.js';

export const trainingSessions = {
  key: 'training_sessions',
  property: 'trainingSessions',
  words: 'Training sessions given to law enforcement, prosecutors and others who work on such cases.',
  placedBy: 'the last day of the session',
  facets: [],
  counts: [{ table: 'trainings', day: 'r.ended_on' }],
} as const satisfies Measure;
