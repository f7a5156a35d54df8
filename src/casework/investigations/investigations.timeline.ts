import { declareTimeline, timelineSource, voidedRecordSource } from '../records/timeline-declarations.js';
import {
  examResultLabels,
  legalProcessKindLabels,
  legalProcessOutcomeLabels,
  type ExamResult,
  type LegalProcessKind,
  type LegalProcessOutcome,
} from './investigations.enums.js';

const investigations = 'app.investigation_complaints r JOIN app.investigations i ON i.id = r.investigation_id';
const examinations = 'app.forensic_exams r JOIN app.agencies g ON g.id = r.agency_id';

declareTimeline(
  timelineSource<{ reference: string }>({
    kind: 'investigation_linked',
    from: investigations,
    at: 'r.linked_at',
    author: 'r.linked_by',
    facts: { reference: 'i.reference' },
    describe: ({ reference }) => ({ words: `Added to investigation ${reference}` }),
  }),
  timelineSource<{ reference: string; reason: string }>({
    kind: 'investigation_unlinked',
    from: investigations,
    where: 'r.ended_at IS NOT NULL',
    at: 'r.ended_at',
    author: 'r.ended_by',
    facts: { reference: 'i.reference', reason: 'r.end_reason' },
    describe: ({ reference, reason }) => ({ words: `Removed from investigation ${reference}`, reason }),
  }),
  timelineSource<{ kind: LegalProcessKind; authority: string }>({
    kind: 'legal_process_issued',
    from: 'app.legal_processes r',
    at: 'r.issued_on',
    isDayOnly: true,
    author: 'r.recorded_by',
    facts: { kind: 'r.kind', authority: 'r.authority' },
    describe: ({ kind, authority }) => ({
      words: `${/^[aeo]/.test(kind) ? 'An' : 'A'} ${legalProcessKindLabels[kind]} was issued by ${authority}`,
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
    author: 'r.recorded_by',
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
);
