import type { Measure } from './measure.js';

export const devicesExamined = {
  key: 'devices_examined',
  property: 'devicesExamined',
  words: 'Devices examined in the forensic examinations completed.',
  placedBy: 'the day the examination was completed',
  facets: ['type', 'mode'],
} as const satisfies Measure;
