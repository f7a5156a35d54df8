import { declareTimeline, timelineSource, voidedRecordSource } from '../records/timeline-declarations.js';
import { safeguardingLabels, type SafeguardingStatus } from './victims-identified.enums.js';

const children = 'app.victims_identified r JOIN app.agencies g ON g.id = r.agency_id';

// A child has a pseudonym here.
declareTimeline(
  timelineSource<{ agency: string; pseudonym: string }>({
    kind: 'child_identified',
    isOfChild: true,
    from: children,
    at: 'r.identified_on',
    isDayOnly: true,
    facts: { agency: 'g.name', pseudonym: 'r.pseudonym' },
    describe: ({ agency, pseudonym }) => ({
      words: `A child, ${pseudonym}, was identified by ${agency}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource(children, 'a child', 'r.pseudonym'),
  timelineSource<{ pseudonym: string; status: SafeguardingStatus }>({
    kind: 'child_safeguarded',
    isOfChild: true,
    from: 'app.safeguarding_steps r JOIN app.victims_identified v ON v.id = r.victim_id',
    // The identification of the child is an event of its own.
    where: `r.voided_at IS NULL AND r.status <> 'identified'`,
    at: 'r.happened_on',
    isDayOnly: true,
    author: 'r.noted_by',
    facts: { pseudonym: 'v.pseudonym', status: 'r.status' },
    describe: ({ pseudonym, status }) => ({
      words: `Safeguarding of ${pseudonym}: ${safeguardingLabels[status]}`,
      isRecorded: true,
    }),
  }),
);
