import type { Measure } from './measure.js';

export const bytesExamined = {
  key: 'bytes_examined',
  property: 'bytesExamined',
  words: 'Bytes examined in the forensic examinations completed.',
  placedBy: 'the day the examination was completed',
  facets: ['type', 'mode'],
} as const satisfies Measure;
