import { declareTimeline, timelineSource, type TimelineSentence } from '../records/timeline-declarations.js';
import type { ProposalOutcome } from './complaint-status.entity.js';
import {
  dispositionLabels,
  statesInWork,
  type ComplaintSource,
  type ComplaintState,
  type DispositionCode,
} from './complaints.enums.js';

const sourceNames: Readonly<Record<ComplaintSource, string>> = {
  ncmec_cybertip: 'an NCMEC CyberTip',
  service_provider: 'a service provider',
  other_agency: 'another agency',
  subject_interview: 'an interview',
  public_source: 'a public source',
  observation: 'an observation',
  undercover_work: 'undercover work',
  peer_to_peer: 'a peer-to-peer investigation',
  public_complaint: 'the public',
};

/** Complaints merged into this one, if the reader sees them. */
const mergesOfOthers = 'app.complaint_moves r JOIN app.complaints other ON other.id = r.complaint_id';

const moveSentences: Readonly<Partial<Record<ComplaintState, string>>> = {
  under_investigation: 'Investigation began',
  referred_for_prosecution: 'Referred for prosecution',
  prosecuted: 'Prosecution began',
  reopened: 'Reopened',
};

/** Sentences of the return to an earlier state, after a declined or voided referral or a voided prosecution. */
const reversalSentences: Readonly<Partial<Record<ComplaintState, string>>> = {
  under_investigation: 'Returned to investigation',
  referred_for_prosecution: 'Returned to referral, without a prosecution',
};

interface Move {
  readonly from: ComplaintState;
  readonly to: ComplaintState;
  readonly into: string | null;
  readonly reason: string | null;
}

function describeMove({ from, to, into, reason }: Move): TimelineSentence {
  const other = into ?? 'another complaint';
  if (to === 'merged') return { words: `Merged into ${other}`, reason };
  if (from === 'merged') return { words: `The merge into ${other} was reversed`, reason };
  const progression: readonly ComplaintState[] = statesInWork;
  const reversal = progression.indexOf(from) > progression.indexOf(to) ? reversalSentences[to] : undefined;
  return { words: reversal ?? moveSentences[to] ?? `Changed to ${to.replaceAll('_', ' ')}`, reason };
}

declareTimeline(
  timelineSource<{ reference: string; source: ComplaintSource }>({
    kind: 'received',
    from: 'app.complaints r',
    complaint: 'r.id',
    at: 'r.received_at',
    isDayOnlyIf: `r.received_precision IS NOT DISTINCT FROM 'day'`,
    facts: { reference: 'r.reference', source: 'r.source' },
    describe: ({ reference, source }) => ({
      words: `Received from ${sourceNames[source]} and logged as ${reference}`,
    }),
  }),
  timelineSource({
    kind: 'reported_to_ncmec',
    from: 'app.complaints r',
    complaint: 'r.id',
    where: 'r.reported_to_ncmec_at IS NOT NULL',
    at: 'r.reported_to_ncmec_at',
    author: 'NULL::uuid',
    facts: {},
    describe: () => ({ words: 'NCMEC received the report' }),
  }),
  timelineSource<{ from: ComplaintState; to: ComplaintState; into: string | null; reason: string | null }>({
    kind: 'moved',
    // Status changes without a decision of their own. A decision is its own event.
    from: 'app.complaint_moves r LEFT JOIN app.complaints kept ON kept.id = r.merged_into',
    where: `(r.from_state = 'merged'
             OR (r.from_state NOT IN ('on_hold', 'transfer_pending')
                 AND r.to_state NOT IN ('in_triage', 'triaged', 'assigned', 'on_hold', 'closed', 'transfer_pending')))`,
    at: 'r.moved_at',
    author: 'r.moved_by',
    facts: { from: 'r.from_state', to: 'r.to_state', into: 'kept.reference', reason: 'r.reason' },
    describe: describeMove,
  }),
  timelineSource<{ reference: string; reason: string | null }>({
    kind: 'other_merged',
    from: mergesOfOthers,
    complaint: 'r.merged_into',
    where: `r.to_state = 'merged'`,
    at: 'r.moved_at',
    author: 'r.moved_by',
    facts: { reference: 'other.reference', reason: 'r.reason' },
    describe: ({ reference, reason }) => ({ words: `${reference} was merged into this complaint`, reason }),
  }),
  timelineSource<{ reference: string; reason: string | null }>({
    kind: 'other_separated',
    from: mergesOfOthers,
    complaint: 'r.merged_into',
    where: `r.from_state = 'merged'`,
    at: 'r.moved_at',
    author: 'r.moved_by',
    facts: { reference: 'other.reference', reason: 'r.reason' },
    describe: ({ reference, reason }) => ({
      words: `The merge of ${reference} into this complaint was reversed`,
      reason,
    }),
  }),
  timelineSource<{ review: string; reason: string }>({
    kind: 'held',
    from: 'app.complaint_holds r',
    at: 'r.held_at',
    author: 'r.held_by',
    facts: { review: 'r.review_on', reason: 'r.reason' },
    describe: ({ review, reason }) => ({ words: `Put on hold, to be reviewed on ${review}`, reason }),
  }),
  timelineSource({
    kind: 'resumed',
    from: 'app.complaint_holds r',
    where: 'r.ended_at IS NOT NULL',
    at: 'r.ended_at',
    author: 'r.ended_by',
    facts: {},
    describe: () => ({ words: 'Work was resumed' }),
  }),
  timelineSource<{ code: DispositionCode }>({
    kind: 'closure_proposed',
    from: 'app.closure_proposals r',
    at: 'r.proposed_at',
    author: 'r.proposed_by',
    facts: { code: 'r.code' },
    describe: ({ code }) => ({ words: `Closure was proposed as ${dispositionLabels[code]}` }),
  }),
  timelineSource<{ outcome: ProposalOutcome; answer: string | null }>({
    kind: 'closure_answered',
    from: 'app.closure_proposals r',
    // An accepted proposal appears as the closing.
    where: `r.outcome IN ('returned', 'withdrawn')`,
    at: 'r.decided_at',
    author: 'r.decided_by',
    facts: { outcome: 'r.outcome', answer: 'r.answer' },
    describe: ({ outcome, answer }) => ({
      words: outcome === 'returned' ? 'The proposal to close was rejected' : 'The proposal to close was withdrawn',
      reason: answer,
    }),
  }),
  timelineSource<{ code: DispositionCode; isPast: boolean }>({
    kind: 'closed',
    // A complaint that arrived closed has the day of its log. The person who imported it did not close it.
    from: 'app.dispositions r JOIN app.complaints closed ON closed.id = r.complaint_id',
    at: 'r.disposed_at',
    isDayOnlyIf: 'r.disposed_at < closed.logged_at',
    author: 'r.disposed_by',
    facts: { code: 'r.code', isPast: 'r.disposed_at < closed.logged_at' },
    describe: ({ code, isPast }) => ({
      words: `Closed as ${dispositionLabels[code]}`,
      ...(isPast ? { isRecorded: true } : {}),
    }),
  }),
);
