import type { Measure } from './measure.js';

export const devicesExamined = {
  key: 'devices_examined',
  property: 'devicesExamined',
  words: 'Devices examined in the forensic examinations completed.',
  placedBy: 'the day the examination was completed',
  facets: ['type', 'mode'],
  counts: [{ table: 'forensic_exams', when: 'r.completed_on IS NOT NULL', day: 'r.completed_on', n: 'r.devices' }],
} as const satisfies Measure;
