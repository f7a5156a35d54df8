import { describe, expect, it } from '@jest/globals';
import '../../app.module.js';
import { describeAct } from './trail.js';

const dana = { account_name: 'Dana Reyes', role: 'investigator', agency: 'Omaha Police Department' };

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
});
