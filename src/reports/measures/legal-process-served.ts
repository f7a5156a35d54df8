import type { Measure } from './measure.js';

export const legalProcessServed = {
  key: 'legal_process_served',
  property: 'legalProcessServed',
  words:
    'Subpoenas, court orders and search warrants served, and requests to preserve evidence under 18 U.S.C. 2703(f).',
  placedBy: 'the day it was served, or the preservation requested',
  facets: ['type', 'mode', 'process'],
} as const satisfies Measure;
