import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(E). */
export const assistanceSessions = {
  key: 'assistance_sessions',
  property: 'assistanceSessions',
  words:
    'Sessions of technical assistance to other agencies, by whether the agency was a member of the task force on the ' +
    'day of the session.',
  placedBy: 'the day the session was held',
  facets: ['recipient'],
  counts: [{ table: 'assistance_sessions', day: 'r.held_on', facets: { recipient: 'r.recipient_was' } }],
} as const satisfies Measure;
