import type { ArrestKind } from '../../suspects/suspects.words.js';
import { chapter } from './chapter.js';

const arrestWords: Readonly<Record<ArrestKind, string>> = {
  on_view: 'arrested on view',
  summoned: 'summoned',
  taken_into_custody: 'taken into custody',
};

/** Who was found and what became of them, without a name: a suspect is a suspect, and a child is a pseudonym. */
export const peopleChapters = [
  chapter<{ agency: string }>({
    kind: 'suspect_identified',
    from: 'app.suspects r JOIN app.agencies g ON g.id = r.agency_id',
    at: 'r.identified_on',
    isDayOnly: true,
    facts: { agency: 'g.name' },
    tell: ({ agency }) => ({ words: `A suspect was identified by ${agency}`, isRecorded: true }),
  }),
  chapter<{ agency: string; how: ArrestKind }>({
    kind: 'arrest_made',
    from: 'app.arrests r JOIN app.agencies g ON g.id = r.agency_id',
    at: 'r.arrested_on',
    isDayOnly: true,
    facts: { agency: 'g.name', how: 'r.kind' },
    tell: ({ agency, how }) => ({ words: `A suspect was ${arrestWords[how]} by ${agency}`, isRecorded: true }),
  }),
  chapter<{ agency: string; pseudonym: string }>({
    kind: 'child_identified',
    from: 'app.victims_identified r JOIN app.agencies g ON g.id = r.agency_id',
    at: 'r.identified_on',
    isDayOnly: true,
    facts: { agency: 'g.name', pseudonym: 'r.pseudonym' },
    tell: ({ agency, pseudonym }) => ({
      words: `A child, ${pseudonym}, was identified by ${agency}`,
      isRecorded: true,
    }),
  }),
  chapter({
    kind: 'record_voided',
    from: 'app.suspects r',
    where: 'r.voided_at IS NOT NULL',
    at: 'r.voided_at',
    who: 'NULL::uuid',
    facts: {},
    tell: () => ({ words: 'The record of a suspect was voided' }),
  }),
  chapter({
    kind: 'record_voided',
    from: 'app.arrests r',
    where: 'r.voided_at IS NOT NULL',
    at: 'r.voided_at',
    who: 'NULL::uuid',
    facts: {},
    tell: () => ({ words: 'The record of an arrest was voided' }),
  }),
  chapter<{ pseudonym: string }>({
    kind: 'record_voided',
    from: 'app.victims_identified r',
    where: 'r.voided_at IS NOT NULL',
    at: 'r.voided_at',
    who: 'NULL::uuid',
    facts: { pseudonym: 'r.pseudonym' },
    tell: ({ pseudonym }) => ({ words: `The record of a child, ${pseudonym}, was voided` }),
  }),
];
