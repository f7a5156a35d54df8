import {
  complaintTypeLabels,
  type ComplaintMode,
  type ComplaintType,
  type Priority,
} from '../complaints/complaints.enums.js';
import { declareTimeline, timelineSource } from '../records/timeline-declarations.js';

interface TriageTerms {
  readonly type: ComplaintType;
  readonly mode: ComplaintMode;
  readonly priority: Priority;
  readonly proposed: Priority | null;
  readonly proposedType: ComplaintType | null;
}

declareTimeline(
  timelineSource<{ type: ComplaintType; mode: ComplaintMode; duplicates: number }>({
    kind: 'screened',
    from: 'app.screenings r',
    at: 'r.screened_at',
    author: 'r.screened_by',
    facts: { type: 'r.type', mode: 'r.mode', duplicates: 'r.duplicates_found' },
    describe: ({ type, mode, duplicates }) => ({
      words: `Screened as ${complaintTypeLabels[type]}, ${mode}, with ${duplicates === 0 ? 'no' : duplicates} possible duplicate${duplicates === 1 ? '' : 's'}`,
    }),
  }),
  timelineSource<TriageTerms>({
    kind: 'triaged',
    from: 'app.triages r',
    at: 'r.triaged_at',
    author: 'r.triaged_by',
    facts: {
      type: 'r.type',
      mode: 'r.mode',
      priority: 'r.priority',
      proposed: 'r.proposed_priority',
      proposedType: 'r.proposed_type',
    },
    describe: ({ type, mode, priority, proposed, proposedType }) => {
      const differences = [
        ...(proposedType === null || proposedType === type ? [] : [complaintTypeLabels[proposedType]]),
        ...(proposed === null || proposed === priority ? [] : [`tier ${proposed}`]),
      ];
      const otherwise = differences.length === 0 ? '' : `, where the rules proposed ${differences.join(' and ')}`;
      return { words: `Triaged as ${complaintTypeLabels[type]}, ${mode}, tier ${priority}${otherwise}` };
    },
  }),
  timelineSource<{ agency: string; due: string | null; reason: string | null }>({
    kind: 'assigned',
    from: 'app.assignments r JOIN app.agencies g ON g.id = r.agency_id',
    at: 'r.assigned_at',
    author: 'r.assigned_by',
    person: 'r.investigator_id',
    facts: { agency: 'g.name', due: '(r.due_at AT TIME ZONE receipt.zone)::date', reason: 'r.reason' },
    describe: ({ agency, due, reason }, person) => {
      const assignee = person === null ? agency : `${person} for ${agency}`;
      return { words: `Assigned to ${assignee}${due === null ? '' : `, due ${due}`}`, reason };
    },
  }),
);
