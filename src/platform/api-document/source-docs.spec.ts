import { describe, expect, it } from '@jest/globals';
import { firstSentence, joinWithAnd, humanize, unwrapComment } from './source-docs.js';

describe('the text of a comment', () => {
  it('loses the line breaks of the source and keeps its paragraphs', () => {
    expect(unwrapComment('One\n  sentence.\n\n\nAnother.')).toBe('One sentence.\n\nAnother.');
    expect(unwrapComment('')).toBe('');
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
    expect(humanize('VictimsIdentifiedController')).toBe('Victims identified');
    expect(humanize('Health')).toBe('Health');
    expect(joinWithAnd(['admin'])).toBe('admin');
    expect(joinWithAnd(['investigator', 'supervisor', 'admin'])).toBe('investigator, supervisor and admin');
  });
});
