import { describe, expect, it } from '@jest/globals';
import { meaningOf, strengthOf, weightOf } from './weights.js';

const inCommon = { complaintsWithIt: 1, secondsApart: null, isSamePort: null } as const;

describe('what a value in common says', () => {
  it('is the less the more complaints it stands in', () => {
    const weights = [1, 2, 5, 20].map((complaintsWithIt) => weightOf({ ...inCommon, kind: 'hash', complaintsWithIt }));

    expect(weights).toEqual([...weights].sort((one, other) => other - one));
    expect(strengthOf([weightOf({ ...inCommon, kind: 'hash', complaintsWithIt: 20 })])).toBe('weak');
  });

  it('is little of an address alone, more within a day, and much through the same port', () => {
    const strength = (secondsApart: number | null, isSamePort: boolean | null) =>
      strengthOf([weightOf({ kind: 'ip', complaintsWithIt: 1, secondsApart, isSamePort })]);

    expect(strength(null, null)).toBe('weak');
    expect(strength(90_000, true)).toBe('weak');
    expect(strength(3600, null)).toBe('fair');
    expect(strength(3600, false)).toBe('fair');
    expect(strength(3600, true)).toBe('strong');
  });

  it('adds up: several that say a little say much together', () => {
    expect(strengthOf([0.4])).toBe('fair');
    expect(strengthOf([0.4, 0.4, 0.4])).toBe('strong');
    expect(strengthOf([])).toBe('weak');
  });
});

describe('what it means', () => {
  it.each([
    ['email', ['suspect'], ['suspect'], 'same_subject'],
    ['email', ['suspect'], ['unknown'], 'same_subject'],
    ['email', ['victim'], ['victim'], 'same_victim'],
    ['handle', ['victim'], ['victim', 'recipient'], 'same_victim'],
    ['email', ['victim'], ['suspect'], 'same_contact'],
    ['phone', ['reporter'], ['reporter'], 'same_contact'],
    ['ip', ['suspect'], ['victim'], 'same_ip'],
    ['hash', ['unknown'], ['unknown'], 'same_hash'],
    ['handle', ['suspect'], ['recipient'], 'same_handle'],
  ] as const)('that a %s is of a %s here and a %s there: %s', (kind, roles, theirRoles, means) => {
    expect(meaningOf(kind, roles, theirRoles)).toBe(means);
  });
});
