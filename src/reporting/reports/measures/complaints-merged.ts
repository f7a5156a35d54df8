import type { Measure } from './measure.js';

export const complaintsMerged = {
  key: 'complaints_merged',
  property: 'complaintsMerged',
  words:
    'Complaints that were merged into another complaint of the same matter. They are not among the complaints ' +
    'documented.',
  placedBy: 'the day the complaint was received',
  facets: ['type', 'mode', 'source'],
  counts: [
    { table: 'complaints', when: 'r.merged_into IS NOT NULL', day: 'r.received_on', facets: { source: 'r.source' } },
  ],
} as const satisfies Measure;
