import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(B)(iv) as rewritten in 2025. */
export const victimsIdentified = {
  key: 'victims_identified',
  property: 'victimsIdentified',
  words:
    'Children identified who suffered recent, ongoing or historical sexual abuse, or were victims of production. A ' +
    'child recorded in several complaints of a task force counts once if the records are linked, and once for each ' +
    'complaint if they are not. A child recorded by two task forces counts once for each of them.',
  placedBy: 'the day the child was identified',
  facets: ['type', 'mode', 'timing', 'production'],
  identifies: 'victims',
  counts: [
    {
      table: 'victims_identified',
      when: 'r.same_child_as IS NULL',
      day: 'r.identified_on',
      facets: { timing: 'r.abuse_timing', production: `CASE WHEN r.production_victim THEN 'yes' ELSE 'no' END` },
    },
  ],
} as const satisfies Measure;
