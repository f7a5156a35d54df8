import { declareTimeline, timelineSource } from '../records/timeline-declarations.js';

declareTimeline(
  timelineSource<{ kind: string; to: string; until: string }>({
    kind: 'offered',
    from: 'app.transfers r',
    at: 'r.offered_at',
    author: 'r.offered_by',
    facts: { kind: 'r.kind', to: 'r.to_name', until: 'r.answer_by' },
    describe: ({ kind, to, until }) => ({ words: `Offered to ${to} as a ${kind}, to be answered by ${until}` }),
  }),
  timelineSource<{ to: string; state: string; reason: string | null }>({
    kind: 'offer_answered',
    from: 'app.transfers r',
    where: 'r.decided_at IS NOT NULL',
    at: 'r.decided_at',
    author: 'r.decided_by',
    facts: { to: 'r.to_name', state: 'r.state', reason: 'r.answer_reason' },
    describe: ({ to, state, reason }) => ({ words: `The offer to ${to} was ${state}`, reason }),
  }),
  timelineSource<{ to: string; until: string; reason: string }>({
    kind: 'shared',
    from: 'app.shares r',
    at: 'r.granted_at',
    author: 'r.granted_by',
    facts: { to: 'r.to_name', until: 'r.until_on', reason: 'r.reason' },
    describe: ({ to, until, reason }) => ({ words: `Shared with ${to} until ${until}`, reason }),
  }),
  timelineSource<{ to: string; reason: string }>({
    kind: 'share_ended',
    from: 'app.shares r',
    where: 'r.ended_at IS NOT NULL',
    at: 'r.ended_at',
    author: 'r.ended_by',
    facts: { to: 'r.to_name', reason: 'r.end_reason' },
    describe: ({ to, reason }) => ({ words: `The share with ${to} ended`, reason }),
  }),
);
