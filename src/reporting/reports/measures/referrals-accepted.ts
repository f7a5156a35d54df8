import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(C). */
export const referralsAccepted = {
  key: 'referrals_accepted',
  property: 'referralsAccepted',
  words: 'Referrals for prosecution that the prosecutor accepted.',
  placedBy: 'the day of the decision',
  facets: ['type', 'mode', 'forum'],
  counts: [
    {
      table: 'prosecution_referrals',
      when: `r.decision = 'accepted'`,
      day: 'r.decided_on',
      facets: { forum: 'r.forum' },
    },
  ],
} as const satisfies Measure;
