import type { Measure } from './measure.js';

export const bytesExamined = {
  key: 'bytes_examined',
  property: 'bytesExamined',
  words: 'Bytes examined in the forensic examinations completed.',
  placedBy: 'the day the examination was completed',
  facets: ['type', 'mode'],
  counts: [{ table: 'forensic_exams', when: 'r.bytes > 0', day: 'r.completed_on', n: 'r.bytes' }],
} as const satisfies Measure;
