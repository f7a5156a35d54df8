import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(C). */
export const referralsDeclined = {
  key: 'referrals_declined',
  property: 'referralsDeclined',
  words: 'Referrals for prosecution that the prosecutor declined.',
  placedBy: 'the day of the decision',
  facets: ['type', 'mode', 'forum'],
  counts: [
    {
      table: 'prosecution_referrals',
      when: `r.decision = 'declined'`,
      day: 'r.decided_on',
      facets: { forum: 'r.forum' },
    },
  ],
} as const satisfies Measure;
