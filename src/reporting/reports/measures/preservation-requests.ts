import type { Measure } from './measure.js';

export const preservationRequests = {
  key: 'preservation_requests',
  property: 'preservationRequests',
  words: 'Requests to providers to preserve evidence under 18 U.S.C. 2703(f), which an agency makes by itself.',
  placedBy: 'the day of the request',
  facets: ['type', 'mode'],
  counts: [{ table: 'preservations', day: 'r.requested_on' }],
} as const satisfies Measure;
