import { describe, expect, it } from '@jest/globals';
import { firstSentence, listed, spoken, unwrapped } from './words.js';

describe('the text of a comment', () => {
  it('loses the line breaks of the source and keeps its paragraphs', () => {
    expect(unwrapped('One\n  sentence.\n\n\nAnother.')).toBe('One sentence.\n\nAnother.');
    expect(unwrapped('')).toBe('');
  });

  it.each([
    [
      'Log a complaint.\nThe same number is the same\ncomplaint.',
      'Log a complaint.',
      'The same number is the same complaint.',
    ],
    ['Sign in. The token is shown once.', 'Sign in.', 'The token is shown once.'],
    ['No full stop', 'No full stop', ''],
    ['Reads "v1.2" whole. Then more.', 'Reads "v1.2" whole.', 'Then more.'],
    ['Preserve it (18 U.S.C. 2703(f)). Once.', 'Preserve it (18 U.S.C. 2703(f)).', 'Once.'],
    ['Read it by a route, e.g. a short one. Then more.', 'Read it by a route, e.g. a short one.', 'Then more.'],
    ['As item D. Then more.', 'As item D.', 'Then more.'],
    ['Cite 18 U.S.C.', 'Cite 18 U.S.C.', ''],
    ['', '', ''],
  ])('begins with a sentence: %j', (comment, first, rest) => {
    expect(firstSentence(comment)).toEqual({ first, rest });
  });

  it('uses readable names', () => {
    expect(spoken('VictimsIdentifiedController')).toBe('Victims identified');
    expect(spoken('Health')).toBe('Health');
    expect(listed(['admin'])).toBe('admin');
    expect(listed(['investigator', 'supervisor', 'admin'])).toBe('investigator, supervisor and admin');
  });
});
