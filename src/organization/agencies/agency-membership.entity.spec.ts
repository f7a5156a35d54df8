import { describe, expect, it } from '@jest/globals';
import { MembershipOverlap } from './agencies.errors.js';
import { AgencyMembership } from './agency-membership.entity.js';

function membership(overrides: Partial<AgencyMembership> = {}): AgencyMembership {
  return Object.assign(new AgencyMembership(), {
    kind: 'affiliate',
    beganOn: '2017-10-01',
    endedOn: null,
    ...overrides,
  });
}

describe('an agency membership', () => {
  it('ends on the first day on which it is no longer valid', () => {
    const affiliate = membership();

    affiliate.endOn('2018-03-01');

    expect(affiliate.endedOn).toBe('2018-03-01');
  });

  it('lasts at least one day', () => {
    const affiliate = membership();

    expect(() => {
      affiliate.endOn('2017-10-01');
    }).toThrow(MembershipOverlap);
    expect(affiliate.endedOn).toBeNull();

    affiliate.endOn('2017-10-02');
    expect(affiliate.endedOn).toBe('2017-10-02');
  });

  it('ends once', () => {
    const former = membership({ endedOn: '2018-03-01' });

    expect(() => {
      former.endOn('2018-04-01');
    }).toThrow(MembershipOverlap);
    expect(former.endedOn).toBe('2018-03-01');
  });
});
