import type { ArrestKind } from '../suspects/suspects.enums.js';
import { timelineSource, voidedRecordSource } from './timeline-source.js';

const arrestPhrases: Readonly<Record<ArrestKind, string>> = {
  on_view: 'arrested on view',
  summoned: 'summoned',
  taken_into_custody: 'taken into custody',
};

const suspects = 'app.suspects r JOIN app.agencies g ON g.id = r.agency_id';
const arrests = 'app.arrests r JOIN app.agencies g ON g.id = r.agency_id';
const children = 'app.victims_identified r JOIN app.agencies g ON g.id = r.agency_id';

/** Suspects, arrests and identified children. A suspect has no name here, and a child has a pseudonym. */
export const peopleEvents = [
  timelineSource<{ agency: string }>({
    kind: 'suspect_identified',
    from: suspects,
    at: 'r.identified_on',
    isDayOnly: true,
    facts: { agency: 'g.name' },
    describe: ({ agency }) => ({ words: `A suspect was identified by ${agency}`, isRecorded: true }),
  }),
  timelineSource<{ agency: string; how: ArrestKind }>({
    kind: 'arrest_made',
    from: arrests,
    at: 'r.arrested_on',
    isDayOnly: true,
    facts: { agency: 'g.name', how: 'r.kind' },
    describe: ({ agency, how }) => ({ words: `A suspect was ${arrestPhrases[how]} by ${agency}`, isRecorded: true }),
  }),
  timelineSource<{ agency: string; pseudonym: string }>({
    kind: 'child_identified',
    from: children,
    at: 'r.identified_on',
    isDayOnly: true,
    facts: { agency: 'g.name', pseudonym: 'r.pseudonym' },
    describe: ({ agency, pseudonym }) => ({
      words: `A child, ${pseudonym}, was identified by ${agency}`,
      isRecorded: true,
    }),
  }),
  voidedRecordSource(suspects, 'a suspect'),
  voidedRecordSource(arrests, 'an arrest'),
  voidedRecordSource(children, 'a child', 'r.pseudonym'),
];
