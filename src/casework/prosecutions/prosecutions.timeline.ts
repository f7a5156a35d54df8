import { declareTimeline, timelineSource, voidedRecordSource } from '../records/timeline-declarations.js';
import {
  declineReasonLabels,
  forumLabels,
  prosecutionOutcomeLabels,
  type DeclineReason,
  type Forum,
  type ProsecutionOutcome,
  type ReferralDecision,
} from './prosecutions.enums.js';

declareTimeline(
  timelineSource<{ forum: Forum }>({
    kind: 'prosecution_referred',
    from: 'app.prosecution_referrals r',
    at: 'r.referred_on',
    isDayOnly: true,
    facts: { forum: 'r.forum' },
    describe: ({ forum }) => ({ words: `Referred to a ${forumLabels[forum]} for prosecution`, isRecorded: true }),
  }),
  timelineSource<{ forum: Forum; decision: ReferralDecision; reason: DeclineReason | null }>({
    kind: 'prosecution_decided',
    from: 'app.prosecution_referrals r',
    where: `r.decision <> 'pending'`,
    at: 'r.decided_on',
    isDayOnly: true,
    writtenColumn: 'decided_on',
    facts: { forum: 'r.forum', decision: 'r.decision', reason: 'r.decline_reason' },
    describe: ({ forum, decision, reason }) => ({
      words: `The referral to a ${forumLabels[forum]} was ${decision}${reason === null ? '' : ` (${declineReasonLabels[reason]})`}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource('app.prosecution_referrals r', 'a referral for prosecution'),
  timelineSource<{ court: string }>({
    kind: 'prosecution_filed',
    from: 'app.prosecutions r',
    at: 'r.filed_on',
    isDayOnly: true,
    facts: { court: 'r.court' },
    describe: ({ court }) => ({ words: `A prosecution was filed at ${court}`, isRecorded: true }),
  }),
  timelineSource<{ outcome: ProsecutionOutcome }>({
    kind: 'prosecution_ended',
    from: 'app.prosecutions r',
    where: 'r.disposed_on IS NOT NULL',
    at: 'r.disposed_on',
    isDayOnly: true,
    writtenColumn: 'disposed_on',
    facts: { outcome: 'r.outcome' },
    describe: ({ outcome }) => ({
      words: `The prosecution ended: ${prosecutionOutcomeLabels[outcome]}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource('app.prosecutions r', 'a prosecution'),
);
