import { describe, expect, it } from '@jest/globals';
import { toInfinitive, describeAct } from './trail.js';
import { actionPredicates, irregularVerbs } from './trail.messages.js';

const dana = { account_name: 'Dana Reyes', role: 'investigator', agency: 'Omaha Police Department' };

/** Verbs that only lose their `ed`. A new verb is added here, or to `irregularVerbs`. */
const regularVerbs = new Set(
  `accept add answer ask assign call check confirm correct destroy end enter fail import lift link list load look mark
  offer open publish reach record recount reject reopen report request screen search sign start unlink unlock upload view
  void`.split(/\s+/),
);

describe('a sentence of the trail', () => {
  it.each([
    [
      'suspect.unlinked',
      'Dana Reyes, investigator at Omaha Police Department, unlinked a suspect from another record.',
    ],
    ['complaint.screened', 'Dana Reyes, investigator at Omaha Police Department, screened the complaint.'],
  ])('says in the past tense who did %s', (action, sentence) => {
    expect(describeAct({ ...dana, action })).toBe(sentence);
  });

  it.each([
    ['complaint.assigned', 'was not allowed to assign the complaint'],
    ['note.written', 'was not allowed to write a note about the complaint'],
    ['session.refused', 'was refused sign-in'],
    ['suspects:read', 'was refused an action, because their role lacks the permission suspects:read'],
  ])('says that %s was refused', (action, words) => {
    const sentence = `Dana Reyes, investigator at Omaha Police Department, ${words}.`;

    expect(describeAct({ ...dana, action, outcome: 'refused' })).toBe(sentence);
  });

  it('has an infinitive for the verb of each action', () => {
    const verbs = Object.values(actionPredicates).map((words) => words.split(' ')[0] ?? '');
    const infinitives = new Set([...Object.values(irregularVerbs), ...regularVerbs, 'was']);

    expect(verbs.filter((verb) => !infinitives.has(toInfinitive(verb)))).toEqual([]);
  });
});
