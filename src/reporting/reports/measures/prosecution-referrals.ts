import type { Measure } from './measure.js';

/** 34 U.S.C. 21116(d)(1)(C). */
export const prosecutionReferrals = {
  key: 'prosecution_referrals',
  property: 'prosecutionReferrals',
  words: 'Suspects referred for prosecution, by forum: the United States Attorney, State, local, tribal or military.',
  placedBy: 'the day of the referral',
  facets: ['type', 'mode', 'forum'],
  counts: [{ table: 'prosecution_referrals', day: 'r.referred_on', facets: { forum: 'r.forum' } }],
} as const satisfies Measure;
