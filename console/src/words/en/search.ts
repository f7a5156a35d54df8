import type { Schemas } from '../../api/types';
import { count } from './count';

export const search = {
  title: 'Search',
  box: 'Search the records you can see',
  hint: 'An identifier, a name, a reference or words of a narrative.',
  run: 'Search',
  takenFor: (kinds: string) => `Searched as: ${kinds}.`,
  reading: { identifier: 'identifier', name: 'name', reference: 'reference', text: 'words' } satisfies Record<
    Schemas['ReadingKind'],
    string
  >,
  identifiers: 'Identifiers',
  names: 'Names',
  references: 'References',
  investigations: 'Investigations',
  narratives: 'Complaints with these words',
  nothing: 'Nothing was found in the records you can see.',
  incomplete: 'There are more results. Add a word to narrow them.',
  results: (n: number) => `${count(n, 'result', 'results')}.`,
  nameReason: {
    written_so: 'written this way',
    spelt_nearly: 'spelled almost this way',
    sounds_alike: 'sounds alike',
  } satisfies Record<Schemas['NameReason'], string>,
  saveView: 'Save this search as a view',
  viewName: 'Name of the view',
  viewSaved: (name: string) => `The view ${name} is saved.`,
};
