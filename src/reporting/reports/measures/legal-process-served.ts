import type { Measure } from './measure.js';

export const legalProcessServed = {
  key: 'legal_process_served',
  property: 'legalProcessServed',
  words:
    'Subpoenas, court orders and search warrants served. A request for an emergency disclosure, or to preserve ' +
    'evidence under 18 U.S.C. 2703(f), does not count.',
  placedBy: 'the day of the service',
  facets: ['type', 'mode', 'process'],
  counts: [
    {
      table: 'legal_processes',
      when: `r.served_on IS NOT NULL AND r.kind <> 'emergency_disclosure'`,
      day: 'r.served_on',
      facets: { process: 'r.kind' },
    },
  ],
} as const satisfies Measure;
