import { declareTimeline, timelineSource } from '../records/timeline-declarations.js';

declareTimeline(
  timelineSource<{ to: string; what: string }>({
    kind: 'disclosed',
    from: 'app.disclosures r',
    // An offer, a transfer, an assignment, a referral and a share are events of their own.
    where: `r.what IN ('packet', 'other')`,
    at: 'r.disclosed_at',
    author: 'r.disclosed_by',
    facts: { to: 'r.recipient', what: 'r.what' },
    describe: ({ to, what }) => ({
      words: what === 'other' ? `Disclosed to ${to}` : `Disclosed to ${to} as a ${what}`,
    }),
  }),
);
