import type { Schemas } from '../../api/types';
import { count } from './count';

export const trail = {
  title: 'Audit trail',
  scope: {
    all: 'You find all actions at or below your seat.',
    taskForce: 'You find all actions of your task force.',
    agency: 'You find the actions of the people of your agency, and those on its accounts.',
    administration: 'You find changes to the accounts, keys and agencies of your seat.',
    own: 'You find your own actions.',
  },
  logged: 'Each search is an entry of the trail, too.',
  filters: 'Search the trail',
  outcome: 'Outcome',
  anyOutcome: 'Any outcome',
  outcomes: { done: 'Completed', refused: 'Refused' } satisfies Record<Schemas['TrailOutcome'], string>,
  from: 'From day',
  until: 'To day',
  wrongRange: 'The last day is before the first day.',
  search: 'Search',
  person: (name: string) => `Only actions of ${name}`,
  onePerson: 'one person',
  record: 'Only actions on one record',
  everything: 'Show all',
  notSearched: 'Choose the entries that you need, then search.',
  cancelled: 'The search needs your password or passkey again. Nothing was searched.',
  none: 'The trail has no such entry that you may find.',
  found: (n: number, hasMore: boolean) =>
    hasMore ? `The newest ${count(n, 'entry', 'entries')}` : count(n, 'entry', 'entries'),
  columns: { at: 'Time', action: 'Action', address: 'Internet address', acts: 'Search further' },
  refused: 'Refused',
  reason: (reason: string) => `Reason: ${reason}`,
  fields: (fields: readonly string[]) => `Written fields: ${fields.join(', ')}`,
  records: (n: number) => `${count(n, 'record', 'records')} shown`,
  ofPerson: 'Actions of this person',
  onRecord: 'Actions on this record',
  ofEntry: (sentence: string) => `of the entry: ${sentence}`,
};
