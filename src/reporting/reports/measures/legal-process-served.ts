import type { Measure } from './measure.js';

export const legalProcessServed = {
  key: 'legal_process_served',
  property: 'legalProcessServed',
  words:
    'Subpoenas, court orders and search warrants served, and requests to preserve evidence under 18 U.S.C. 2703(f). ' +
    'A request for an emergency disclosure compels nothing and does not count.',
  placedBy: 'the day of the service, or of the request to preserve',
  facets: ['type', 'mode', 'process'],
  counts: [
    {
      table: 'legal_processes',
      when: `r.served_on IS NOT NULL AND r.kind <> 'emergency_disclosure'`,
      day: 'r.served_on',
      facets: { process: 'r.kind' },
    },
    { table: 'preservations', day: 'r.requested_on', facets: { process: `'preservation_2703f'` } },
  ],
} as const satisfies Measure;
