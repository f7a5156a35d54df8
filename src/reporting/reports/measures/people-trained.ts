import type { Measure } from './measure.js';

export const peopleTrained = {
  key: 'people_trained',
  property: 'peopleTrained',
  words:
    'Law enforcement, prosecutors and others trained, counted per attendance. A person who attended two sessions is ' +
    'counted twice.',
  placedBy: 'the last day of the session',
  facets: ['profession'],
  counts: [
    {
      table: 'trainings',
      when: 'r.trained_law_enforcement > 0',
      day: 'r.ended_on',
      n: 'r.trained_law_enforcement',
      facets: { profession: `'law_enforcement'` },
    },
    {
      table: 'trainings',
      when: 'r.trained_prosecutors > 0',
      day: 'r.ended_on',
      n: 'r.trained_prosecutors',
      facets: { profession: `'prosecutors'` },
    },
    {
      table: 'trainings',
      when: 'r.trained_other > 0',
      day: 'r.ended_on',
      n: 'r.trained_other',
      facets: { profession: `'other'` },
    },
  ],
} as const satisfies Measure;
