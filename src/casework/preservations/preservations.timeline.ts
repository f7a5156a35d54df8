import { declareTimeline, timelineSource } from '../records/timeline-declarations.js';
import { preservationDays } from './preservations.enums.js';

// No event names the provider's account, because it identifies a person.
declareTimeline(
  timelineSource<{ provider: string; asked: string; until: string }>({
    kind: 'preservation_requested',
    from: 'app.preservations r',
    at: 'r.recorded_at',
    author: 'r.recorded_by',
    facts: { provider: 'r.provider', asked: 'r.requested_on', until: `r.requested_on + ${preservationDays}` },
    describe: ({ provider, asked, until }) => ({
      words: `${provider} was asked on ${asked} to preserve an account until ${until}`,
      isRecorded: true,
    }),
  }),
  timelineSource<{ provider: string; asked: string; until: string }>({
    kind: 'preservation_renewed',
    from: 'app.preservations r',
    where: 'r.renewed_at IS NOT NULL',
    at: 'r.renewed_at',
    author: 'r.renewed_by',
    facts: { provider: 'r.provider', asked: 'r.renewed_on', until: 'r.expires_on' },
    describe: ({ provider, asked, until }) => ({
      words: `The preservation request to ${provider} was renewed on ${asked} until ${until}`,
      isRecorded: true,
    }),
  }),
  timelineSource<{ provider: string; reason: string }>({
    kind: 'preservation_released',
    from: 'app.preservations r',
    where: 'r.released_at IS NOT NULL',
    at: 'r.released_at',
    author: 'r.released_by',
    facts: { provider: 'r.provider', reason: 'r.release_reason' },
    describe: ({ provider, reason }) => ({ words: `${provider} was released from its preservation request`, reason }),
  }),
);
