import type { ArrestKind } from '../suspects/suspects.words.js';
import { chapter, voided } from './chapter.js';

const arrestWords: Readonly<Record<ArrestKind, string>> = {
  on_view: 'arrested on view',
  summoned: 'summoned',
  taken_into_custody: 'taken into custody',
};

const suspects = 'app.suspects r JOIN app.agencies g ON g.id = r.agency_id';
const arrests = 'app.arrests r JOIN app.agencies g ON g.id = r.agency_id';
const children = 'app.victims_identified r JOIN app.agencies g ON g.id = r.agency_id';

/** Suspects, arrests and identified children. A suspect has no name here, and a child has a pseudonym. */
export const peopleChapters = [
  chapter<{ agency: string }>({
    kind: 'suspect_identified',
    from: suspects,
    at: 'r.identified_on',
    isDayOnly: true,
    facts: { agency: 'g.name' },
    tell: ({ agency }) => ({ words: `A suspect was identified by ${agency}`, isRecorded: true }),
  }),
  chapter<{ agency: string; how: ArrestKind }>({
    kind: 'arrest_made',
    from: arrests,
    at: 'r.arrested_on',
    isDayOnly: true,
    facts: { agency: 'g.name', how: 'r.kind' },
    tell: ({ agency, how }) => ({ words: `A suspect was ${arrestWords[how]} by ${agency}`, isRecorded: true }),
  }),
  chapter<{ agency: string; pseudonym: string }>({
    kind: 'child_identified',
    from: children,
    at: 'r.identified_on',
    isDayOnly: true,
    facts: { agency: 'g.name', pseudonym: 'r.pseudonym' },
    tell: ({ agency, pseudonym }) => ({
      words: `A child, ${pseudonym}, was identified by ${agency}`,
      isRecorded: true,
    }),
  }),
  voided(suspects, 'a suspect'),
  voided(arrests, 'an arrest'),
  voided(children, 'a child', 'r.pseudonym'),
];
