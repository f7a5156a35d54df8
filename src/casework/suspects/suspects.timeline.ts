import { declareTimeline, timelineSource, voidedRecordSource } from '../records/timeline-declarations.js';
import type { ArrestKind } from './suspects.enums.js';

const arrestPhrases: Readonly<Record<ArrestKind, string>> = {
  on_view: 'arrested on view',
  summoned: 'summoned',
  taken_into_custody: 'taken into custody',
};

const suspects = 'app.suspects r JOIN app.agencies g ON g.id = r.agency_id';
const arrests = 'app.arrests r JOIN app.agencies g ON g.id = r.agency_id';
const charges = 'app.charges r JOIN app.arrests a ON a.id = r.arrest_id';
const charge = `concat_ws(' ', r.code, r.section)`;

// A suspect has no name here.
declareTimeline(
  timelineSource<{ agency: string }>({
    kind: 'suspect_identified',
    from: suspects,
    at: 'r.identified_on',
    isDayOnly: true,
    facts: { agency: 'g.name' },
    describe: ({ agency }) => ({ words: `A suspect was identified by ${agency}`, isRecorded: true }),
  }),
  voidedRecordSource(suspects, 'a suspect'),
  timelineSource<{ agency: string; how: ArrestKind }>({
    kind: 'arrest_made',
    from: arrests,
    at: 'r.arrested_on',
    isDayOnly: true,
    facts: { agency: 'g.name', how: 'r.kind' },
    describe: ({ agency, how }) => ({ words: `A suspect was ${arrestPhrases[how]} by ${agency}`, isRecorded: true }),
  }),
  voidedRecordSource(arrests, 'an arrest'),
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
);
