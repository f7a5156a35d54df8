import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(B)(ii). */
export const arrests = {
  key: 'arrests',
  property: 'arrests',
  words:
    'Arrests made, under the type and mode of the complaint they followed from. A person arrested twice is two ' +
    'arrests.',
  placedBy: 'the day of the arrest',
  facets: ['type', 'mode', 'arrest'],
  counts: [{ table: 'arrests', day: 'r.arrested_on', facets: { arrest: 'r.kind' } }],
} as const satisfies Measure;
