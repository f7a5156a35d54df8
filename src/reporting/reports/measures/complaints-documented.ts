import { countsOnce, type Measure } from './measure.js';

export const complaintsDocumented = {
  key: 'complaints_documented',
  property: 'complaintsDocumented',
  words:
    'Complaints a task force received and logged, by type, mode and source. A tip sent again under the same number by ' +
    'the same source is one complaint, one that was merged into another counts with that one, and one that was ' +
    'transferred or referred on counts where the tip was first received or went. Until type and mode are set it ' +
    'counts as unclassified.',
  placedBy: 'the day the complaint was received',
  facets: ['type', 'mode', 'source'],
  counts: [{ table: 'complaints', when: countsOnce, day: 'r.received_on', facets: { source: 'r.source' } }],
} as const satisfies Measure;
