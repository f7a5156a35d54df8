import { countsOnce, type Measure } from './measure.js';

export const cybertipsReceived = {
  key: 'cybertips_received',
  property: 'cybertipsReceived',
  words:
    'Complaints documented that are CyberTips of the National Center for Missing and Exploited Children. A tip is ' +
    'counted once in a task force, by the number of its report.',
  placedBy: 'the day the CyberTip was received',
  facets: ['type', 'mode', 'ncmecClass'],
  counts: [
    {
      table: 'complaints',
      when: `r.source = 'ncmec_cybertip' AND ${countsOnce}`,
      day: 'r.received_on',
      facets: { ncmecClass: `coalesce(r.ncmec_class, 'not_stated')` },
    },
  ],
} as const satisfies Measure;
