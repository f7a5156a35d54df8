import { describe, expect, it } from '@jest/globals';
import { InvalidInput } from '../platform/http/problems.js';
import { pseudonymOf, VictimIdentified } from './victim-identified.entity.js';

function victim(over: Partial<VictimIdentified> = {}): VictimIdentified {
  const found = { identifiedOn: '2018-05-14', safeguardingStatus: 'identified', ...over };
  return Object.assign(new VictimIdentified(), found);
}

describe('an identified victim', () => {
  it('is not identified in the future', () => {
    const found = victim();

    expect(() => {
      found.requireNotAfter('2018-05-14');
    }).not.toThrow();
    expect(() => {
      found.requireNotAfter('2018-05-13');
    }).toThrow(InvalidInput);
  });

  it('may be at risk again after having been safe', () => {
    const found = victim({ safeguardingStatus: 'safe_verified' });

    found.safeguard('at_risk');

    expect(found.safeguardingStatus).toBe('at_risk');
  });

  it('is called by its number', () => {
    expect(pseudonymOf(1)).toBe('MV1');
    expect(pseudonymOf(12)).toBe('MV12');
  });
});
