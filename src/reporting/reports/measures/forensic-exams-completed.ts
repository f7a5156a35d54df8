import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(F). */
export const forensicExamsCompleted = {
  key: 'forensic_exams_completed',
  property: 'forensicExamsCompleted',
  words: 'Computer forensic examinations completed. It counts examinations, not devices.',
  placedBy: 'the day the examination was completed',
  facets: ['type', 'mode'],
  counts: [{ table: 'forensic_exams', when: 'r.completed_on IS NOT NULL', day: 'r.completed_on' }],
} as const satisfies Measure;
