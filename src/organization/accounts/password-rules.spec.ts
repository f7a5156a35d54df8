import { describe, expect, it } from '@jest/globals';
import { findPasswordFault } from './password-rules.js';

const ownerFacts = ['dana.reyes@example.gov', 'Dana Reyes'];

describe('a new password', () => {
  it.each([
    'correct horse battery staple',
    '73951846207351946',
    'сорок тысяч обезьян',
    'a'.repeat(3) + ' lighthouse on the moor',
  ])('is accepted when it is long and hard to guess: %s', (password) => {
    expect(findPasswordFault(password, ownerFacts)).toBeNull();
  });

  it('has 15 to 128 characters, counted as users count them', () => {
    expect(findPasswordFault('lighthouse moo', ownerFacts)).toBe('must have at least 15 characters');
    expect(findPasswordFault('lighthouse moor', ownerFacts)).toBeNull();
    expect(findPasswordFault('🐟🐟🐟🐟🐟🐟🐟', ownerFacts)).toBe('must have at least 15 characters');
    expect(findPasswordFault(`${'lighthouse moor '.repeat(8)}x`, ownerFacts)).toBe('must have at most 128 characters');
  });

  it.each([
    'password1234567',
    'dragon2018201820',
    'dragondragondragon',
    '111111111111111',
    '123456789012345',
    'abcdefghijklmnop',
    'qweqweqweqweqweqwe',
  ])('is rejected when it is listed, an extended listed one, or a pattern: %s', (password) => {
    expect(findPasswordFault(password, ownerFacts)).toBe('is too easily guessed');
  });

  it.each(['dana.reyes.2018!!', 'ReyesTracker2018', 'icac-taskforce-99'])(
    'is rejected when it consists of known words: %s',
    (password) => {
      expect(findPasswordFault(password, ownerFacts)).toBe(
        'must not be made from your name, your email address or the name of this system',
      );
    },
  );

  it.each([[['Robin Placeholder', 'account-ace2@example.gov']], [['account-ace2@example.gov', 'Robin Placeholder']]])(
    'is rejected although one of the words is a part of another: %j',
    (facts) => {
      expect(findPasswordFault('Robin.Placeholder1', facts)).toBe(
        'must not be made from your name, your email address or the name of this system',
      );
    },
  );
});
