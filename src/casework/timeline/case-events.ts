import {
  examResultLabels,
  legalProcessKindLabels,
  legalProcessOutcomeLabels,
  type ExamResult,
  type LegalProcessKind,
  type LegalProcessOutcome,
} from '../investigations/investigations.enums.js';
import {
  declineReasonLabels,
  forumLabels,
  prosecutionOutcomeLabels,
  type DeclineReason,
  type Forum,
  type ProsecutionOutcome,
  type ReferralDecision,
} from '../prosecutions/prosecutions.enums.js';
import { safeguardingLabels, type SafeguardingStatus } from '../victims-identified/victims-identified.enums.js';
import { timelineSource, voidedRecordSource } from './timeline-source.js';

const investigations = 'app.investigation_complaints r JOIN app.investigations i ON i.id = r.investigation_id';
const examinations = 'app.forensic_exams r JOIN app.agencies g ON g.id = r.agency_id';
const charges = 'app.charges r JOIN app.arrests a ON a.id = r.arrest_id';
const charge = `concat_ws(' ', r.code, r.section)`;

/**
 * Events of the case besides the complaint: legal process, examinations, charges, prosecutions, and safeguarding of a
 * child.
 */
export const caseEvents = [
  timelineSource<{ reference: string }>({
    kind: 'investigation_linked',
    from: investigations,
    at: 'r.linked_at',
    who: 'r.linked_by',
    facts: { reference: 'i.reference' },
    describe: ({ reference }) => ({ words: `Added to investigation ${reference}` }),
  }),
  timelineSource<{ reference: string; reason: string }>({
    kind: 'investigation_unlinked',
    from: investigations,
    where: 'r.ended_at IS NOT NULL',
    at: 'r.ended_at',
    who: 'r.ended_by',
    facts: { reference: 'i.reference', reason: 'r.end_reason' },
    describe: ({ reference, reason }) => ({ words: `Removed from investigation ${reference}`, reason }),
  }),
  timelineSource<{ kind: LegalProcessKind; authority: string }>({
    kind: 'legal_process_issued',
    from: 'app.legal_processes r',
    at: 'r.issued_on',
    isDayOnly: true,
    who: 'r.recorded_by',
    facts: { kind: 'r.kind', authority: 'r.authority' },
    describe: ({ kind, authority }) => ({
      words: `A ${legalProcessKindLabels[kind]} was issued by ${authority}`,
      isRecorded: true,
    }),
  }),
  timelineSource<{ kind: LegalProcessKind }>({
    kind: 'legal_process_served',
    from: 'app.legal_processes r',
    where: 'r.served_on IS NOT NULL',
    at: 'r.served_on',
    isDayOnly: true,
    writtenColumn: 'served_on',
    facts: { kind: 'r.kind' },
    describe: ({ kind }) => ({ words: `The ${legalProcessKindLabels[kind]} was served`, isRecorded: true }),
  }),
  timelineSource<{ kind: LegalProcessKind; outcome: LegalProcessOutcome }>({
    kind: 'legal_process_ended',
    from: 'app.legal_processes r',
    where: 'r.outcome IS NOT NULL',
    at: 'coalesce(r.returned_on, r.withdrawn_on)',
    isDayOnly: true,
    writtenColumn: 'outcome',
    facts: { kind: 'r.kind', outcome: 'r.outcome' },
    describe: ({ kind, outcome }) => ({
      words: `The ${legalProcessKindLabels[kind]} ended: ${legalProcessOutcomeLabels[outcome]}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource('app.legal_processes r', 'legal process'),
  timelineSource<{ agency: string }>({
    kind: 'forensic_exam_requested',
    from: examinations,
    at: 'r.requested_on',
    isDayOnly: true,
    who: 'r.recorded_by',
    facts: { agency: 'g.name' },
    describe: ({ agency }) => ({ words: `${agency} was asked to examine devices`, isRecorded: true }),
  }),
  timelineSource<{ devices: number; result: ExamResult }>({
    kind: 'forensic_exam_completed',
    from: examinations,
    where: 'r.completed_on IS NOT NULL',
    at: 'r.completed_on',
    isDayOnly: true,
    writtenColumn: 'completed_on',
    facts: { devices: 'r.devices', result: 'r.result' },
    describe: ({ devices, result }) => ({
      words: `${devices === 1 ? 'A device was' : `${devices} devices were`} examined: ${examResultLabels[result]}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource(examinations, 'an examination'),
  timelineSource<{ charge: string; counts: number }>({
    kind: 'charged',
    from: charges,
    at: 'a.arrested_on',
    isDayOnly: true,
    facts: { charge, counts: 'r.counts' },
    describe: ({ charge: section, counts }) => ({
      words: `A suspect was charged under ${section}${counts === 1 ? '' : `, ${counts} counts`}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource(charges, 'a charge', charge),
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
  timelineSource<{ pseudonym: string; status: SafeguardingStatus }>({
    kind: 'child_safeguarded',
    from: 'app.safeguarding_steps r JOIN app.victims_identified v ON v.id = r.victim_id',
    // The identification of the child is an event of its own.
    where: `r.voided_at IS NULL AND r.status <> 'identified'`,
    at: 'r.happened_on',
    isDayOnly: true,
    who: 'r.noted_by',
    facts: { pseudonym: 'v.pseudonym', status: 'r.status' },
    describe: ({ pseudonym, status }) => ({
      words: `Safeguarding of ${pseudonym}: ${safeguardingLabels[status]}`,
      isRecorded: true,
    }),
  }),
  timelineSource<{ kind: string; to: string; until: string }>({
    kind: 'offered',
    from: 'app.transfers r',
    at: 'r.offered_at',
    who: 'r.offered_by',
    facts: { kind: 'r.kind', to: 'r.to_name', until: 'r.answer_by' },
    describe: ({ kind, to, until }) => ({ words: `Offered to ${to} as a ${kind}, to be answered by ${until}` }),
  }),
  timelineSource<{ to: string; state: string; reason: string | null }>({
    kind: 'offer_answered',
    from: 'app.transfers r',
    where: 'r.decided_at IS NOT NULL',
    at: 'r.decided_at',
    who: 'r.decided_by',
    facts: { to: 'r.to_name', state: 'r.state', reason: 'r.answer_reason' },
    describe: ({ to, state, reason }) => ({ words: `The offer to ${to} was ${state}`, reason }),
  }),
  timelineSource<{ to: string; until: string; reason: string }>({
    kind: 'shared',
    from: 'app.shares r',
    at: 'r.granted_at',
    who: 'r.granted_by',
    facts: { to: 'r.to_name', until: 'r.until_on', reason: 'r.reason' },
    describe: ({ to, until, reason }) => ({ words: `Shared with ${to} until ${until}`, reason }),
  }),
  timelineSource<{ to: string; reason: string }>({
    kind: 'share_ended',
    from: 'app.shares r',
    where: 'r.ended_at IS NOT NULL',
    at: 'r.ended_at',
    who: 'r.ended_by',
    facts: { to: 'r.to_name', reason: 'r.end_reason' },
    describe: ({ to, reason }) => ({ words: `The share with ${to} ended`, reason }),
  }),
  timelineSource<{ to: string; what: string }>({
    kind: 'disclosed',
    from: 'app.disclosures r',
    // An offer, a transfer, an assignment, a referral and a share are events of their own.
    where: `r.what IN ('packet', 'other')`,
    at: 'r.disclosed_at',
    who: 'r.disclosed_by',
    facts: { to: 'r.recipient', what: 'r.what' },
    describe: ({ to, what }) => ({
      words: what === 'other' ? `Disclosed to ${to}` : `Disclosed to ${to} as a ${what}`,
    }),
  }),
];
