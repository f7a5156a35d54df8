import { describe, expect, it } from '@jest/globals';
import { classifyMatch, strengthOf, weightOf } from './weights.js';

const inCommon = { complaintsWithIt: 1, secondsApart: null, isSamePort: null } as const;

describe('the weight of a common value', () => {
  it('decreases with the number of complaints that contain it', () => {
    const weights = [1, 2, 5, 20].map((complaintsWithIt) => weightOf({ ...inCommon, kind: 'hash', complaintsWithIt }));

    expect(weights).toEqual([...weights].sort((one, other) => other - one));
    expect(strengthOf([weightOf({ ...inCommon, kind: 'hash', complaintsWithIt: 20 })])).toBe('weak');
  });

  it('is low for an IP address, higher within a day and high with the same port', () => {
    const strength = (secondsApart: number | null, isSamePort: boolean | null) =>
      strengthOf([weightOf({ kind: 'ip', complaintsWithIt: 1, secondsApart, isSamePort })]);

    expect(strength(null, null)).toBe('weak');
    expect(strength(90_000, true)).toBe('weak');
    expect(strength(3600, null)).toBe('fair');
    expect(strength(3600, false)).toBe('fair');
    expect(strength(3600, true)).toBe('strong');
  });

  it('accumulates over several values', () => {
    expect(strengthOf([0.4])).toBe('fair');
    expect(strengthOf([0.4, 0.4, 0.4])).toBe('strong');
    expect(strengthOf([])).toBe('weak');
  });
});

describe('the meaning of a match', () => {
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
  ] as const)('of a %s with the role %s here and %s there is %s', (kind, roles, theirRoles, means) => {
    expect(classifyMatch(kind, roles, theirRoles)).toBe(means);
  });
});
